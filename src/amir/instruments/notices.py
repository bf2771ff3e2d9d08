"""Messages of this room: that there are questions; nothing of what they ask."""

from datetime import timedelta

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

from .models import Round

QUESTIONS = templates.add(
    "instruments_questions",
    subject=_("A few questions for you"),
    body=_("We have a few short questions for you. You may skip each. Answer here: {link}"),
    lifetime=timedelta(days=7),
)


def tell(asked: Round) -> bool:
    """Send the way to one's own page; False if there is no way to reach the person."""
    link = str(settings.SITE_URL) + reverse("me_round", kwargs={"round_id": asked.pk})
    with acting_as(platform(NOTIFYING)) as nobody:
        contact = contacts_of(nobody, [asked.person_id]).get(asked.person_id)
        calling = callings_of(nobody, [asked.person_id]).get(asked.person_id)
        ways = {} if contact is None else {Way.MAIL: contact.email, Way.SMS: contact.phone}
        wanted = sorted(ways, key=lambda way: contact is None or way.value != contact.channel)
        way = next((each for each in wanted if ways[each]), None)
        if way is None:
            return False
        messages.send(
            nobody,
            organisation_id=asked.organisation_id,
            account_id=asked.person_id,
            channel=way,
            address=ways[way],
            template=QUESTIONS.name,
            language=calling.language if calling else "en",
            values={"link": link},
        )
    return True
