"""A match pauses, goes to sleep, or is closed: part by part, with both heard."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.mentoring.actions import end_match, take_match_step
from amir.mentoring.enums import EndReason, MatchState
from amir.mentoring.models import Match
from amir.participants.enums import Side

from .. import rules
from ..enums import Again, AskedBy, ContactAfter, HowItWas
from ..models import Closure, Interview
from ..queries import interviews_of
from ..rules import CLOSE, closing


@transaction.atomic
def move_match(actor: Actor, *, match: Match, step: str, why: str) -> None:
    """Put on hold (somebody asked), no sign of life, goes on again.

    Raises NotAllowed; Refused without words, or for a step that cannot be taken from here.
    """
    if not may(actor, CLOSE, match):
        raise NotAllowed(_("You may not change matches in this organisation."))
    if not why.strip():
        raise Refused(_("Say in a few words why, and who asked."), field="why")
    if step not in {each.name for each in rules.steps_offered(match.state)}:
        raise Refused(_("This match cannot do that now. Look at the page again."), field="step")
    take_match_step(actor, match=match, step=step, why=why)


@transaction.atomic
def begin_closure(
    actor: Actor, *, match: Match, is_planned: bool, reason: str, asked_by: str, why: str = ""
) -> Closure:
    """Begin to close a match, or say why one is over that ended without a closing.

    Raises NotAllowed; Refused for a reason that is not on the list.
    """
    if not may(actor, CLOSE, match):
        raise NotAllowed(_("You may not close matches in this organisation."))
    if not rules.is_reason(reason):
        raise Refused(_("Choose a reason from the list."), field="reason")
    if is_planned != (reason == EndReason.PLANNED):
        raise Refused(_("Planned or early, and the reason, do not fit together."), field="reason")
    if asked_by not in AskedBy.values:
        raise Refused(_("Say who asked for it."), field="asked_by")
    held = Match.objects.select_for_update().get(pk=match.pk)
    if held.state not in (MatchState.CLOSING, MatchState.ENDED):
        take_match_step(actor, match=held, step="begin_closing", why=why)
        match.state = held.state
    closure, _made = Closure.objects.get_or_create(
        match=match,
        defaults={"organisation_id": match.organisation_id, "opened_by": actor.account_id},
    )
    _still_open(closure)
    closure.is_planned, closure.reason = is_planned, reason
    closure.asked_by, closure.why = asked_by, why.strip()[:300]
    closure.save(update_fields=["is_planned", "reason", "asked_by", "why"])
    return closure


@transaction.atomic
def record_interview(
    actor: Actor,
    *,
    closure: Closure,
    side: str,
    held_on: date | None = None,
    how_it_was: str = "",
    said: str = "",
    again: str = "",
    why_not: str = "",
) -> Interview:
    """What one side said, and whether they want another match; or why nobody could ask them.

    Raises NotAllowed; Refused if neither stands there, or the day is in the future.
    """
    _demand(actor, closure)
    if side not in Side.values:
        raise Refused(_("Choose mentor or mentee."), field="side")
    if held_on is None and not why_not.strip():
        raise Refused(_("Write the day, or why you could not talk."), field="held_on")
    if held_on is not None:
        _not_later(held_on, "held_on")
        if how_it_was not in HowItWas.values:
            raise Refused(_("Say how it was."), field="how_it_was")
        if again not in Again.values:
            raise Refused(_("Say whether they want another match."), field="again")
    match = closure.match
    person_id = match.mentee_person_id if side == Side.MENTEE else match.mentor_person_id
    values = {
        "organisation_id": closure.organisation_id, "person_id": person_id, "held_on": held_on,
        "how_it_was": how_it_was if held_on else "", "said": said.strip(),
        "again": again if held_on else "", "why_not": "" if held_on else why_not.strip()[:300],
        "by": actor.account_id,
    }  # fmt: skip
    return Interview.objects.update_or_create(closure=closure, side=side, defaults=values)[0]


@transaction.atomic
def record_meeting(
    actor: Actor, *, closure: Closure, met_on: date | None = None, why_not_met: str = ""
) -> None:
    """The closing meeting of the two, or why there was none. Raises NotAllowed, Refused."""
    _demand(actor, closure)
    if met_on is None and not why_not_met.strip():
        raise Refused(_("Write the day, or why there was no meeting."), field="met_on")
    if met_on is not None:
        _not_later(met_on, "met_on")
    closure.met_on = met_on
    closure.why_not_met = "" if met_on else why_not_met.strip()[:300]
    closure.save(update_fields=["met_on", "why_not_met"])


@transaction.atomic
def agree_on_after(
    actor: Actor,
    *,
    closure: Closure,
    next_steps: str,
    contact_after: str,
    responsible_until: date,
    handed_to: str = "",
) -> None:
    """Who goes on with what, how the two may stay in touch, until when the programme answers.

    Raises NotAllowed; Refused if something lacks, or the day lies before the match began.
    """
    _demand(actor, closure)
    if not next_steps.strip():
        raise Refused(_("Write what is still to do, or that nothing is."), field="next_steps")
    if contact_after not in ContactAfter.values:
        raise Refused(_("Say how the two may stay in touch."), field="contact_after")
    if responsible_until < closure.match.agreed_on:
        raise Refused(_("The day lies before the match began."), field="responsible_until")
    closure.next_steps, closure.handed_to = next_steps.strip(), handed_to.strip()[:200]
    closure.contact_after, closure.responsible_until = contact_after, responsible_until
    closure.save(update_fields=["next_steps", "handed_to", "contact_after", "responsible_until"])


@transaction.atomic
def finish_closure(actor: Actor, *, closure: Closure) -> None:
    """All is written down: the match ends, and the closing with it.

    Raises NotAllowed; Refused while a part is missing, and says which.
    """
    _demand(actor, closure)
    lacking = rules.missing(closure, interviews_of(closure))
    if lacking:
        listed = ", ".join(str(part.label) for part in lacking)
        raise Refused(_("Still missing: {parts}.").format(parts=listed))
    match = Match.objects.get(pk=closure.match_id)
    closure.closed_at, closure.closed_by = clock.now(), actor.account_id
    closure.save(update_fields=["closed_at", "closed_by"])
    if match.is_live:
        words = closure.why or EndReason(closure.reason).label
        end_match(actor, match=match, why=str(words), reason=closure.reason)
    happened("closures.closed", actor, closure=closure)


def note_ended_match(actor: Actor, *, match: Match) -> Closure:
    """A match ended, in whatever way: its closing stays to be done if nobody has done it."""
    with acting_as(closing()):
        return Closure.objects.get_or_create(
            match=match,
            defaults={
                "organisation_id": match.organisation_id,
                "reason": match.reason,
                "is_planned": (match.reason == EndReason.PLANNED) if match.reason else None,
                "why": match.why_ended,
            },
        )[0]


def _demand(actor: Actor, closure: Closure) -> None:
    if not may(actor, CLOSE, closure):
        raise NotAllowed(_("You may not close matches in this organisation."))
    _still_open(closure)


def _still_open(closure: Closure) -> None:
    if closure.closed_at is not None:
        raise Refused(_("This closing is done already."))


def _not_later(day: date, field: str) -> None:
    if day > clock.today():
        raise Refused(_("The day is in the future."), field=field)
