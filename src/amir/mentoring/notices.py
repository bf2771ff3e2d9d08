"""Messages of this room: they say that there is a question, and nothing about it or anybody."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.messages import actions as messages
from amir.messages import templates
from amir.messages.enums import State, Way
from amir.people.models import Contact

from .models import Asking

QUESTION = templates.add(
    "mentoring_question",
    subject=_("A question for you"),
    body=_("We have a question for you. Please answer here: {link}"),
    lifetime=timedelta(days=7),
)


def link_of(token: str) -> str:
    """The whole address behind which somebody answers."""
    return str(settings.SITE_URL) + reverse("answer", kwargs={"token": token})


def tell_question(actor: Actor, asking: Asking, token: str, contact: Contact | None) -> bool:
    """Send the link; False if there is no way to reach the person, or today's limit is reached."""
    way, address = _way_to(contact)
    if way is None:
        return False
    delivery = messages.send(
        actor,
        organisation_id=asking.organisation_id,
        account_id=asking.person_id,
        channel=way,
        address=address,
        template=QUESTION.name,
        language=asking.language,
        values={"link": link_of(token)},
    )
    return delivery.state in (State.QUEUED, State.SENT)


def _way_to(contact: Contact | None) -> tuple[Way | None, str]:
    """The channel that the person wants, or one that there is."""
    if contact is None:
        return None, ""
    ways = {Way.MAIL: contact.email, Way.SMS: contact.phone}
    wanted = sorted(ways, key=lambda way: way.value != contact.channel)
    return next(((way, ways[way]) for way in wanted if ways[way]), (None, ""))
