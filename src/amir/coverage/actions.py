"""Reminders: on a fixed day before a deliverable is due, and on the day after."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.organisations.notices import mail_staff
from amir.organisations.queries import staff_who_may
from amir.people.models import NOTIFYING
from amir.programmes.queries import programmes_visible_to, progress_of, setting_of
from amir.programmes.rules import TICK

from .notices import DUE
from .rules import REMIND_DAYS


def remind_partners() -> int:
    """Mail everybody who ticks for a partner that owes something today's rule names; how many.

    What is due is read as one of them, under their own locks. Run once a day.
    """
    with acting_as(platform(NOTIFYING)) as nobody:
        return sum(
            mail_staff(
                nobody, organisation_id=due.organisation_id, account_ids=due.accounts,
                template=DUE, path=due.path,
            )
            for due in reminders_due()
        )  # fmt: skip


@dataclass(frozen=True)
class Reminder:
    """Whom to remind today, with the way to the page."""

    organisation_id: UUID
    accounts: tuple[UUID, ...]
    path: str


def reminders_due() -> list[Reminder]:
    """Whom the rule names today."""
    return [
        Reminder(organisation_id, tuple(accounts), path)
        for organisation_id, accounts in staff_who_may(TICK).items()
        for path in _due_for(organisation_id, accounts[0])
    ]


def _due_for(organisation_id: UUID, account_id: UUID) -> list[str]:
    """Addresses of the programmes in which this organisation is to be reminded today."""
    with acting_as(Actor(account_id=account_id)):
        actor = load_actor(account_id)
    found = []
    with acting_as(actor):
        for programme in programmes_visible_to(actor):
            days = setting_of(programme.pk, REMIND_DAYS)
            today = clock.today()
            wanted = {today + timedelta(days=days), today - timedelta(days=1)}
            rows = progress_of(actor, programme).rows
            if any(
                row.deliverable.due_on in wanted
                and organisation_id in {p.partner_organisation_id for p in row.missing}
                for row in rows
            ):
                found.append(reverse("programme_coverage", args=[programme.key]))
    return found
