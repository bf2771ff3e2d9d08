"""Rounds: planned with the match, answered one question at a time, read by nobody else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import listen
from amir.instruments import actions
from amir.instruments.enums import Moment
from amir.instruments.models import Answer, Instrument, Round
from amir.instruments.queries import (
    answers_of,
    low_pulses,
    rounds_of_me,
    rounds_visible_to,
)
from amir.instruments.rules import measuring
from amir.instruments.shipped import file_of
from amir.mentoring.actions import end_match
from amir.mentoring.records import gather
from amir.messages.models import Delivery
from amir.people.actions import change_person
from amir.programmes.actions import change_settings
from tests.consortium import actor_of
from tests.mentoring.conftest import World

from .conftest import House, agreed_match, oneself, reply

pytestmark = pytest.mark.django_db
RoundsOf = Callable[[World, UUID], list[Round]]
heard: list[Round] = []


def hear(actor: Actor, *, answer: Round) -> None:
    heard.append(answer)


def told(rounds: list[Round], side: str) -> list[tuple[str, str, int]]:
    first = clock.day_of(rounds[0].created_at)
    return [(r.moment, r.instrument, (r.due_on - first).days) for r in rounds if r.side == side]


def test_match_plans_the_rounds_of_both(world: World, rounds_of: RoundsOf) -> None:
    match = agreed_match(world)
    rounds = rounds_of(world, match.pk)
    expected = [
        ("baseline", "gse", 0), ("baseline", "pulse", 0), ("month_1", "pulse", 30),
        ("month_3", "pulse", 90),
    ]  # fmt: skip
    assert sorted(told(rounds, "mentee")) == sorted(expected)
    assert sorted(told(rounds, "mentor")) == sorted(expected)


def test_end_asks_afterwards_and_no_more_about_the_beginning(
    world: World, rounds_of: RoundsOf
) -> None:
    match = agreed_match(world)
    with acting_as(world.elena) as elena:
        end_match(elena, match=match, why="Moved away")
    rounds = rounds_of(world, match.pk)
    today = clock.today()
    assert {r.moment for r in rounds if r.closes_on >= today} == {"end", "after_6", "after_12"}
    assert sorted({(r.moment, (r.due_on - today).days) for r in rounds if r.moment[:5] == "after"}
                  ) == [("after_12", 365), ("after_6", 183)]  # fmt: skip


def test_programme_says_what_is_asked_when(house: House) -> None:
    carla = actor_of(house.consortium.carla)
    with acting_as(carla):
        change_settings(
            carla, programme=house.consortium.programme, values={"instruments.open_days": 5}
        )
    asked = house.ask("Yusuf", "gse")
    assert asked.closes_on - asked.due_on == timedelta(days=5)


def test_open_round_asks_once_and_only_what_fits(house: House) -> None:
    house.ask("Yusuf", "pulse")
    with pytest.raises(Refused, match="asked this already"):
        house.ask("Yusuf", "pulse")
    with pytest.raises(Refused, match="for this side"):
        house.ask("Yusuf", "ysor")


def test_open_round_asks_in_between_what_is_planned_for_later(
    world: World, rounds_of: RoundsOf
) -> None:
    match = agreed_match(world)
    [first] = [
        asked
        for asked in rounds_of(world, match.pk)
        if (asked.moment, asked.instrument, asked.side) == ("baseline", "pulse", "mentee")
    ]
    reply(first, 3)
    with acting_as(world.elena) as elena:
        made = actions.open_round(elena, participant=match.mentee, instrument="pulse")
    assert made.moment == Moment.EXTRA


def test_open_round_is_for_those_who_coordinate(house: House) -> None:
    nour = actor_of(house.consortium.nour)
    with acting_as(nour), pytest.raises(NotAllowed):
        actions.open_round(nour, participant=house.people["Yusuf"], instrument="pulse")


def test_answer_keeps_a_skipped_question_as_skipped(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    yusuf = oneself(house.people["Yusuf"])
    with acting_as(yusuf):
        step = actions.answer(yusuf, asked=asked, item="going", value=None)
        assert step.following is not None
        assert step.following.key == "belonging"
        row = Answer.objects.get()
        assert (row.value, row.is_skipped) == (None, True)
        actions.answer(yusuf, asked=asked, item="belonging", value=2)
        assert answers_of(asked) == {"going": None, "belonging": 2}
        assert not Round.objects.get(pk=asked.pk).is_low


def test_database_refuses_a_zero_in_place_of_skipped(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    reply(asked, None)
    # IntegrityError would end the transaction; the check alone is asked here.
    with acting_as(measuring()), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from instruments_answer where is_skipped = (value is not null)"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select pg_get_constraintdef(oid) from pg_constraint"
            " where conname = 'instruments_skipped_has_no_value'"
        )
        assert "value IS NOT NULL" in cursor.fetchone()[0]


def test_answer_can_be_changed_until_the_last(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    yusuf = oneself(house.people["Yusuf"])
    with acting_as(yusuf):
        actions.answer(yusuf, asked=asked, item="going", value=1)
        actions.answer(yusuf, asked=asked, item="going", value=3)
        assert answers_of(asked) == {"going": 3}
        actions.answer(yusuf, asked=asked, item="belonging", value=3)
        with pytest.raises(Refused, match="not open any more"):
            actions.answer(yusuf, asked=asked, item="going", value=1)


@pytest.mark.parametrize(("item", "value"), [("going", 0), ("going", 7), ("other", 1)])
def test_answer_takes_only_what_is_on_the_list(house: House, item: str, value: int) -> None:
    asked = house.ask("Yusuf", "pulse")
    yusuf = oneself(house.people["Yusuf"])
    with acting_as(yusuf), pytest.raises(Refused, match="one of the answers"):
        actions.answer(yusuf, asked=asked, item=item, value=value)


def test_answer_is_for_whoever_is_asked(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    for who in (oneself(house.people["Amina"]), actor_of(house.consortium.elena)):
        with acting_as(who), pytest.raises(NotAllowed):
            actions.answer(who, asked=asked, item="going", value=1)


def test_answer_by_link_works_once_and_not_afterwards(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    elena = actor_of(house.consortium.elena)
    with acting_as(elena):
        first = actions.new_link(elena, asked=asked)
        token = actions.new_link(elena, asked=asked)
    with acting_as(VISITOR):
        with pytest.raises(Refused, match="does not work"):
            actions.answer_by_link(VISITOR, token=first, item="going", value=1)
        actions.answer_by_link(VISITOR, token=token, item="going", value=3)
        done = actions.answer_by_link(VISITOR, token=token, item="belonging", value=3)
        assert done.following is None
        with pytest.raises(Refused, match="does not work"):
            actions.answer_by_link(VISITOR, token=token, item="going", value=1)


def test_answers_are_read_by_nobody_in_the_organisation(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    reply(asked, 1)
    consortium = house.consortium
    for who in (consortium.elena, consortium.carla, consortium.sara, consortium.ada):
        with acting_as(actor_of(who)):
            assert Answer.objects.count() == 0
    with acting_as(oneself(house.people["Amina"])):
        assert (Answer.objects.count(), Round.objects.count()) == (0, 0)
    with acting_as(oneself(house.people["Yusuf"])):
        assert Answer.objects.count() == 2


def test_low_pulse_says_that_somebody_should_call_and_not_why(house: House) -> None:
    listen("instruments.answered", hear)
    heard.clear()
    low, fine = house.ask("Yusuf", "pulse"), house.ask("Amina", "pulse")
    reply(low, 1)
    reply(fine, 2)
    elena = actor_of(house.consortium.elena)
    with acting_as(elena):
        assert [r.pk for r in low_pulses([house.consortium.casa.pk])] == [low.pk]
    assert [each.pk for each in heard] == [low.pk, fine.pk]


def test_rounds_of_me_are_open_today(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    yusuf = oneself(house.people["Yusuf"])
    with acting_as(yusuf):
        assert [r.pk for r in rounds_of_me(yusuf)] == [asked.pk]
        with clock.stopped_at(clock.now() + timedelta(days=40)):
            assert list(rounds_of_me(yusuf)) == []


def test_tell_due_writes_once_and_says_nothing(house: House) -> None:
    elena = actor_of(house.consortium.elena)
    with acting_as(elena):
        change_person(elena, person=house.people["Yusuf"].person, email="y@example.org")
    house.ask("Yusuf", "pulse")
    house.ask("Yusuf", "gse")
    for _again in range(2):
        with acting_as(measuring()) as platform:
            actions.tell_due(platform)
    with acting_as(elena):
        assert [d.template for d in Delivery.objects.all()] == ["instruments_questions"]


def test_matching_reads_nothing_of_questionnaires(world: World) -> None:
    match = agreed_match(world)
    assert match
    with acting_as(world.elena) as elena, CaptureQueriesContext(connection) as held:
        gather(elena, world.organisation_id, None, clock.today())
    assert len(held) > 3
    assert [q["sql"] for q in held if "instruments_" in q["sql"]] == []


def test_bring_instrument_stands_in_the_place_of_ours(house: House) -> None:
    carla = actor_of(house.consortium.carla)
    programme = house.consortium.programme

    content = (file_of("pulse") or b"").replace(b"version: 1", b"version: 2")
    with acting_as(carla):
        with pytest.raises(Refused, match="version 1 already"):
            actions.bring_instrument(carla, programme=programme, content=file_of("pulse") or b"")
        actions.bring_instrument(carla, programme=programme, content=content)
        assert Instrument.objects.get().version == 2
    assert house.ask("Yusuf", "pulse").version == 2
    elena = actor_of(house.consortium.elena)
    with acting_as(elena), pytest.raises(NotAllowed):
        actions.bring_instrument(elena, programme=programme, content=content)


def test_round_keeps_its_version_when_a_newer_one_comes(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    carla = actor_of(house.consortium.carla)

    content = (file_of("pulse") or b"").replace(b"version: 1", b"version: 2")
    with acting_as(carla):
        actions.bring_instrument(carla, programme=house.consortium.programme, content=content)
    reply(asked, 3)
    with acting_as(actor_of(house.consortium.elena)) as elena:
        assert rounds_visible_to(elena).get().version == 1
        assert Moment(rounds_visible_to(elena).get().moment) is Moment.EXTRA
