"""A preview is what a plan would be, and nothing of it stays; versions are never edited."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from amir.core import drafts
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.models import Work
from amir.mentoring import previewing
from amir.mentoring.actions import save_rules, start_plan, start_preview
from amir.mentoring.actions.ruling import preview_key
from amir.mentoring.models import Plan, Proposal, RuleSet, Unmatched
from amir.mentoring.previewing import Outcome, difference_rows, headline, preview
from amir.mentoring.queries import rule_sets_visible_to
from amir.mentoring.rule_books import rule_book
from amir.mentoring.tasks import preview_rules

from .conftest import QuietProgress, World

pytestmark = pytest.mark.django_db

NO_THEME = {"hard": {"theme": {"on": False}}}
TODAY = date(2025, 6, 2)


def changed(world: World, changes: dict[str, Any]) -> Outcome:
    with acting_as(world.elena) as elena:
        book = rule_book(world.organisation_id, None)
        return preview(elena, book, changes, organisation_id=world.organisation_id,
                       programme_id=None, on=TODAY)  # fmt: skip


def save(world: World, changes: dict[str, Any], **more: Any) -> RuleSet:
    with acting_as(world.elena) as elena:
        return save_rules(elena, organisation_id=world.organisation_id, changes=changes, **more)


def told(world: World, outcome: Outcome) -> list[tuple[str, str]]:
    with acting_as(world.elena) as elena:
        return [(row.mentee, row.said) for row in difference_rows(elena, outcome)]


def people(world: World) -> None:
    """Three who can meet Amina, and Hana, whose language only Berhane speaks, a little."""
    world.take_up("Amina", "mentor", capacity=2)
    for name in ("Yusuf", "Rahel", "Omar"):
        world.take_up(name, "mentee")
    world.take_up("Hana", "mentee", languages={"am": "native"})
    world.take_up("Berhane", "mentor", languages={"am": "B1"})


def test_preview_equals_the_plan_that_is_made_after_saving(world: World) -> None:
    people(world)
    before = world.plan()
    changes = {"hard": {"language": {"level": "c1"}}, "unknown_level": "a2"}
    outcome = changed(world, changes)
    assert told(world, outcome) == [("Hana", "nobody, until now Berhane")]
    assert (outcome.before, outcome.after) == (
        before.figures["matched"],
        before.figures["matched"] - 1,
    )
    save(world, changes)
    after = world.plan()
    assert after.figures["matched"] == outcome.after
    pairs = {p.mentee_id: p.mentor_id for p in world.proposals(after)}
    formerly = {p.mentee_id: p.mentor_id for p in world.proposals(before)}
    differ = {m for m in pairs.keys() | formerly.keys() if pairs.get(m) != formerly.get(m)}
    assert {each.mentee for each in outcome.shown} == {str(m) for m in differ}
    assert outcome.differing == len(differ)


def test_preview_stores_nothing(world: World) -> None:
    people(world)
    changed(world, {"hard": {"language": {"level": "c1"}}})
    with acting_as(world.elena):
        assert [m.objects.count() for m in (Plan, Proposal, Unmatched, RuleSet)] == [0, 0, 0, 0]


def test_preview_lists_whoever_loses_a_mentor_first_and_not_everybody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(world)
    save(world, {"hard": {"language": {"level": "c1"}}})
    monkeypatch.setattr(previewing, "MOST_SHOWN", 1)
    outcome = changed(world, {"hard": {"language": {"level": "b1"}, "slot": {"on": False}}})
    assert told(world, outcome) == [("Hana", "Berhane, until now nobody")]
    assert headline(outcome) == "1 more matched, 1 pair differs"
    assert headline(Outcome(5, 3, 4, ())) == "2 fewer matched, 4 pairs differ"
    assert headline(Outcome(5, 5, 2, ())) == "As many matched as now, 2 pairs differ"
    assert headline(Outcome(5, 5, 0, ())) == "Nobody gets another mentor"


def test_plan_keeps_the_version_it_was_solved_with(world: World) -> None:
    people(world)
    bare = world.plan()
    version = save(world, NO_THEME, note="Too strict")
    solved = world.plan()
    assert (bare.rule_set_id, bare.rules) == (None, {})
    assert (solved.rule_set_id, solved.rules) == (version.pk, NO_THEME)
    save(world, {})
    with acting_as(world.elena):
        assert Plan.objects.get(pk=solved.pk).rules == NO_THEME


def test_rules_given_to_a_plan_come_before_the_current_version(world: World) -> None:
    save(world, NO_THEME)
    with acting_as(world.elena) as elena:
        plan = start_plan(elena, organisation_id=world.organisation_id, rules={"reach_km": 10})
    assert (plan.rule_set_id, plan.rules) == (None, {"reach_km": 10})


def test_versions_count_up_and_hold_what_differs(world: World) -> None:
    first = save(world, NO_THEME, note="  Too strict ", based_on=0)
    second = save(world, {"reach_km": "20", "hard": {"theme": True}}, based_on=1)
    assert (first.number, first.note, first.changes) == (1, "Too strict", NO_THEME)
    assert (second.number, second.changes) == (2, {"reach_km": 20})
    assert second.made_by == world.elena.account_id


def test_nothing_is_saved_twice_nor_over_somebody_elses_version(world: World) -> None:
    save(world, NO_THEME)
    with pytest.raises(Refused, match="These are the rules that count already"):
        save(world, NO_THEME)
    with pytest.raises(Stale, match="Version 1 was saved meanwhile"):
        save(world, {"reach_km": 5}, based_on=0)
    with pytest.raises(Refused, match="Nobody is matched without evidence"):
        save(world, {"hard": {"ready": False}})


@pytest.mark.parametrize("act", ["update mentoring_ruleset set note = 'x'",
                                 "delete from mentoring_ruleset"])  # fmt: skip
def test_database_lets_nobody_edit_a_version(world: World, act: str) -> None:
    save(world, NO_THEME)
    with acting_as(world.elena), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(act)
        transaction.set_rollback(True)


def test_rules_are_for_coordinators_of_the_organisation(world: World) -> None:
    save(world, NO_THEME)
    with acting_as(world.nour) as nour:
        assert list(rule_sets_visible_to(nour)) == []
        assert RuleSet.objects.count() == 0
        with pytest.raises(NotAllowed):
            save_rules(nour, organisation_id=world.organisation_id, changes={})
        with pytest.raises(NotAllowed):
            start_preview(nour, organisation_id=world.organisation_id, programme_id=None,
                          changes={}, note="", on=TODAY)  # fmt: skip


def test_preview_of_many_is_worked_out_in_the_background_for_its_owner_alone(world: World) -> None:
    people(world)
    key = preview_key(world.organisation_id, None)
    with acting_as(world.elena) as elena:
        work = start_preview(elena, organisation_id=world.organisation_id, programme_id=None,
                             changes={"hard": {"language": {"level": "c1"}}}, note="Try",
                             on=TODAY)  # fmt: skip
        ticket = (drafts.load(elena, key) or {})["ticket"]
        run(world, work, ticket=ticket)
        draft = drafts.load(elena, key) or {}
    assert Outcome.from_data(draft["outcome"]) == changed(world, draft["changes"])
    assert draft["note"] == "Try"
    with acting_as(world.sofia) as sofia:
        assert drafts.load(sofia, key) is None


def test_older_preview_does_not_overwrite_a_newer_one(world: World) -> None:
    key = preview_key(world.organisation_id, None)
    with acting_as(world.elena) as elena:
        work = start_preview(elena, organisation_id=world.organisation_id, programme_id=None,
                             changes=NO_THEME, note="", on=TODAY)  # fmt: skip
        run(world, work, ticket="an older one")
        assert "outcome" not in (drafts.load(elena, key) or {})


def run(world: World, work: Work, *, ticket: str) -> None:
    """What the worker does."""
    preview_rules.run(
        world.elena, QuietProgress(work.pk, world.elena), of=str(world.organisation_id),
        programme=None, on=TODAY.isoformat(), ticket=ticket,
    )  # fmt: skip
