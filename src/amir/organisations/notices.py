"""Texts that leave this room."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.messages import templates
from amir.messages.actions import send
from amir.messages.enums import Way
from amir.messages.templates import Template
from amir.people.models import NOTIFYING
from amir.people.queries import callings_of, contacts_of

from .models import Emergency

EMERGENCY_OPENED = templates.add(
    "emergency_opened",
    subject=_("Please look at an emergency within 72 hours"),
    body=_("A colleague opened protected details in an emergency. Look at it here: {link}"),
)


def tell_of_emergency(actor: Actor, emergency: Emergency) -> bool:
    """Tell the second person at once; False if there is no way to reach them but the desk."""
    told = mail_staff(
        actor,
        organisation_id=emergency.organisation_id,
        account_ids=[emergency.told_id],
        template=EMERGENCY_OPENED,
        path=reverse("emergency", args=[emergency.pk]),
    )
    return told == 1


def mail_staff(
    actor: Actor,
    *,
    organisation_id: UUID,
    account_ids: Collection[UUID],
    template: Template,
    path: str,
) -> int:
    """Mail colleagues a text with a link to a page of ours; returns how many have an address.

    The platform looks the addresses up: the actor need not see them.
    """
    looking_up = replace(actor, purpose=NOTIFYING)
    with acting_as(looking_up):
        contacts = contacts_of(looking_up, account_ids)
        callings = callings_of(looking_up, account_ids)
    reached = [account_id for account_id, contact in contacts.items() if contact.email]
    for account_id in reached:
        send(
            looking_up,
            organisation_id=organisation_id,
            account_id=account_id,
            channel=Way.MAIL,
            address=contacts[account_id].email,
            template=template.name,
            language=callings[account_id].language if account_id in callings else "en",
            values={"link": settings.SITE_URL + path},
        )
    return len(reached)
