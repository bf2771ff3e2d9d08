"""Goals and steps: shipped ones and own words, who may write them, and when one is missing."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.meetings.actions import (
    Told,
    add_goal,
    add_step,
    end_goal,
    finish_step,
    reopen_step,
)
from amir.meetings.enums import GoalState, Owner
from amir.meetings.models import Goal, Step
from amir.meetings.queries import (
    goalless_matches,
    goals_visible_to,
    is_goal_due,
    overdue_goals,
)
from amir.meetings.shipped import goals_for, shipped_goals, step_title
from amir.mentoring.queries import matches_visible_to

from .conftest import Pair

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "it", "ar")


def test_shipped_goals_are_told_in_every_language_and_have_steps() -> None:
    for goals in shipped_goals().values():
        for goal in goals:
            assert len(goal.steps) >= 2, goal.key
            for titles in (goal.titles, *(step.titles for step in goal.steps)):
                assert tuple(titles) == LANGUAGES
                assert all(text.strip() and len(text.split()) <= 9 for text in titles.values())
            assert all(step.owner in Owner.values for step in goal.steps)
            assert len({step.key for step in goal.steps}) == len(goal.steps)
    assert re.search("[\\u0600-\\u06ff]", shipped_goals()["work"][0].titles["ar"])


def test_themes_of_a_programme_find_their_goals_by_any_of_their_names() -> None:
    found = [goal.key for _theme, goal in goals_for(["financial-literacy"])]
    assert found[0] == "finance.account"
    assert found[-1] == "any.town"


def test_shipped_goal_brings_its_steps_in_the_readers_language(pair: Pair) -> None:
    with acting_as(pair.yusuf) as yusuf:
        goal = add_goal(yusuf, match=pair.match, template="work.cv")
        with override("it"):
            assert [step_title(step) for step in goal.steps.all()] == [
                "Raccogliere lavori e scuole", "Scrivere insieme il curriculum",
                "Farlo controllare da qualcuno",
            ]  # fmt: skip
    with acting_as(pair.amina) as amina:
        assert goals_visible_to(amina).get().theme == "work"


def test_steps_are_done_and_not_done_after_all(pair: Pair) -> None:
    with acting_as(pair.amina) as amina:
        goal = add_goal(amina, match=pair.match, title="A flat of their own", theme="housing")
        step = add_step(amina, goal=goal, title=" Look around ", owner=Owner.MENTEE)
        assert (step.title, step.owner) == ("Look around", "mentee")
        finish_step(amina, step=step)
        assert Step.objects.get().done_on == clock.today()
        reopen_step(amina, step=step)
        assert Step.objects.get().done_on is None
        end_goal(amina, goal=goal, state=GoalState.REACHED)
        goal.refresh_from_db()
        assert (goal.state, goal.ended_on) == ("reached", clock.today())
        with pytest.raises(Refused):
            add_step(amina, goal=goal, title="One more")


def test_goals_are_refused_in_words(pair: Pair) -> None:
    with acting_as(pair.amina) as amina:
        for wrong in ({"title": "  "}, {"template": "work.nothing"}):
            with pytest.raises(Refused):
                add_goal(amina, match=pair.match, **wrong)  # type: ignore[arg-type]
        for number in range(20):
            add_goal(amina, match=pair.match, title=f"Goal {number}")
        with pytest.raises(Refused):
            add_goal(amina, match=pair.match, title="One more")


def test_strangers_change_and_see_no_goals(pair: Pair) -> None:
    with acting_as(pair.amina) as amina:
        goal = add_goal(amina, match=pair.match, template="work.cv")
    with acting_as(pair.world.nour) as nour:
        assert not goals_visible_to(nour).exists()
        assert not Goal.objects.exists()
        with pytest.raises(NotAllowed):
            add_goal(nour, match=pair.match, title="x")
        with pytest.raises(NotAllowed):
            end_goal(nour, goal=goal, state=GoalState.REACHED)


def test_goal_is_missing_from_the_third_meeting_on(pair: Pair) -> None:
    for number in range(3):
        with acting_as(pair.elena) as elena:
            assert goalless_matches(matches_visible_to(elena)) == []
        pair.log(Told(clock.today() - timedelta(days=number), 30))
    with acting_as(pair.elena) as elena:
        assert [m.pk for m in goalless_matches(matches_visible_to(elena))] == [pair.match.pk]
        assert is_goal_due(pair.match)
        add_goal(
            elena, match=pair.match, template="work.cv", due_on=clock.today() - timedelta(days=1)
        )
        assert goalless_matches(matches_visible_to(elena)) == []
        [late] = overdue_goals([pair.match], clock.today())
        assert late.template == "work.cv"
