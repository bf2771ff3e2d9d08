"""The only place that asks what time it is, so that a test or a demo can say so itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _stopped.get() or timezone.now()


def today() -> date:
    """The calendar day of this moment in the current time zone."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The calendar day a moment falls on here: `moment.date()` would be the day in UTC."""
    return timezone.localdate(moment)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock. The database keeps its own: edges and sessions still end when they end."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
