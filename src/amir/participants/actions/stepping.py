"""Steps of the lifecycle, one or many at a time, and taking a bulk of them back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core import clock
from amir.core.access.edges import close_edges
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.events import happened
from amir.core.permissions import may

from ..enums import EvidenceKind
from ..lifecycle import STEPS, TO_AVAILABLE, State, Step
from ..models import Participant, Screening, StateChange
from ..queries import standings_of
from ..rules import DECIDE
from ..standing import Standings, missing_kinds, opens
from .registering import changed_meanwhile, open_part

UNDO_FOR = timedelta(days=30)
TAKEN_BACK = "take_back"


@dataclass
class Taken:
    """What became of a bulk: its id for taking it back, who went on, who did not and why."""

    batch: UUID
    done: list[Participant] = field(default_factory=list)
    refused: list[tuple[Participant, str]] = field(default_factory=list)


def take_step(actor: Actor, *, participant: Participant, step: str, why: str = "") -> None:
    """Take one step. `participant` gets its new state.

    Raises NotAllowed; Refused if the state or the evidence does not allow the step; Stale if
    somebody else changed the participant since it was read.
    """
    wanted = _step(step)
    with transaction.atomic():
        held = {participant.pk: participant}
        locked = _locked(held)
        kept = _kept_back(actor, [wanted], [participant])
        reason = _why_not(actor, wanted, participant, standings_of([participant]), locked, kept)
        if reason is not None:
            raise reason
        _move(actor, wanted, [participant], why=why, batch=None)


def take_steps(
    actor: Actor, *, participants: Sequence[Participant], step: str, why: str = ""
) -> Taken:
    """Take the same step with everybody who can; the rest comes back with reasons."""
    wanted = _step(step)
    taken = Taken(uuid4())
    with transaction.atomic():
        locked = _locked({p.pk: p for p in participants})
        standings = standings_of(participants)
        kept = _kept_back(actor, [wanted], participants)
        for participant in participants:
            reason = _why_not(actor, wanted, participant, standings, locked, kept)
            if reason is None:
                taken.done.append(participant)
            else:
                taken.refused.append((participant, str(reason)))
        _move(actor, wanted, taken.done, why=why, batch=taken.batch)
    return taken


def make_ready(actor: Actor, *, participants: Sequence[Participant], why: str = "") -> Taken:
    """Lead everybody with all evidence through the steps to "available", as one bulk.

    Whoever lacks evidence stays where they are, and comes back with the reason.
    """
    taken = Taken(uuid4())
    with transaction.atomic():
        locked = _locked({p.pk: p for p in participants})
        standings = standings_of(participants)
        last = STEPS["make_available"]
        kept = _kept_back(actor, [STEPS[name] for name in TO_AVAILABLE], participants)
        going: list[Participant] = []
        for participant in participants:
            if participant.state in (State.AVAILABLE, State.MATCHED):
                continue
            reason = _why_not(actor, last, participant, standings, locked, kept, from_here=False)
            if participant.state in (State.REFUSED, State.LEFT):
                reason = Refused(_("Not accepted, or no longer with us."))
            if reason is None:
                going.append(participant)
            else:
                taken.refused.append((participant, str(reason)))
        for name in TO_AVAILABLE:
            step = STEPS[name]
            able = [p for p in going if p.state in step.sources and opens(step, standings[p.pk])]
            _move(actor, step, able, why=why, batch=taken.batch)
        taken.done = going
    return taken


def take_back_steps(actor: Actor, *, batch: UUID) -> Taken:
    """Take a bulk of steps back, within 30 days; who has moved on since stays there."""
    taken = Taken(uuid4())
    with transaction.atomic():
        first = _first_and_last(batch)
        if not first:
            raise Refused(_("These steps cannot be found any more."))
        participants = list(
            Participant.objects.select_for_update().filter(pk__in=list(first)).order_by("pk")
        )
        if not all(may(actor, DECIDE, participant) for participant in participants):
            raise NotAllowed(_("You may not take these steps back."))
        moved_on = _moved_on(batch, first)
        back: dict[str, list[Participant]] = defaultdict(list)
        for participant in participants:
            came_from, went_to = first[participant.pk]
            if participant.state == went_to.target and participant.pk not in moved_on:
                back[came_from.source].append(participant)
            else:
                taken.refused.append((participant, _("Has moved on since then.")))
        for state, those in back.items():
            step = Step(TAKEN_BACK, frozenset(), State(state), DECIDE, "")
            _move(actor, step, those, why="", batch=taken.batch)
            taken.done += those
    return taken


def decide(
    actor: Actor,
    *,
    participant: Participant,
    decision: str,
    reason: str = "",
    criteria: Mapping[str, str] | None = None,
) -> Screening:
    """Accept or do not accept an application, by criteria (criterion -> answer), with the reason.

    `decision` is the name of the step: "accept" or "refuse", which needs a reason.
    """
    if decision not in ("accept", "refuse"):
        raise Refused(_("Choose one of the two decisions."), field="decision")
    if decision == "refuse" and not reason.strip():
        raise Refused(_("Say why, in one sentence. The person may ask for it."), field="reason")
    if actor.account_id is None:
        raise NotAllowed(_("A person decides about an application."))
    with transaction.atomic():
        take_step(actor, participant=participant, step=decision, why=reason)
        return Screening.objects.create(
            organisation_id=participant.organisation_id,
            participant=participant,
            decision=decision,
            reason=reason,
            criteria=dict(criteria or {}),
            decided_on=clock.today(),
            decided_by=actor.account_id,
        )


def _step(name: str) -> Step:
    if name not in STEPS:
        raise Refused(_("There is no such step."))
    return STEPS[name]


def _locked(participants: Mapping[UUID, Participant]) -> dict[UUID, int]:
    """Lock the rows; id -> version as it is now. Rows that cannot be seen are absent."""
    rows = Participant.objects.select_for_update().filter(pk__in=list(participants))
    return dict(rows.order_by("pk").values_list("pk", "version"))


def _why_not(
    actor: Actor,
    step: Step,
    participant: Participant,
    standings: Mapping[UUID, Standings],
    locked: Mapping[UUID, int],
    kept: Mapping[UUID, str],
    *,
    from_here: bool = True,
) -> Refused | None:
    """What keeps the participant from the step, or None."""
    if not may(actor, step.permission, participant):
        return NotAllowed(_("You may not take this step."))
    if locked.get(participant.pk) != participant.version:
        return Stale(changed_meanwhile())
    if from_here and participant.state not in step.sources:
        sentence = _("“{step}” is not possible now: the state is “{state}”.")
        return Refused(sentence.format(step=step.label, state=State(participant.state).label))
    if not opens(step, standings[participant.pk]):
        return Refused(why_closed(step, standings[participant.pk]))
    if participant.pk in kept:
        return Refused(kept[participant.pk])
    return None


def _kept_back(
    actor: Actor, steps: Sequence[Step], participants: Sequence[Participant]
) -> dict[UUID, str]:
    """Participant id -> what a higher room has against one of the steps, in a sentence."""
    reasons: dict[UUID, str] = {}
    happened("participants.steps_wanted", actor, participants=participants,
             steps=[step.name for step in steps], reasons=reasons)  # fmt: skip
    return reasons


def why_closed(step: Step, standings: Standings) -> str:
    """One sentence on the evidence that a step still asks for."""
    missing = missing_kinds(standings)
    if not missing:
        return _("“{step}” is for mentors only.").format(step=step.label)
    kinds = ", ".join(str(EvidenceKind(kind).label) for kind in missing)
    sentence = ngettext("Evidence is missing: {kinds}.", "Evidence is missing: {kinds}.",
                        len(missing))  # fmt: skip
    return sentence.format(kinds=kinds)


def _move(
    actor: Actor, step: Step, participants: Sequence[Participant], *, why: str, batch: UUID | None
) -> None:
    """Write the step down for all of them, four statements in all, and tell who listens."""
    if not participants:
        return
    ids = [participant.pk for participant in participants]
    Participant.objects.filter(pk__in=ids).update(state=step.target, version=F("version") + 1)
    StateChange.objects.bulk_create(
        StateChange(
            organisation_id=participant.organisation_id,
            participant=participant,
            step=step.name,
            source=participant.state,
            target=step.target,
            by=actor.account_id,
            why=why[:300],
            batch=batch,
        )
        for participant in participants
    )
    back = [p for p in participants if p.state == State.LEFT]
    for participant in participants:
        participant.state = step.target
        participant.version += 1
    if step.target == State.LEFT:
        _close_part(participants)
    elif back:
        open_part(back)
    happened("participants.step_taken", actor, participants=participants, step=step.name)


def _close_part(participants: Sequence[Participant]) -> None:
    """Who left sees nothing more of the organisation, unless they take part in another way."""
    people = {participant.person_id: participant for participant in participants}
    staying = set(
        Participant.objects.filter(person__in=list(people))
        .exclude(state=State.LEFT)
        .values_list("person_id", flat=True)
    )
    for person_id, participant in people.items():
        if person_id not in staying:
            close_edges(
                actor=person_id, kind="membership", field_set="part",
                organisation=participant.organisation_id,
            )  # fmt: skip


def _first_and_last(batch: UUID) -> dict[UUID, tuple[StateChange, StateChange]]:
    """Participant id -> the first and the last step of the bulk."""
    since = clock.now() - UNDO_FOR
    found: dict[UUID, tuple[StateChange, StateChange]] = {}
    rows = StateChange.objects.filter(batch=batch, created_at__gte=since).order_by("created_at")
    for change in rows:
        first, _last = found.get(change.participant_id, (change, change))
        found[change.participant_id] = (first, change)
    return found


def _moved_on(batch: UUID, changes: Mapping[UUID, tuple[StateChange, StateChange]]) -> set[UUID]:
    """Who took another step after the bulk."""
    later = StateChange.objects.filter(participant__in=list(changes)).exclude(batch=batch)
    others = later.filter(created_at__gt=min(last.created_at for _, last in changes.values()))
    return {
        change.participant_id
        for change in others
        if change.created_at > changes[change.participant_id][1].created_at
    }
