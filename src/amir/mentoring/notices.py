"""Messages of this room: that there is a question, and how it went on; nothing of anybody."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.messages import actions as messages
from amir.messages import templates
from amir.messages.enums import DeliveryState, Way
from amir.messages.templates import Template
from amir.people.models import NOTIFYING, Contact
from amir.people.queries import callings_of, contacts_of

from .enums import Answer
from .models import Asking

QUESTION = templates.add(
    "mentoring_question",
    subject=_("A question for you"),
    body=_("We have a question for you. Please answer here: {link}"),
    lifetime=timedelta(days=7),
)
AGREED = templates.add(
    "match_agreed",
    subject=_("Good news for you"),
    body=_("There is good news about your question. See it here: {link}"),
)
REMINDER = templates.add(
    "question_reminder",
    subject=_("We wait for your answer"),
    body=_("Please answer our question soon. The link is in our last message."),
    lifetime=timedelta(days=1),
)
APPOINTMENT = templates.add(
    "first_meeting",
    subject=_("You have a date with us"),
    body=_("There is a date for a first meeting. See it here: {link}"),
    lifetime=timedelta(days=7),
)
APPOINTMENT_SOON = templates.add(
    "first_meeting_soon",
    subject=_("Your first meeting is soon"),
    body=_("Your first meeting is soon. See when and where: {link}"),
    lifetime=timedelta(days=1),
)
TO_SIGN = templates.add(
    "agreement_to_sign",
    subject=_("Please read and sign"),
    body=_("Something waits for your signature. Please read it here: {link}"),
    lifetime=timedelta(days=7),
)
CHANGED = templates.add(
    "match_changed",
    subject=_("Something has changed for you"),
    body=_("Something has changed for you. See it here: {link}"),
    lifetime=timedelta(days=7),
)
OVER = templates.add(
    "question_over",
    subject=_("A question is over"),
    body=_("The question that we asked you is over. You need not do anything."),
)


def link_of(token: str) -> str:
    """The whole address behind which somebody answers."""
    return str(settings.SITE_URL) + reverse("answer", kwargs={"token": token})


def tell_question(actor: Actor, asking: Asking, token: str, contact: Contact | None) -> bool:
    """Send the link; False if there is no way to reach the person, or today's limit is reached."""
    return _tell(actor, asking, QUESTION, {"link": link_of(token)}, contact)


def home_link() -> str:
    """The address of everybody's own first page."""
    return str(settings.SITE_URL) + reverse("me_home")


def pair_link_of(token: str) -> str:
    """The whole address behind which somebody sees and signs their agreement."""
    return str(settings.SITE_URL) + reverse("pair_link", kwargs={"token": token})


def tell_agreed(askings: Iterable[Asking], links: Mapping[UUID, str]) -> None:
    """Both said yes: tell each, with the link to what they agree on."""
    for asking in askings:
        _tell_all([asking], AGREED, {"link": links[asking.person_id]})


def tell_people(
    organisation_id: UUID, template: Template, values: Mapping[UUID, Mapping[str, str]]
) -> set[UUID]:
    """Tell each person, in their language; returns whom a message could reach. By the platform."""
    reached = set()
    with acting_as(platform(NOTIFYING)) as nobody:
        contacts, callings = contacts_of(nobody, values), callings_of(nobody, values)
        for person_id, filled in values.items():
            way, address = _way_to(contacts.get(person_id))
            if way is None:
                continue
            calling = callings.get(person_id)
            delivery = messages.send(
                nobody,
                organisation_id=organisation_id,
                account_id=person_id,
                channel=way,
                address=address,
                template=template.name,
                language=calling.language if calling else "en",
                values=filled,
            )
            if delivery.state in (DeliveryState.QUEUED, DeliveryState.SENT):
                reached.add(person_id)
    return reached


def tell_over(askings: Iterable[Asking]) -> None:
    """Nothing comes of a question: tell whoever knows of it and did not say no themselves."""
    knowing = [each for each in askings if each.is_sent or each.answer]
    _tell_all([each for each in knowing if each.answer != Answer.NO], OVER, {})


def _tell_all(askings: Iterable[Asking], template: Template, values: Mapping[str, str]) -> None:
    """By the platform: whoever ended a question need not, and mostly may not, see contacts."""
    told = list(askings)
    with acting_as(platform(NOTIFYING)) as nobody:
        contacts = contacts_of(nobody, [asking.person_id for asking in told])
        for asking in told:
            _tell(nobody, asking, template, values, contacts.get(asking.person_id))


def _tell(
    actor: Actor,
    asking: Asking,
    template: Template,
    values: Mapping[str, str],
    contact: Contact | None,
) -> bool:
    """Send it; False if there is no way to reach the person, or today's limit is reached."""
    way, address = _way_to(contact)
    if way is None:
        return False
    delivery = messages.send(
        actor,
        organisation_id=asking.organisation_id,
        account_id=asking.person_id,
        channel=way,
        address=address,
        template=template.name,
        language=asking.language,
        values=values,
    )
    return delivery.state in (DeliveryState.QUEUED, DeliveryState.SENT)


def _way_to(contact: Contact | None) -> tuple[Way | None, str]:
    """The channel that the person wants, or one that there is."""
    if contact is None:
        return None, ""
    ways = {Way.MAIL: contact.email, Way.SMS: contact.phone}
    wanted = sorted(ways, key=lambda way: way.value != contact.channel)
    return next(((way, ways[way]) for way in wanted if ways[way]), (None, ""))
