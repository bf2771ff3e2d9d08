"""A list becomes records and records a roster: the plan is the same as straight from the list."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from amir.config.command import parser
from amir.config.command.reading import read_lists
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.planning import propose
from amir.mentoring.rules import programme_rules
from amir.participants import readiness
from amir.participants.actions import attest, record_evidence_many, register_participants
from amir.participants.facts import (
    facts_of,
    new_evidence,
    new_participant,
    new_person,
    roster_people,
)
from amir.participants.models import Participant
from amir.participants.reading import locator
from amir.participants.roster import Roster, roster_of
from amir.people.actions import register_people
from amir.people.models import Calling, Person, Profile
from amir.places import open_gazetteer
from amir.sheets.understanding import Understanding

from .conftest import DAY

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (
    [ROOT / "samples" / "mentees.csv", ROOT / "samples" / "mentors.csv"],
    ROOT / "samples" / "answers.yaml",
)
PUBLIC = ROOT.parent / "shared" / "data" / "sheets" / "bologna_200"
LISTS = [SAMPLE, *([(sorted(PUBLIC.glob("*.xlsx")), PUBLIC / "expected.json")] * PUBLIC.exists())]


def understood(files: list[Path], answers: Path) -> Understanding:
    named = [*map(str, files), "--answers", str(answers), "--as-of", DAY.isoformat()]
    return read_lists(parser("sheets").parse_args(["sheets", "inspect", *named]))


def brought_in(
    elena: Actor, bologna: UUID, understanding: Understanding, roster: Roster
) -> dict[str, Participant]:
    """Everybody of the roster as records: row -> participant."""
    locate = locator(open_gazetteer(), understanding.country)
    rows = {person.at: person for person in understanding.people}
    considered = [*roster.mentees, *roster.mentors]
    facts = [
        facts_of(rows[p.at], locate, country=understanding.country, language="it")
        for p in considered
    ]
    people = register_people(elena, organisation_id=bologna, people=[new_person(f) for f in facts])
    pairs = list(zip(facts, people, strict=True))
    participants = register_participants(
        elena,
        people=[
            new_participant(f, p, programme_id=None, channel="list", received_on=DAY)
            for f, p in pairs
        ],
    )
    triples = zip(considered, facts, participants, strict=True)
    records = [
        evidence
        for told, f, participant in triples
        for evidence in new_evidence(f, participant, source=told.at, as_of=DAY)
    ]
    record_evidence_many(elena, records=records)
    kinds = ["interviewed", "checked", "trained", "consented"]
    attest(elena, participants=participants, kinds=kinds, dated_on=DAY, statement="All seen.")
    return {told.at: p for told, p in zip(considered, participants, strict=True)}


def comparable(participant: Any) -> Any:
    """Without what differs by design: how the row is called, that a signature was needed, and
    the country, which a list does not tell for each place."""
    return replace(
        participant,
        at="",
        name="",
        number="",
        place=participant.place and replace(participant.place, country=""),
        languages=frozenset(participant.languages),
        availability=tuple(participant.availability),
        topics=tuple(participant.topics),
        evidence=dict.fromkeys(participant.evidence, participant.is_ready),
    )


@pytest.mark.parametrize(("files", "answers"), LISTS, ids=["sample", "bologna_200"][: len(LISTS)])
def test_records_give_the_same_plan_as_the_list(
    files: list[Path], answers: Path, elena: Actor, bologna: UUID
) -> None:
    understanding = understood(files, answers)
    locate = locator(open_gazetteer(), understanding.country)
    signed = readiness.Attestation("Elena", DAY)
    straight = roster_of(understanding, locate, signed)
    with acting_as(elena):
        participants = brought_in(elena, bologna, understanding, straight)
        read = roster_people(elena, list(participants.values()))
    told = [*straight.mentees, *straight.mentors]
    assert [comparable(p) for p in read] == [comparable(p) for p in told]
    again = Roster(
        mentees=[p for p in read if p.role == "mentee"],
        mentors=[p for p in read if p.role == "mentor"],
        repairs=(),
        left_out=(),
    )
    rules = programme_rules()
    first = propose(straight, rules, year=DAY.year, attestation=signed)
    second = propose(again, rules, year=DAY.year)
    assert second.plan.matched == first.plan.matched
    assert second.plan.objective == first.plan.objective


def test_facts_address_people_by_their_given_name_and_best_language(
    elena: Actor, bologna: UUID
) -> None:
    understanding = understood(*SAMPLE)
    row = next(p for p in understanding.people if p.values.get("role") == "mentee")
    locate = locator(open_gazetteer(), understanding.country)
    facts = facts_of(row, locate, country=understanding.country, language="it")
    with acting_as(elena):
        register_people(elena, organisation_id=bologna, people=[new_person(facts)])
        [person_id] = Person.objects.exclude(pk=elena.account_id).values_list("pk", flat=True)
        calling, profile = Calling.objects.get(pk=person_id), Profile.objects.get(pk=person_id)
        assert (calling.preferred_name, calling.language) == ("Yusuf", "en")
        assert (profile.place, profile.facts) == ("Modena", {"number": "1"})
