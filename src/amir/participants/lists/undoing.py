"""Taking a list back: what it changed is put back, whom it added goes, unless work has begun."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from amir.core.actor import Actor
from amir.core.events import happened
from amir.participants.actions.proving import delete_evidence
from amir.participants.enums import RowAct
from amir.participants.models import Application, Evidence, ListedRow, Need, Participant, PeopleList
from amir.people.actions import change_people
from amir.people.actions.removing import remove_people
from amir.people.enums import Consent
from amir.people.models import FIELD_SETS, Account, ConsentReceipt, ContactLookup, Person

from .bringing import CHANNEL, write_capacities, write_needs
from .merging import from_json

# What bringing in wrote itself goes with the participant; everything else keeps them.
_OURS: tuple[type[Model], ...] = (Application, Need, Evidence, ListedRow)


@dataclass(frozen=True, slots=True)
class Undone:
    """How many were removed and put back, and how many stay because work with them has begun."""

    removed: int
    restored: int
    kept: int


def undo_rows(actor: Actor, people_list: PeopleList) -> Undone:
    """Take the whole list back; the number of statements does not grow with the people."""
    rows = list(people_list.rows.select_related("participant"))
    added = [
        row for row in rows
        if row.participant is not None
        and (row.act == RowAct.CREATE or (row.before or {}).get("joined"))
    ]  # fmt: skip
    kept = _in_use(actor, added)
    removed = _remove(actor, people_list, [row for row in added if row.source not in kept])
    changed = [row for row in rows if row.act == RowAct.UPDATE and row.before]
    _put_back(actor, people_list, changed)
    return Undone(removed, len(changed), len(kept))


def _in_use(actor: Actor, rows: Sequence[ListedRow]) -> set[str]:
    """Rows whose people something else depends on: a step, a signature, a proposal, a match.

    Every table that points to participants or people is asked once. Rooms whose rows name people
    in another way listen to `people.removal_asked` and add to `kept`.
    """
    participants = {row.participant_id for row in rows if row.participant_id}
    people = {row.person_id for row in rows if row.act == RowAct.CREATE and row.person_id}
    held: set[UUID] = set()
    for model, name in _pointing_at(Participant, _OURS):
        held |= _named_by(model, name, participants)
    for begun in _begun(participants, [row.source for row in rows]):
        held |= set(begun)
    for model, name in _pointing_at(Person, (*FIELD_SETS.values(), Participant, ConsentReceipt)):
        held |= _named_by(model, name, people)
    receipts = ConsentReceipt.objects.filter(person_id__in=people).exclude(
        kind=Consent.TAKING_PART, source__in=[row.source for row in rows], withdrawn_at=None
    )
    held |= set(receipts.values_list("person_id", flat=True))
    others = Participant.objects.filter(person_id__in=people).exclude(pk__in=participants)
    held |= set(others.values_list("person_id", flat=True))
    for model, name in _pointing_at(Account, (ContactLookup,)):
        held |= _named_by(model, name, people)
    signed_in = Account.objects.filter(id__in=people).exclude(last_login=None)
    held |= set(signed_in.values_list("id", flat=True))
    kept: set[UUID] = set()
    happened("people.removal_asked", actor, people=people, kept=kept)
    held |= kept
    return {row.source for row in rows if {row.participant_id, row.person_id} & held}


def _begun(participants: Collection[UUID], sources: Sequence[str]) -> Iterable[Iterable[UUID]]:
    """Participants whom somebody has changed, proved or taken up in another way since."""
    theirs = {"participant__in": participants}
    proofs = Evidence.objects.filter(**theirs).exclude(source__in=sources, attestation=None)
    yield proofs.values_list("participant_id", flat=True)
    yield (
        Application.objects.filter(**theirs)
        .exclude(channel=CHANNEL)
        .values_list("participant_id", flat=True)
    )
    changed = Participant.objects.filter(pk__in=participants, version__gt=1)
    yield changed.values_list("pk", flat=True)


def _pointing_at(
    target: type[Model], passed: Iterable[type[Model]]
) -> Iterable[tuple[type[Model], str]]:
    """(table, field) of every foreign key to the target, in any room."""
    ours = tuple(passed)
    for relation in target._meta.related_objects:
        model: Any = relation.related_model
        if model not in ours:
            yield model, relation.field.name


def _named_by(model: type[Model], name: str, ids: Collection[UUID]) -> set[UUID]:
    found = model._default_manager.filter(**{f"{name}__in": ids})
    return set(found.values_list(name, flat=True))


def _remove(actor: Actor, people_list: PeopleList, rows: Sequence[ListedRow]) -> int:
    participants = [row.participant_id for row in rows if row.participant_id]
    ListedRow.objects.filter(participant__in=participants).update(participant=None)
    delete_evidence(actor, Evidence.objects.filter(participant__in=participants))
    for model in (Need, Application):
        model._default_manager.filter(participant__in=participants).delete()
    # Django's own delete would look for dependants again, a hundred rows at a time.
    Participant.objects.filter(pk__in=participants)._raw_delete("default")
    people = [row.person_id for row in rows if row.act == RowAct.CREATE and row.person_id]
    remove_people(actor, organisation_id=people_list.organisation_id, person_ids=people)
    return len(people)


def _put_back(actor: Actor, people_list: PeopleList, rows: Sequence[ListedRow]) -> None:
    fields: dict[UUID, dict[str, Any]] = defaultdict(dict)
    capacities: list[Participant] = []
    needs: list[tuple[Participant, Sequence[str]]] = []
    proofs: set[tuple[UUID, str, str]] = set()
    for row in rows:
        before, participant = row.before, row.participant
        if before["fields"] and row.person_id is not None:
            fields[row.person_id].update(from_json(before["fields"]))
        if participant is None:
            continue
        if "capacity" in before:
            participant.capacity = before["capacity"]
            capacities.append(participant)
        if "needs" in before:
            needs.append((participant, before["needs"]))
        proofs |= {(participant.pk, kind, day) for kind, day in before["evidence"]}
    if fields:
        change_people(actor, organisation_id=people_list.organisation_id, changes=fields)
    write_capacities(capacities)
    write_needs(needs)
    _take_proofs_away(actor, proofs)


def _take_proofs_away(actor: Actor, proofs: Collection[tuple[UUID, str, str]]) -> None:
    """Delete what this list proved, unless somebody has signed for it since."""
    there = Evidence.objects.filter(participant__in={proof[0] for proof in proofs})
    ids = [
        each.pk
        for each in there.filter(attestation=None)
        if (each.participant_id, each.kind, each.dated_on.isoformat()) in proofs
    ]
    delete_evidence(actor, Evidence.objects.filter(pk__in=ids))
