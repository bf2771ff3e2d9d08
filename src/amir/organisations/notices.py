"""Texts that leave this room."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.messages import templates
from amir.messages.actions import send
from amir.messages.enums import Way
from amir.people.queries import SIGN_IN, callings_of, contacts_of

from .models import Emergency

EMERGENCY_OPENED = templates.add(
    "emergency_opened",
    subject=_("Please look at an emergency within 72 hours"),
    body=_("A colleague opened protected details in an emergency. Look at it here: {link}"),
)


def tell_of_emergency(actor: Actor, emergency: Emergency) -> bool:
    """Tell the second person at once; False if there is no way to reach them but the desk."""
    # Who opens an emergency need not see colleagues' addresses: the platform looks them up.
    looking_up = replace(actor, purpose=SIGN_IN)
    with acting_as(looking_up):
        contact = contacts_of(looking_up, [emergency.told_id]).get(emergency.told_id)
        calling = callings_of(looking_up, [emergency.told_id]).get(emergency.told_id)
    if contact is None or not contact.email:
        return False
    send(
        actor,
        organisation_id=emergency.organisation_id,
        account_id=emergency.told_id,
        channel=Way.MAIL,
        address=contact.email,
        template=EMERGENCY_OPENED.name,
        language=calling.language if calling else "en",
        values={"link": settings.SITE_URL + reverse("emergency", args=[emergency.pk])},
    )
    return True
