"""Writing the rows of a list into the records: new people, changes, evidence. One transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import F
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Stale
from amir.participants.actions import (
    NewEvidence,
    record_evidence_many,
    register_participants,
)
from amir.participants.enums import RowAct
from amir.participants.facts import Facts, new_evidence, new_participant, new_person
from amir.participants.models import ListedRow, Need, Participant, PeopleList
from amir.people.actions import change_people, register_people
from amir.people.models import Person
from amir.sheets.tables.results import Person as Understood

from .comparing import known_people
from .deciding import Known, changes_of, known_of
from .merging import Fields, as_json

CHUNK = 1000
CHANNEL = "list"
# What `changes_of` finds beside fields of the person.
BESIDE = frozenset({"side", "capacity", "needs", "evidence"})
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Bringing:
    """Brings one list in. Whoever calls holds the list locked and the transaction open."""

    actor: Actor
    people_list: PeopleList
    tell: Tell

    def run(self) -> None:
        """All rows, or (if anything is refused) none."""
        rows = list(self.people_list.rows.exclude(act__in=(RowAct.SKIP, RowAct.SAME)))
        lock_organisation(self.people_list.organisation_id)
        self._refuse_if_outdated(rows)
        done = 0
        for act, bring in ((RowAct.CREATE, self._create), (RowAct.UPDATE, self._update)):
            for chunk in _chunks([row for row in rows if row.act == act]):
                self.tell(done, len(rows), _("Writing people down …"))
                bring(chunk)
                done += len(chunk)
        self.tell(done, len(rows), "")

    def _refuse_if_outdated(self, rows: Sequence[ListedRow]) -> None:
        """Somebody may have added the same people after the list was read."""
        new = [_as_understood(row) for row in rows if row.act == RowAct.CREATE]
        told = self.people_list.answers.get("people", {})
        found = known_people(self.people_list.organisation_id, new)
        if any(match.is_same and told.get(at) != "different" for at, match in found.items()):
            raise Stale(_("People of this list have been added meanwhile. Check the list again."))

    def _create(self, rows: Sequence[ListedRow]) -> None:
        people = register_people(
            self.actor,
            organisation_id=self.people_list.organisation_id,
            people=[new_person(row.facts) for row in rows],
        )
        participants = self._take_up(list(zip(rows, people, strict=True)))
        for row, person, participant in zip(rows, people, participants, strict=True):
            row.person_id, row.participant = person.pk, participant
        self._prove(rows)
        ListedRow.objects.bulk_update(rows, ["person_id", "participant"])

    def _take_up(self, pairs: Sequence[tuple[ListedRow, Person]]) -> list[Participant]:
        taken = [
            new_participant(
                row.facts,
                person,
                programme_id=self.people_list.programme_id,
                channel=CHANNEL,
                received_on=self.people_list.as_of,
            )
            for row, person in pairs
        ]
        return register_participants(self.actor, people=taken) if taken else []

    def _prove(self, rows: Sequence[ListedRow]) -> None:
        records: list[NewEvidence] = []
        for row in rows:
            if row.participant is not None:
                records += new_evidence(
                    row.facts, row.participant, source=row.source, as_of=self.people_list.as_of
                )
        if records:
            record_evidence_many(self.actor, records=records)

    def _update(self, rows: Sequence[ListedRow]) -> None:
        ids = {row.person_id for row in rows if row.person_id is not None}
        known = known_of(self.actor, self.people_list, ids)
        changes = {row.pk: self._changes(row, known) for row in rows}
        fields: dict[UUID, Fields] = {}
        for row in rows:
            own = {n: v for n, v in changes[row.pk].items() if n not in BESIDE}
            if own and row.person_id is not None:
                fields.setdefault(row.person_id, {}).update(own)
        if fields:
            change_people(
                self.actor, organisation_id=self.people_list.organisation_id, changes=fields
            )
        self._join(rows, changes)
        _change_participants(rows, changes)
        self._prove([row for row in rows if "evidence" in changes[row.pk] or row.before["joined"]])
        ListedRow.objects.bulk_update(rows, ["participant", "before"])

    def _changes(self, row: ListedRow, known: Known) -> Fields:
        """What the row changes now; `row.before` gets what stood there."""
        if row.person_id is None:  # a row that updates always names a person
            raise Stale(_("This list is out of date. Check it again."))
        changes = changes_of(row.facts, row.person_id, known, self.people_list.as_of)
        held = known.fields.get(row.person_id, {})
        row.participant = known.participants.get((row.person_id, row.facts["side"]))
        before: dict[str, Any] = {
            "fields": as_json({n: held.get(n) for n in changes if n not in BESIDE}),
            "joined": "side" in changes,
            "evidence": [[kind, day.isoformat()] for kind, day in changes.get("evidence", ())],
        }
        if row.participant is not None and "capacity" in changes:
            before["capacity"] = row.participant.capacity
        if row.participant is not None and "needs" in changes:
            before["needs"] = list(known.needs.get(row.participant.pk, ()))
        row.before = before
        return changes

    def _join(self, rows: Sequence[ListedRow], changes: Mapping[UUID, Fields]) -> None:
        """Known people who do not take part on this side yet."""
        joining = [row for row in rows if "side" in changes[row.pk]]
        people = Person.objects.in_bulk([row.person_id for row in joining])
        pairs = [(row, people[row.person_id]) for row in joining]
        for row, participant in zip(joining, self._take_up(pairs), strict=True):
            row.participant = participant


def _change_participants(rows: Sequence[ListedRow], changes: Mapping[UUID, Fields]) -> None:
    changed: list[Participant] = []
    needs: list[tuple[Participant, Sequence[str]]] = []
    for row in rows:
        told, participant = changes[row.pk], row.participant
        if participant is None or "side" in told:
            continue
        if "capacity" in told:
            participant.capacity = told["capacity"]
            changed.append(participant)
        if "needs" in told:
            needs.append((participant, told["needs"]))
    write_capacities(changed)
    write_needs(needs)


def write_capacities(participants: Sequence[Participant]) -> None:
    """Store changed capacities, so that whoever looks at an older page is told."""
    if participants:
        Participant.objects.bulk_update(participants, ["capacity"])
        ids = [participant.pk for participant in participants]
        Participant.objects.filter(pk__in=ids).update(version=F("version") + 1)


def write_needs(needs: Sequence[tuple[Participant, Sequence[str]]]) -> None:
    """Put the themes of participants in place of what they had."""
    if not needs:
        return
    Need.objects.filter(participant__in=[participant for participant, _ in needs]).delete()
    Need.objects.bulk_create(
        Need(organisation_id=participant.organisation_id, participant=participant,
             theme=theme, rank=rank)
        for participant, themes in needs
        for rank, theme in enumerate(themes, start=1)
    )  # fmt: skip


def lock_organisation(organisation_id: UUID) -> None:
    """One list of an organisation goes in at a time, so that nobody is added twice."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"list {organisation_id}"]
        )


def _as_understood(row: ListedRow) -> Understood:
    """The row as the engine compares people."""
    facts: Facts = row.facts["person"]
    birth = facts.get("born_on") or facts.get("birth_year") or ""
    values = {
        "full_name": facts.get("full_name", ""),
        "phone": facts.get("phone", ""),
        "email": facts.get("email", ""),
        "birth": str(birth),
    }
    return Understood(row.source, values)


def _chunks(rows: Sequence[ListedRow]) -> Iterator[Sequence[ListedRow]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
