"""Follow-ups: told once, answered by oneself or on the phone, each question may be left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from amir.closures import actions
from amir.closures.enums import Question
from amir.closures.models import FollowUp
from amir.closures.queries import follow_ups_due, follow_ups_of_me
from amir.closures.rules import closing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.messages.models import Delivery

from .conftest import Pair

pytestmark = pytest.mark.django_db


@contextmanager
def months_later() -> Iterator[None]:
    with clock.stopped_at(clock.now() + timedelta(days=95)):
        yield


def first(pair: Pair) -> FollowUp:
    pair.end()
    with acting_as(pair.elena):
        found = FollowUp.objects.order_by("due_on").first()
    assert found is not None
    return found


def test_follow_up_is_told_once_when_it_is_due(pair: Pair) -> None:
    first(pair)
    with acting_as(closing()) as platform:
        assert actions.tell_follow_ups(platform) == 0
        with months_later():
            assert actions.tell_follow_ups(platform) == 1
            assert actions.tell_follow_ups(platform) == 0
    with acting_as(pair.elena):
        assert [d.template for d in Delivery.objects.filter(template="closures_follow_up")] == [
            "closures_follow_up"
        ]


def test_follow_up_is_answered_question_by_question(pair: Pair) -> None:
    follow_up = first(pair)
    with months_later(), acting_as(pair.yusuf) as yusuf:
        assert [each.pk for each in follow_ups_of_me(yusuf)] == [follow_up.pk]
        for question in Question:
            said = "skipped" if question == Question.HOUSING else "yes"
            actions.answer_follow_up(yusuf, follow_up=follow_up, question=question, said=said)
        held = FollowUp.objects.get(pk=follow_up.pk)
        assert held.answers == {
            "job": "yes", "training": "yes", "housing": "skipped", "account": "yes",
            "language": "yes",
        }  # fmt: skip
        assert held.was_reached is True
        with pytest.raises(Refused, match="not open any more"):
            actions.answer_follow_up(yusuf, follow_up=follow_up, question="job", said="no")


def test_follow_up_is_not_open_before_its_day(pair: Pair) -> None:
    follow_up = first(pair)
    with acting_as(pair.yusuf) as yusuf, pytest.raises(Refused, match="not open any more"):
        actions.answer_follow_up(yusuf, follow_up=follow_up, question="job", said="yes")


def test_follow_up_of_somebody_else_is_not_answered(pair: Pair) -> None:
    follow_up = first(pair)
    with acting_as(pair.amina) as amina:
        assert FollowUp.objects.count() == 0
        with pytest.raises(NotAllowed):
            actions.answer_follow_up(amina, follow_up=follow_up, question="job", said="yes")


def test_coordinator_writes_down_the_call(pair: Pair) -> None:
    follow_up = first(pair)
    with months_later(), acting_as(pair.elena) as elena:
        with pytest.raises(Refused, match="at least one answer"):
            actions.record_follow_up(elena, follow_up=follow_up, was_reached=True, answers={})
        actions.record_follow_up(
            elena, follow_up=follow_up, was_reached=False, answers={"job": "yes"}
        )
        held = FollowUp.objects.get(pk=follow_up.pk)
        assert (held.was_reached, held.answers, held.done_on) == (False, {}, clock.today())
        assert not follow_ups_due(FollowUp.objects.all()).exists()
