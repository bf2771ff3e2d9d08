"""Messages of this room: a date, a reminder, an answer. Nothing of anybody in any of them."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.mentoring.models import Match
from amir.messages import actions as messages
from amir.messages import templates
from amir.messages.enums import DeliveryState, Way
from amir.messages.invitations import Invitation
from amir.messages.templates import Template
from amir.people.models import NOTIFYING, Contact
from amir.people.queries import callings_of, contacts_of

from .enums import DateState
from .models import NextDate

DATE_SET = templates.add(
    "meeting_date_set",
    subject=_("A date for a meeting"),
    body=_("There is a date for a meeting. See it here: {link}"),
)
DATE_MOVED = templates.add(
    "meeting_date_moved",
    subject=_("A meeting was moved"),
    body=_("A meeting has another date now. See it here: {link}"),
)
DATE_CANCELLED = templates.add(
    "meeting_date_cancelled",
    subject=_("A meeting was cancelled"),
    body=_("A meeting was cancelled. Set another date here: {link}"),
)
REMINDER = templates.add(
    "meeting_reminder",
    subject=_("Have you met?"),
    body=_(
        "Have you met? Write it down here, it takes 20 seconds: {link} "
        "You can also answer an SMS with the minutes."
    ),
    lifetime=timedelta(days=7),
)
TEXT_TAKEN = templates.add(
    "meeting_by_text",
    subject=_("Thank you"),
    body=_("Thank you. {minutes} minutes are written down."),
)
TEXT_UNCLEAR = templates.add(
    "meeting_text_unclear",
    subject=_("Please write it down here"),
    body=_("We could not read your answer. Please write it down here: {link}"),
)


def tell_date(date: NextDate) -> None:
    """Both get the date, moved or cancelled, with an invitation for their calendars."""
    template = DATE_MOVED if date.sequence else DATE_SET
    if date.state == DateState.CANCELLED:
        template = DATE_CANCELLED
    invitation = Invitation(
        date.pk, date.sequence, date.on, date.at, date.minutes,
        is_cancelled=date.state == DateState.CANCELLED,
    )  # fmt: skip
    for person_id in (date.mentee_person_id, date.mentor_person_id):
        _tell(date.organisation_id, person_id, template, {"link": _home()}, invitation)


def remind(match: Match, person_id: UUID, address: str) -> bool:
    """Ask whether they met, with a link of their own. False if there is no way to reach them."""
    return _tell(match.organisation_id, person_id, REMINDER, {"link": address})


def answer_text(match: Match, person_id: UUID, phone: str, *, minutes: int | None) -> None:
    """Say that an SMS was written down; or, without minutes, where to write instead."""
    template, values = TEXT_UNCLEAR, {"link": _home()}
    if minutes is not None:
        template, values = TEXT_TAKEN, {"minutes": str(minutes)}
    with acting_as(platform(NOTIFYING)) as nobody:
        calling = callings_of(nobody, [person_id]).get(person_id)
        messages.send(
            nobody, organisation_id=match.organisation_id, account_id=person_id, channel=Way.SMS,
            address=phone, template=template.name,
            language=calling.language if calling else "en", values=values,
        )  # fmt: skip


def language_of(person_id: UUID) -> str:
    """The language in which the platform speaks to somebody."""
    with acting_as(platform(NOTIFYING)) as nobody:
        calling = callings_of(nobody, [person_id]).get(person_id)
    return calling.language if calling else "en"


def _tell(
    organisation_id: UUID,
    person_id: UUID,
    template: Template,
    values: dict[str, str],
    invitation: Invitation | None = None,
) -> bool:
    """By the platform: who sets a date may not see how the other is reached."""
    with acting_as(platform(NOTIFYING)) as nobody:
        contact = contacts_of(nobody, [person_id]).get(person_id)
        calling = callings_of(nobody, [person_id]).get(person_id)
        way, address = _way_to(contact, by_mail=invitation is not None)
        if way is None:
            return False
        delivery = messages.send(
            nobody, organisation_id=organisation_id, account_id=person_id, channel=way,
            address=address, template=template.name,
            language=calling.language if calling else "en", values=values, invitation=invitation,
        )  # fmt: skip
    return delivery.state in (DeliveryState.QUEUED, DeliveryState.SENT)


def _way_to(contact: Contact | None, *, by_mail: bool) -> tuple[Way | None, str]:
    """The channel that the person wants; for an invitation a mail, if there is an address."""
    if contact is None:
        return None, ""
    ways = {Way.MAIL: contact.email, Way.SMS: contact.phone}
    first = Way.MAIL.value if by_mail else contact.channel
    wanted = sorted(ways, key=lambda way: way.value != first)
    return next(((way, ways[way]) for way in wanted if ways[way]), (None, ""))


def _home() -> str:
    return str(settings.SITE_URL) + reverse("me_home")
