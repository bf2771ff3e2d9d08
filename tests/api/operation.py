"""What a test knows of one operation of the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.access.side import Side

Sent = Callable[[Side], Mapping[str, Any]]


@dataclass(frozen=True)
class Operation:
    """`by` may; `but` works there too and may not: `denied`. `elsewhere`: what Nour gets.

    `only_looks`: something is sent, but nothing is changed by it.
    """

    method: str
    path: str
    by: str = "coordinator"
    but: str = "funder"
    denied: int = 403
    elsewhere: int = 404
    ok: int = 200
    sent: Sent = lambda side: {}
    is_form: bool = False
    is_public: bool = False
    only_looks: bool = False

    def address(self, side: Side) -> str:
        """The path with the ids of a side."""
        return self.path.format(**{**side.ids, **side.mine.get(self.by, {})})


def public(path: str) -> Operation:
    return Operation("GET", path, by="nobody", is_public=True, denied=200, elsewhere=200)


def listed(path: str, **more: Any) -> Operation:
    """A list holds nothing of others, so everybody who may see one gets one."""
    return Operation("GET", path, elsewhere=more.pop("elsewhere", 200), **more)
