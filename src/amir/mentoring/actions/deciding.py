"""What a coordinator decides about proposed pairs, one or many at a time, and taking it back."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.participants.facts import roster_people
from amir.participants.models import Participant
from amir.participants.roster import Participant as Known
from amir.sheets.sayings import N_, Saying

from .. import practice
from ..enums import LIVE, PlanAct, PlanState, ProposalState
from ..models import Barred, BulkStep, Interpreter, Plan, Proposal
from ..pairs import Judged, bridges, judge, lacks_only_a_language
from ..queries import load_of, ruled_out_pairs
from ..rules import DECIDE, programme_rules
from ..solving import new_proposal
from ..telling import tell
from .asking import take_back
from .holding import changed_meanwhile, held_participants, held_plan, held_proposals, note_step

UNDO_FOR = timedelta(days=30)
INTERPRETED = N_("They understand each other through an interpreter.")


def reject_proposal(actor: Actor, *, proposal: Proposal, why: str) -> BulkStep:
    """Not this pair: it will not be proposed again. Raises NotAllowed, Refused, Stale."""
    return reject_proposals(actor, plan=proposal.plan, proposals=[proposal], why=why)


@transaction.atomic
def reject_proposals(
    actor: Actor, *, plan: Plan, proposals: Sequence[Proposal], why: str
) -> BulkStep:
    """Not these pairs: they will not be proposed again. `why` is for colleagues."""
    if not why.strip():
        raise Refused(_("Say in a few words why not."), field="why")
    held = _proposed(actor, plan, proposals)
    Proposal.objects.filter(pk__in=[p.pk for p in held]).update(
        state=ProposalState.REJECTED,
        is_locked=False,
        why=why.strip()[:300],
        decided_by=actor.account_id,
        decided_at=clock.now(),
    )
    Barred.objects.bulk_create(
        (
            Barred(
                organisation_id=plan.organisation_id,
                mentee_id=p.mentee_id,
                mentor_id=p.mentor_id,
                by=actor.account_id,
                why=why.strip()[:300],
            )
            for p in held
        ),
        ignore_conflicts=True,
    )
    return note_step(actor, plan, PlanAct.REJECT, held)


def lock_proposal(actor: Actor, *, proposal: Proposal) -> BulkStep:
    """Keep this pair in the next plan, whatever else changes."""
    return lock_proposals(actor, plan=proposal.plan, proposals=[proposal])


def unlock_proposal(actor: Actor, *, proposal: Proposal) -> BulkStep:
    """Let the next plan decide again."""
    return unlock_proposals(actor, plan=proposal.plan, proposals=[proposal])


@transaction.atomic
def lock_proposals(actor: Actor, *, plan: Plan, proposals: Sequence[Proposal]) -> BulkStep:
    """Keep these pairs in the next plan. Raises NotAllowed, Refused, Stale."""
    return _set_lock(actor, plan, proposals, PlanAct.LOCK)


@transaction.atomic
def unlock_proposals(actor: Actor, *, plan: Plan, proposals: Sequence[Proposal]) -> BulkStep:
    """Let the next plan decide about these pairs again. Raises NotAllowed, Refused, Stale."""
    return _set_lock(actor, plan, proposals, PlanAct.UNLOCK)


def _set_lock(actor: Actor, plan: Plan, proposals: Sequence[Proposal], act: PlanAct) -> BulkStep:
    held = _proposed(actor, plan, proposals)
    wanted = act == PlanAct.LOCK
    changed = [p for p in held if p.is_locked != wanted]
    Proposal.objects.filter(pk__in=[p.pk for p in changed]).update(is_locked=wanted)
    return note_step(actor, plan, act, changed)


@transaction.atomic
def replace_mentor(
    actor: Actor,
    *,
    proposal: Proposal,
    mentor: Participant,
    why: str = "",
    interpreter: Interpreter | None = None,
) -> Proposal:
    """Propose another mentor by hand, and hold on to the pair. Returns the new proposal.

    `interpreter`: with their help two may be paired who share no language. Refused if the pair
    breaks a rule: the sentence names each one.
    """
    plan = held_plan(actor, proposal.plan)
    [held] = held_proposals(plan, [proposal])
    if held.state != ProposalState.PROPOSED:
        raise Refused(_("Only a pair that nobody was asked about can be changed."))
    people = held_participants({held.mentee_id, mentor.pk})
    mentee, other = people.get(held.mentee_id), people.get(mentor.pk)
    if mentee is None or other is None or other.organisation_id != plan.organisation_id:
        raise Refused(_("This mentor cannot be found any more."))
    one, two = roster_people(actor, [mentee, other])
    barred = ruled_out_pairs().filter(mentee=mentee, mentor=other).exists()
    taken = load_of([other.pk])[other.pk] + _proposed_to(plan, other, but=held)
    [found] = judge(one, [two], [other.capacity - taken], {two.at} if barred else set(),
                    programme_rules(changes=plan.rules), plan.as_of.year)  # fmt: skip
    reasons = list(found.reasons)
    if interpreter is not None:
        _require_bridge(plan, interpreter, found, one, two)
        reasons.append(Saying(INTERPRETED))
    elif found.broken:
        raise Refused(tell(found.broken, {}), field="mentor")
    held.state, held.is_locked, held.why = ProposalState.CHANGED, False, why.strip()[:300]
    held.decided_by, held.decided_at = actor.account_id, clock.now()
    held.save()
    made = new_proposal(plan, mentee, other, points=found.points, reasons=reasons, is_locked=True)
    made.by_hand = True
    made.interpreter_id = interpreter.pk if interpreter else None
    made.save(force_insert=True)
    return made


def _require_bridge(
    plan: Plan, interpreter: Interpreter, found: Judged, mentee: Known, mentor: Known
) -> None:
    """Refused unless only the language is missing, and this interpreter may and can bridge it."""
    is_ours = interpreter.organisation_id == plan.organisation_id
    if not is_ours or not practice.may_interpret(interpreter, clock.today()):
        raise Refused(
            _("Only somebody who is bound to confidentiality interprets."), field="mentor"
        )
    if not bridges(interpreter.languages, mentee, mentor):
        raise Refused(_("This interpreter does not speak with both of them."), field="mentor")
    if found.broken and not lacks_only_a_language(found):
        raise Refused(tell(found.broken, {}), field="mentor")


def _proposed_to(plan: Plan, mentor: Participant, but: Proposal) -> int:
    """How many mentees the plan proposes to the mentor besides."""
    rows = Proposal.objects.filter(plan=plan, mentor=mentor, state=ProposalState.PROPOSED)
    return rows.exclude(pk=but.pk).count()


@transaction.atomic
def undo_step(actor: Actor, *, step: BulkStep) -> tuple[int, int]:
    """Take a bulk step back, within 30 days. Returns how many came back and how many could not.

    Pairs that have moved on since stay as they are. Raises NotAllowed; Refused if it is too late.
    """
    if actor.account_id is None or not may(actor, DECIDE, step):
        raise NotAllowed(_("You may not decide about pairs in this organisation."))
    held = BulkStep.objects.select_for_update().select_related("plan").get(pk=step.pk)
    if held.undone_at is not None:
        raise Refused(_("This was taken back already."))
    if clock.now() > held.created_at + UNDO_FOR:
        raise Refused(_("This was more than 30 days ago. It cannot be taken back any more."))
    rows = Proposal.objects.select_for_update().filter(pk__in=held.proposals).order_by("pk")
    back = _UNDOING[PlanAct(held.act)](held.plan, list(rows))
    held.undone_at = clock.now()
    held.save(update_fields=["undone_at"])
    return back, len(held.proposals) - back


def _undo_accept(plan: Plan, proposals: list[Proposal]) -> int:
    asked = [p for p in proposals if p.state == ProposalState.ASKED]
    take_back(asked)
    return len(asked)


def _undo_reject(plan: Plan, proposals: list[Proposal]) -> int:
    """Back into the plan if it still stands; and the pair may be proposed again in any case."""
    taken = set(
        Proposal.objects.filter(plan=plan, state__in=LIVE).values_list("mentee_id", flat=True)
    )
    rejected = [p for p in proposals if p.state == ProposalState.REJECTED]
    back = [p for p in rejected if p.mentee_id not in taken]
    for proposal in rejected:
        Barred.objects.filter(mentee=proposal.mentee_id, mentor=proposal.mentor_id).delete()
    if plan.state == PlanState.READY:
        Proposal.objects.filter(pk__in=[p.pk for p in back]).update(
            state=ProposalState.PROPOSED, why="", decided_by=None, decided_at=None
        )
    return len(back)


def _undo_lock(plan: Plan, proposals: list[Proposal]) -> int:
    still = [p.pk for p in proposals if p.state == ProposalState.PROPOSED and p.is_locked]
    return Proposal.objects.filter(pk__in=still).update(is_locked=False)


def _undo_unlock(plan: Plan, proposals: list[Proposal]) -> int:
    still = [p.pk for p in proposals if p.state == ProposalState.PROPOSED and not p.is_locked]
    return Proposal.objects.filter(pk__in=still).update(is_locked=True)


_UNDOING = {
    PlanAct.ACCEPT: _undo_accept,
    PlanAct.REJECT: _undo_reject,
    PlanAct.LOCK: _undo_lock,
    PlanAct.UNLOCK: _undo_unlock,
}


def _proposed(actor: Actor, plan: Plan, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, locked, all of them still to be decided."""
    held = held_proposals(held_plan(actor, plan), proposals)
    if not held:
        raise Refused(_("Choose at least one pair."))
    if any(p.state != ProposalState.PROPOSED for p in held):
        raise Refused(changed_meanwhile())
    return held
