"""Domain events: a low room says what happened, a higher room listens. Same transaction.

Names are `<room>.<thing>_<happened>`; they are listed in docs/architecture.md.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from amir.core.actor import Actor

Listener = Callable[..., None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


def listen(event: str, listener: Listener) -> None:
    """Call `listener(actor, **facts)` when the event happens; registering twice has no effect."""
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def happened(event: str, actor: Actor, **facts: Any) -> None:
    """Tell everybody who listens, in order of registration."""
    for listener in _listeners[event]:
        listener(actor, **facts)
