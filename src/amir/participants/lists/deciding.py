"""What bringing in would do with every row: new, changed, unchanged or left out, and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from amir.core import clock
from amir.core.actor import Actor
from amir.core.i18n import shipped_languages
from amir.participants.enums import RowAct
from amir.participants.facts import Facts, facts_of, needs_of, new_evidence, person_fields
from amir.participants.models import Evidence, ListedRow, Participant, PeopleList
from amir.participants.roster import Locate, roster_of
from amir.sheets.sayings import N_, Saying
from amir.sheets.tables.results import Person, Skipped

from .comparing import Match, known_people
from .merging import Fields, changed_fields, current_fields
from .packing import pack
from .understanding import Heard

_YOU_LEFT = Saying(N_("You left this row out."))
_TWICE = N_("Another row of this list is the same person: {at}.")
LONGEST_THEME = 40


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record about people whom the list names: their fields, and how they take part."""

    fields: Mapping[UUID, Fields] = field(default_factory=dict)
    participants: Mapping[tuple[UUID, str], Participant] = field(default_factory=dict)
    needs: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    evidence: Collection[tuple[UUID, str, date]] = frozenset()


def known_of(actor: Actor, people_list: PeopleList, ids: Collection[UUID]) -> Known:
    """Everything on record about these people; seven queries, or none."""
    if not ids:
        return Known()
    participants = Participant.objects.filter(
        organisation_id=people_list.organisation_id,
        person_id__in=ids,
        programme_id=people_list.programme_id,
    )
    by_side = {(p.person_id, p.side): p for p in participants}
    proofs = Evidence.objects.filter(participant__in=[p.pk for p in by_side.values()])
    return Known(
        current_fields(actor, ids),
        by_side,
        needs_of(by_side.values()),
        frozenset(proofs.values_list("participant_id", "kind", "dated_on")),
    )


def changes_of(facts: Facts, person_id: UUID, known: Known, as_of: date) -> Fields:
    """What a row changes: fields of the person, and `side`, `capacity`, `needs`, `evidence`."""
    changes = changed_fields(person_fields(facts), known.fields.get(person_id, {}))
    participant = known.participants.get((person_id, facts["side"]))
    if participant is None:
        return {**changes, "side": facts["side"]}
    if facts["tells_capacity"] and facts["capacity"] != participant.capacity:
        changes["capacity"] = facts["capacity"]
    if facts["needs"] and facts["needs"] != list(known.needs.get(participant.pk, ())):
        changes["needs"] = facts["needs"]
    proofs = [
        (new.kind, new.dated_on)
        for new in new_evidence(facts, participant, source="", as_of=as_of)
        if (participant.pk, new.kind, new.dated_on) not in known.evidence
    ]
    return {**changes, "evidence": proofs} if proofs else changes


@dataclass(slots=True)
class Deciding:
    """Decides about every row of a list that was read; `rows` does it."""

    actor: Actor
    people_list: PeopleList
    heard: Heard
    locate: Locate
    language: str = "en"
    _shared: set[str] = field(default_factory=set)

    def rows(self) -> list[ListedRow]:
        """A row for everybody, and for every line that is nobody; in the order of the list."""
        understood, told = self.heard.understanding, self.heard.told
        why = {left.at: left.saying for left in roster_of(understood, self.locate).left_out}
        why |= dict.fromkeys(told.left_out, _YOU_LEFT)
        taken = [person for person in understood.people if person.at not in why]
        matches = _as_told(known_people(self.people_list.organisation_id, taken), told.people)
        same, again = _first_of_each(taken, matches)
        known = known_of(self.actor, self.people_list, set(same.values()))
        self._shared = {at for pair in understood.shared for at in pair[:2]}
        self._shared |= {at for at, match in matches.items() if not match.is_same}
        rows = [
            self._row(person, {**again, **why}.get(person.at), same.get(person.at), known)
            for person in understood.people
        ]
        rows += _nobody(understood.skipped, {person.at for person in understood.people})
        for position, row in enumerate(rows):
            row.position, row.people_list = position, self.people_list
            row.organisation_id = self.people_list.organisation_id
            if row.source in matches:
                row.facts["match"] = _match(matches[row.source])
        return rows

    def _row(
        self, person: Person, left: Saying | None, person_id: UUID | None, known: Known
    ) -> ListedRow:
        facts = self._facts(person)
        row = ListedRow(id=uuid4(), source=person.at, facts=facts, act=RowAct.CREATE)
        if left is not None:
            row.act, row.why = RowAct.SKIP, pack(left)
        elif person_id is not None:
            row.person_id = person_id
            changes = changes_of(facts, person_id, known, self.people_list.as_of)
            facts["changes"] = sorted(changes)
            row.act = RowAct.UPDATE if changes else RowAct.SAME
            row.participant = known.participants.get((person_id, facts["side"]))
        return row

    def _facts(self, person: Person) -> Facts:
        """The row as facts (`tells_capacity`: not only assumed), without what cannot be yet."""
        named = replace(person, values={"role": "", **person.values})
        facts = facts_of(
            named,
            self.locate,
            country=self.people_list.country or self.heard.understanding.country,
            language=self.language,
        )
        facts["needs"] = list(dict.fromkeys(need[:LONGEST_THEME] for need in facts["needs"]))
        facts["evidence"] = {
            kind: value for kind, value in facts["evidence"].items() if not _is_future(value)
        }
        facts["tells_capacity"] = "capacity" in person.values
        if person.at in self._shared:
            facts["person"]["phone_is_shared"] = True
        return facts


def _is_future(value: object) -> bool:
    """Whether evidence is of a day to come: then it proves nothing yet."""
    return isinstance(value, str) and value > clock.today().isoformat()


def _match(match: Match) -> Mapping[str, Any]:
    held = {"person": str(match.person_id), "why": pack(match.why), "same": match.is_same}
    return {**held, "sure": match.is_sure}


def _nobody(skipped: Iterable[Skipped], people: Collection[str]) -> list[ListedRow]:
    """Lines that are no person (a total, a note): kept, so that nothing disappears."""
    return [
        ListedRow(
            id=uuid4(), source=line.at, act=RowAct.SKIP, why=pack(line.why),
            facts={"side": "", "person": {}},
        )
        for line in skipped
        if line.column is None and line.at not in people
    ]  # fmt: skip


def _as_told(matches: Mapping[str, Match], told: Mapping[str, str]) -> dict[str, Match]:
    """The coordinator's word stands above what we take people for."""
    return {
        at: replace(match, is_same=told[at] == "same") if at in told else match
        for at, match in matches.items()
    }


def _first_of_each(
    people: Sequence[Person], matches: Mapping[str, Match]
) -> tuple[dict[str, UUID], dict[str, Saying]]:
    """Row -> known person, and why a second row of one known person is left out.

    Somebody may stand in a list as mentor and as mentee: that is no second row.
    """
    same: dict[str, UUID] = {}
    first: dict[tuple[UUID, object], str] = {}
    again: dict[str, Saying] = {}
    for person in people:
        match = matches.get(person.at)
        if match is None or not match.is_same:
            continue
        sign = (match.person_id, person.values.get("role"))
        if sign in first:
            again[person.at] = Saying(_TWICE, {"at": first[sign]})
        else:
            first[sign] = person.at
            same[person.at] = match.person_id
    return same, again


def speaks_ours(language: str) -> str:
    """The language if we have it, else English."""
    return language if language in {code for code, _ in shipped_languages()} else "en"
