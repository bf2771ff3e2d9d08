"""Steps of a match between beginning and end, and its suspension while a concern is open."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may

from ..lifecycle import STEPS, Step
from ..models import Match, MatchChange
from ..rules import STEP_MATCH, SUSPEND_MATCH
from .sharing import open_shared_numbers


@transaction.atomic
def take_match_step(actor: Actor, *, match: Match, step: str, why: str = "") -> None:
    """Take one step of the lifecycle: hold, resume, mark_dormant, wake and so on.

    `match` gets its new state. Raises NotAllowed; Refused if the state does not allow the step.
    """
    if not may(actor, STEP_MATCH, match):
        raise NotAllowed(_("You may not change matches in this organisation."))
    wanted = STEPS.get(step)
    held = Match.objects.select_for_update().get(pk=match.pk)
    if wanted is None or held.state not in wanted.sources:
        raise Refused(
            _("This cannot be done with a match that is: {state}.").format(
                state=held.get_state_display()
            )
        )
    note_change(actor, held, wanted, why)
    held.state = wanted.target
    held.save(update_fields=["state"])
    match.state = held.state
    happened("mentoring.match_stepped", actor, match=held, step=step)


def note_change(actor: Actor, match: Match, step: Step, why: str) -> None:
    """Write down a step that the match, still in its old state, takes now."""
    MatchChange.objects.create(
        organisation_id=match.organisation_id,
        match=match,
        step=step.name,
        source=match.state,
        target=step.target,
        by=actor.account_id,
        why=why.strip()[:300],
    )


@transaction.atomic
def suspend_match(actor: Actor, *, match: Match) -> None:
    """The two do not meet and see no numbers, until it is lifted; twice is once.

    Raises NotAllowed.
    """
    _require_platform(actor, match)
    held = Match.objects.select_for_update().get(pk=match.pk)
    if held.suspended_at is None and held.is_live:
        held.suspended_at = clock.now()
        held.save(update_fields=["suspended_at"])
        open_shared_numbers(held)
        happened("mentoring.match_stepped", actor, match=held, step="suspend")
    match.suspended_at = held.suspended_at


@transaction.atomic
def lift_suspension(actor: Actor, *, match: Match) -> None:
    """The two may meet again; twice is once. Raises NotAllowed."""
    _require_platform(actor, match)
    held = Match.objects.select_for_update().get(pk=match.pk)
    if held.suspended_at is not None:
        held.suspended_at = None
        held.save(update_fields=["suspended_at"])
        open_shared_numbers(held)
        happened("mentoring.match_stepped", actor, match=held, step="lift")
    match.suspended_at = None


def _require_platform(actor: Actor, match: Match) -> None:
    """An open concern suspends; nobody else does, so that nobody can be asked to."""
    if SUSPEND_MATCH not in actor.granted or not may(actor, SUSPEND_MATCH, match):
        raise NotAllowed(_("Only an open concern suspends a match."))
