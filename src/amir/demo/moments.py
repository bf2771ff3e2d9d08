"""Somebody acts on a day of the story: days count back from today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor


def days_ago(days: int) -> date:
    """That day."""
    return clock.today() - timedelta(days=days)


@contextmanager
def as_on(day: date) -> Iterator[None]:
    """Days count back from this one, also if midnight came while the story was being told."""
    if clock.today() <= day:
        yield
        return
    with clock.stopped_at(timezone.make_aware(datetime.combine(day, time(23, 59)))):
        yield


def person(account_id: UUID) -> Actor:
    """Somebody who takes part, as who they are now."""
    with acting_as(Actor(account_id=account_id)):
        return load_actor(account_id)


@contextmanager
def on_day(ago: int, actor: Actor, *, minutes: int = 0) -> Iterator[Actor]:
    """So many days ago `actor` acts, and speaks English. `minutes` put the acts of a day in order.

    The database keeps its own clock: what opens or closes there does so when the story is told.
    """
    moment = clock.now() - timedelta(days=ago) + timedelta(minutes=minutes)
    with clock.stopped_at(min(moment, clock.now())), acting_as(actor), override("en"):
        yield actor
