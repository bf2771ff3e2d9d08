"""Messages of this room: that there are questions, that a certificate is there; nothing more."""

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
from amir.people.models import NOTIFYING
from amir.people.queries import callings_of, contacts_of

from .models import Certificate, FollowUp

HOW_ARE_YOU = templates.add(
    "closures_follow_up",
    subject=_("How are you?"),
    body=_("We would like to know how you are. You may skip each question. Answer here: {link}"),
    lifetime=timedelta(days=14),
)
CERTIFICATE = templates.add(
    "closures_certificate",
    subject=_("There is something for you"),
    body=_("There is a document for you. See it here: {link}"),
    lifetime=timedelta(days=14),
)


def tell(follow_up: FollowUp) -> bool:
    """Send the way to one's own page; False if there is no way to reach the person."""
    path = reverse("me_follow_up", kwargs={"follow_up_id": follow_up.pk})
    return _send(follow_up.organisation_id, follow_up.person_id, HOW_ARE_YOU.name, path)


def tell_certificate(certificate: Certificate) -> bool:
    """The same for a certificate."""
    path = reverse("me_certificates")
    return _send(certificate.organisation_id, certificate.person_id, CERTIFICATE.name, path)


def _send(organisation_id: UUID, person_id: UUID, template: str, path: str) -> bool:
    """By the platform: whoever ends a match need not see contacts."""
    with acting_as(platform(NOTIFYING)) as nobody:
        contact = contacts_of(nobody, [person_id]).get(person_id)
        calling = callings_of(nobody, [person_id]).get(person_id)
        ways = {} if contact is None else {Way.MAIL: contact.email, Way.SMS: contact.phone}
        wanted = sorted(ways, key=lambda way: contact is None or way.value != contact.channel)
        way = next((each for each in wanted if ways[each]), None)
        if way is None:
            return False
        messages.send(
            nobody,
            organisation_id=organisation_id,
            account_id=person_id,
            channel=way,
            address=ways[way],
            template=template,
            language=calling.language if calling else "en",
            values={"link": str(settings.SITE_URL) + path},
        )
    return True
