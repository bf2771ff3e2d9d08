"""The days of the story."""

from datetime import datetime, timedelta

from django.utils import timezone

from amir.core import clock
from amir.demo.moments import as_on, days_ago

EVENING = timezone.make_aware(datetime(2026, 3, 14, 23, 58))


def test_days_count_back_from_the_day_on_which_the_story_began() -> None:
    with clock.stopped_at(EVENING):
        began, before = clock.today(), days_ago(30)
    with clock.stopped_at(EVENING + timedelta(minutes=5)):
        assert days_ago(30) == before + timedelta(days=1)
        with as_on(began):
            assert (clock.today(), days_ago(30)) == (began, before)


def test_clock_runs_on_while_it_is_the_same_day() -> None:
    with clock.stopped_at(EVENING), as_on(clock.today()):
        assert clock.now() == EVENING
