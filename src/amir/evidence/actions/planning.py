"""Planning a focus group, and writing down what became of it: numbers only, never who came."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.organisations.queries import running
from amir.programmes.queries import partner_organisations

from ..enums import BREAKDOWNS, GroupKind, GroupState
from ..models import FocusGroup, GroupStatus, Guide
from ..queries import Desk
from ..rules import WRITE
from .checking import ask_about_names, changeable, demand

PLAN = ("kind", "place", "language", "mode", "has_interpreter", "planned_on", "recruitment",
        "guide_id", "moderator_id", "note_taker_id")  # fmt: skip
MOST_PEOPLE = 1_000


@transaction.atomic
def plan_group(actor: Actor, *, desk: Desk, country: str, **plan: Any) -> FocusGroup:
    """A new group, with the next number of its country in the programme.

    `plan`: see PLAN. Raises NotAllowed; Refused for a guide or colleague that is not there.
    """
    demand(actor, desk, WRITE)
    if desk.organisation_id not in partner_organisations(desk.programme_id):
        raise Refused(_("Your organisation is no partner of the programme."))
    values = _checked_plan(desk.programme_id, desk.organisation_id, plan)
    if not values.get("place", "").strip():
        raise Refused(_("Write the place."), field="place")
    with connection.cursor() as cursor:
        # Partners number together, so they wait for each other.
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"focus group {desk.programme_id} {country}"],
        )
    others = GroupStatus.objects.filter(programme_id=desk.programme_id, country=country)
    number = (others.aggregate(last=Max("number"))["last"] or 0) + 1
    group = FocusGroup.objects.create(
        organisation_id=desk.organisation_id, programme_id=desk.programme_id, country=country,
        number=number, **values,
    )  # fmt: skip
    GroupStatus.objects.create(
        organisation_id=group.organisation_id, group=group, programme_id=group.programme_id,
        country=country, number=number, kind=group.kind, state=group.state,
    )  # fmt: skip
    return group


@transaction.atomic
def change_plan(
    actor: Actor, *, group: FocusGroup, version: int | None = None, **plan: Any
) -> None:
    """Change what was planned; the number and the country stay.

    Raises NotAllowed; Stale; Refused while it is published.
    """
    held = changeable(actor, group, version)
    save(held, **_checked_plan(held.programme_id, held.organisation_id, plan))


@transaction.atomic
def record_facts(
    actor: Actor,
    *,
    group: FocusGroup,
    held_on: date,
    people: int,
    counts: Mapping[str, Mapping[str, int]],
    consent_basis: str,
    version: int | None = None,
    **facts: Any,
) -> None:
    """How it went: day, length, how many came, by groups of people; then the group is held.

    `facts`: minutes, invited, was_recorded, recording_deleted_on, notes.
    Raises NotAllowed; Stale; Refused for numbers that cannot be.
    """
    group = changeable(actor, group, version)
    today = clock.today()
    if held_on > today:
        raise Refused(_("The day is still to come."), field="held_on")
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(_("Write how many people came."), field="people")
    if not consent_basis:
        raise Refused(_("Say how people agreed."), field="consent_basis")
    deleted_on = facts.get("recording_deleted_on")
    if deleted_on is not None and not held_on <= deleted_on <= today:
        raise Refused(
            _("The recording cannot have been deleted on this day."), field="recording_deleted_on"
        )
    if deleted_on is not None and not facts.get("was_recorded"):
        raise Refused(_("Say that it was recorded."), field="was_recorded")
    state = GroupState.HELD if group.state == GroupState.PLANNED else group.state
    save(
        group, held_on=held_on, people=people, counts=checked_counts(people, counts),
        consent_basis=consent_basis, state=state, **facts,
    )  # fmt: skip


@transaction.atomic
def write_summary(
    actor: Actor,
    *,
    group: FocusGroup,
    summary: str,
    summary_translation: str = "",
    names_are_fine: bool = False,
    version: int | None = None,
) -> None:
    """What the group said, in short, and its translation.

    Raises NotAllowed; Stale; Refused for likely names that nobody has looked at.
    """
    held = changeable(actor, group, version)
    ask_about_names([summary, summary_translation], held.country, names_are_fine)
    save(held, summary=summary.strip(), summary_translation=summary_translation.strip())


def checked_counts(
    people: int, counts: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """The counts by part. Refused if a part is unknown, or the parts are more than came."""
    found: dict[str, dict[str, int]] = {}
    for name, parts in counts.items():
        known = BREAKDOWNS.get(name)
        if known is None or not set(parts) <= set(known.values):
            raise Refused(_("This is not counted here."))
        if any(number < 0 for number in parts.values()) or sum(parts.values()) > people:
            raise Refused(
                _("The parts are more than the people who came."), field=f"{name}_{min(parts)}"
            )
        found[name] = {part: number for part, number in parts.items() if number}
    return found


def save(group: FocusGroup, **values: Any) -> None:
    """Write values, count the version up, and let the small row follow."""
    for name, value in values.items():
        setattr(group, name, value)
    group.version += 1
    group.save(update_fields=[*values, "version"])
    GroupStatus.objects.filter(group=group).update(
        kind=group.kind, state=group.state, held_on=group.held_on
    )


def _checked_plan(
    programme_id: UUID, organisation_id: UUID, plan: dict[str, Any]
) -> dict[str, Any]:
    values = {name: value for name, value in plan.items() if name in PLAN}
    if values.get("kind", GroupKind.TCN) not in GroupKind.values:
        raise Refused(_("Choose who sits together."), field="kind")
    guide_id = values.get("guide_id")
    if guide_id and not Guide.objects.filter(pk=guide_id, programme_id=programme_id).exists():
        raise Refused(_("This guide cannot be found."), field="guide_id")
    staff = {values[name] for name in ("moderator_id", "note_taker_id") if values.get(name)}
    if staff:
        known = running(organisation_id).filter(account_id__in=staff)
        if set(known.values_list("account_id", flat=True)) != staff:
            raise Refused(_("Choose colleagues of your organisation."), field="moderator_id")
    return values
