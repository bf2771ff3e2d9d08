"""What the records hold about somebody's evidence: the rules of readiness.py, over rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from .enums import EvidenceKind
from .lifecycle import Gate, Step
from .readiness import REQUIRED, Evidence, Role, Standing, is_ready, is_trained

KINDS: Mapping[Evidence, EvidenceKind] = {
    Evidence.SCREENING: EvidenceKind.CHECKED,
    Evidence.TRAINING: EvidenceKind.TRAINED,
    Evidence.CONSENT: EvidenceKind.CONSENTED,
}
Standings = Mapping[Evidence, Standing]


class EvidenceRow(Protocol):
    """What the standing of evidence depends on: a row of the model, or these columns of it."""

    participant_id: UUID
    kind: str
    dated_on: date
    expires_on: date | None
    is_no: bool
    attestation_id: UUID | None


def required_kinds(side: str) -> tuple[EvidenceKind, ...]:
    """The kinds of evidence that a side needs before a match."""
    return tuple(KINDS[wanted] for wanted in REQUIRED[_role(side)])


def standings_by_rows(side: str, rows: Iterable[EvidenceRow], today: date) -> Standings:
    """The standing of every kind of evidence that the side requires, from one person's rows."""
    by_kind: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    return {wanted: _standing(by_kind[KINDS[wanted]], today) for wanted in REQUIRED[_role(side)]}


def standings_by_participant(
    sides: Mapping[UUID, str], rows: Iterable[EvidenceRow], today: date
) -> dict[UUID, Standings]:
    """The standings of many; `sides` is participant id -> side."""
    by_participant: dict[UUID, list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        by_participant[row.participant_id].append(row)
    return {
        participant_id: standings_by_rows(side, by_participant[participant_id], today)
        for participant_id, side in sides.items()
    }


def opens(step: Step, standings: Standings) -> bool:
    """Whether the evidence opens the step's gate."""
    if step.gate is Gate.ALL:
        return is_ready(standings)
    return step.gate is Gate.OPEN or is_trained(standings)


def missing_kinds(standings: Standings) -> tuple[EvidenceKind, ...]:
    """The kinds that are neither given nor vouched for, in the order of the rules."""
    held = (Standing.GIVEN, Standing.VOUCHED)
    return tuple(KINDS[wanted] for wanted, standing in standings.items() if standing not in held)


def denied_kinds(standings: Standings) -> tuple[EvidenceKind, ...]:
    """The kinds of which a source says that it is not so."""
    return tuple(
        KINDS[wanted] for wanted, standing in standings.items() if standing is Standing.DENIED
    )


def _standing(rows: list[EvidenceRow], today: date) -> Standing:
    """A stated no stands until evidence from a source, not a signature, of that day or later."""
    live = [row for row in rows if row.expires_on is None or row.expires_on >= today]
    told = [row.dated_on for row in live if not row.is_no and row.attestation_id is None]
    no = [row.dated_on for row in live if row.is_no]
    if no and (not told or max(told) < max(no)):
        return Standing.DENIED
    if told:
        return Standing.GIVEN
    return Standing.VOUCHED if any(not row.is_no for row in live) else Standing.UNTOLD


def _role(side: str) -> Role:
    return "mentor" if side == "mentor" else "mentee"
