"""Many people as columns: nothing that matching looks at is lost, and every reading is written."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.models import AuditEvent
from amir.mentoring import planning
from amir.mentoring.crowd import Known, side_of
from amir.mentoring.instance import instance_of
from amir.mentoring.queries import unmatched_visible_to
from amir.mentoring.records import gather
from amir.mentoring.rules import programme_rules
from amir.mentoring.tables import pair_rows, unmatched_rows
from amir.participants import facts
from amir.participants.roster import Participant
from peermatch import PROGRAMME, Instance, plan_of, solve
from peermatch.unlock import unlock

from .conftest import DAY, World
from .people import AMINA, CARPI, RAHEL, YUSUF

UNKNOWN = Participant(at="list!9", role="mentee", name="Nobody")


def nameless(person: Participant) -> Participant:
    return replace(person, name="", number="")


def test_side_tells_its_people_again() -> None:
    known = Known()
    mentees = [YUSUF, replace(RAHEL, languages=(("am", None), ("fr", "C2")), place=None), UNKNOWN]
    assert list(side_of(mentees, "mentee", known)) == [nameless(p) for p in mentees]
    [amina] = side_of([AMINA], "mentor", known)
    assert amina == nameless(AMINA)


def test_side_takes_some_of_its_people() -> None:
    side = side_of([YUSUF, RAHEL, UNKNOWN], "mentee", Known())
    taken = side.take(np.array([False, True, True]))
    assert list(taken) == [nameless(RAHEL), nameless(UNKNOWN)]
    assert taken[1:] == [nameless(UNKNOWN)]


def test_columns_and_lists_give_the_same_arrays() -> None:
    mentees = [YUSUF, replace(RAHEL, place=CARPI)]
    known = Known()
    sides = side_of(mentees, "mentee", known), side_of([AMINA], "mentor", known)
    rules = programme_rules()
    one, codes = instance_of(mentees, [AMINA], rules, 2025)
    other, same = instance_of(*sides, rules, 2025)
    assert codes == same
    assert {name: array.tolist() for name, array in one.to_mapping().items()} == {
        name: array.tolist() for name, array in other.to_mapping().items()
    }


@pytest.mark.django_db
def test_people_are_read_in_batches_and_each_reading_is_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "BATCH", 2)
    for number in range(5):
        world.take_up(f"Mentee {number}", "mentee", ready=number != 3)
    world.take_up("Amina", "mentor")
    with acting_as(platform("sealing")):
        before = AuditEvent.objects.count()
    with acting_as(world.elena) as elena:
        gathered = gather(elena, world.organisation_id, None, DAY)
    with acting_as(platform("sealing")):
        events = AuditEvent.objects.filter(act="read").order_by("id")[0:]
        read = [(e.table_name, len(e.subjects)) for e in events if e.actor_id == elena.account_id]
        assert AuditEvent.objects.count() - before == 8
    assert read[-8:] == [
        ("people_identity", 2), ("people_profile", 2), ("people_identity", 2),
        ("people_profile", 2), ("people_identity", 1), ("people_profile", 1),
        ("people_identity", 1), ("people_profile", 1),
    ]  # fmt: skip
    assert [p.is_ready for p in gathered.roster.mentees] == [True, True, True, False, True]
    assert len(gathered.persons) == 6


def lonely_crowd(mentees: int) -> Instance:
    """Mentees of three towns who speak one language each, and one mentor of another language."""
    everybody = np.arange(mentees)
    return Instance(
        loc_country=[0, 0, 1], loc_x=[0.0, 300.0, 0.0], loc_y=[0.0, 0.0, 0.0],
        e_loc=everybody % 3, r_loc=[0], e_b1=1 << (everybody % 4), r_b1=[1 << 5],
        e_slots=[1] * mentees, r_slots=[1], r_ready=[1], r_cap=[1],
    )  # fmt: skip


def test_recruits_for_a_crowd_bring_what_they_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SMALL", 10)
    people, programme = lonely_crowd(60), programme_rules()
    plan = solve(people, programme.rules)
    found = planning._recruits(people, programme, plan)
    assert len(found) == planning.RECRUITS
    for recruit in found:
        one = replace(recruit, gender=max(recruit.gender, 0))
        with_one = solve(one.apply(people), programme.rules)
        assert with_one.matched - plan.matched == recruit.more == recruit.places


def test_recruits_of_few_are_sought_among_all() -> None:
    people, programme = lonely_crowd(12), programme_rules()
    plan = solve(people, programme.rules)
    found = planning._recruits(people, programme, plan)
    assert [r.more for r in found] == [r.more for r in unlock(people, programme.rules, plan, 8)]
    assert plan_of(people, PROGRAMME, plan.mate, plan.certificate).matched == plan.matched


@pytest.mark.django_db
def test_plan_for_a_crowd_says_the_same_and_counts_who_could_help(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rahel lacks a language, Omar lacks a time, Hassan lacks a place with Amina."""
    world.take_up("Amina", "mentor")
    world.take_up("Bilan", "mentor", capacity=2, availability=["mon-am"])
    world.take_up("Yusuf", "mentee")
    world.take_up("Hassan", "mentee")
    world.take_up("Rahel", "mentee", languages={"am": "native"})
    few = said(world)
    monkeypatch.setattr(planning, "SMALL", 0)
    many = said(world)
    assert many["pairs"] == few["pairs"]
    assert {name: blocks for name, (blocks, _) in many["without"].items()} == {
        name: blocks for name, (blocks, _) in few["without"].items()
    }
    helps = {name: helps for name, (_, helps) in many["without"].items()}
    lonely = next(name for name in ("Yusuf", "Hassan") if name in helps)
    assert f"If {lonely} were also free on Monday morning, 1 mentor could help." in helps[lonely]
    assert "Rahel" in helps


def said(world: World) -> dict[str, Any]:
    """A plan in words: who with whom and why, and what blocks and would help the others."""
    plan = world.plan()
    with acting_as(world.elena) as elena:
        pairs = pair_rows(elena, world.proposals(plan))
        without = unmatched_rows(elena, unmatched_visible_to(elena).filter(plan=plan))
        return {
            "pairs": [(row.mentee, row.mentor, row.points, row.why) for row in pairs],
            "without": {row.name: (row.blocks, row.helps) for row in without},
        }
