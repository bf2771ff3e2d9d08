"""Messages of this room: that there is something to read; never what."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.messages import actions as messages
from amir.messages import templates
from amir.messages.enums import Way
from amir.messages.templates import Template
from amir.participants.models import Participant
from amir.people.models import NOTIFYING
from amir.people.queries import callings_of, contacts_of

RECEIVED = templates.add(
    "application_received",
    subject=_("We have received it"),
    body=_("We have received what you sent. You can look at it here: {link}"),
)
DECIDED = templates.add(
    "application_decided",
    subject=_("There is an answer for you"),
    body=_("There is an answer for you. Please read it here: {link}"),
    lifetime=timedelta(days=7),
)
FORGETTING_SOON = templates.add(
    "forgetting_soon",
    subject=_("We will delete your data"),
    body=_("You were not here for a long time. We delete your data soon. To stay, sign in: {link}"),
    lifetime=timedelta(days=7),
)


def tell_received(participant: Participant, phone: str, language: str) -> None:
    """To the phone that was just typed; nothing if it is none."""
    if phone:
        _send(participant.organisation_id, participant.person_id, {Way.SMS: phone}, language,
              RECEIVED)  # fmt: skip


def tell_decided(participant: Participant) -> None:
    """That there is a decision; what it is stands on the person's own page."""
    tell_person(participant.organisation_id, participant.person_id, DECIDED)


def tell_person(organisation_id: UUID, person_id: UUID, template: Template) -> bool:
    """Send a text to somebody in their language; False if there is no way to reach them."""
    with acting_as(platform(NOTIFYING)) as nobody:
        contact = contacts_of(nobody, [person_id]).get(person_id)
        calling = callings_of(nobody, [person_id]).get(person_id)
        if contact is None:
            return False
        ways = {Way.MAIL: contact.email, Way.SMS: contact.phone}
        wanted = dict(sorted(ways.items(), key=lambda pair: pair[0].value != contact.channel))
        language = calling.language if calling else "en"
        return _send(organisation_id, person_id, wanted, language, template)


def _send(
    organisation_id: UUID,
    person_id: UUID,
    ways: dict[Way, str],
    language: str,
    template: Template,
) -> bool:
    way = next((way for way, address in ways.items() if address), None)
    if way is None:
        return False
    messages.send(
        platform(NOTIFYING),
        organisation_id=organisation_id,
        account_id=person_id,
        channel=way,
        address=ways[way],
        template=template.name,
        language=language,
        values={"link": str(settings.SITE_URL) + reverse("me_application")},
    )
    return True
