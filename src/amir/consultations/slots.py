"""What this room shows on the page of a strategy."""

from typing import Any, cast

from django.http import HttpRequest

from amir.core.guard import ActorRequest
from amir.core.permissions import may
from amir.core.slots import Entry, fill
from amir.strategies.enums import WRITABLE
from amir.strategies.models import Strategy

from .queries import rounds_of
from .rules import RUN, VIEW


def of_strategy(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The rounds about a strategy."""
    strategy = page.get("strategy")
    if not isinstance(strategy, Strategy):
        return None
    actor = cast(ActorRequest, request).actor
    return {
        "strategy": strategy,
        "rounds": list(rounds_of(actor, strategy)),
        "may_run": may(actor, RUN, strategy) and strategy.state in WRITABLE,
    }


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("rounds", VIEW, "consultations/slot/strategy.html", of_strategy, 10)
    fill("strategy_page", entry)
