"""The rules of good practice that can be switched off, to see that their test notices.

Each room lists its own in `<room>_switches.py`: number of the rule -> how it is switched off.
The rules are those of the checklist in docs/checklist.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Switch:
    """`where` ("amir.room.module:name", dots after the colon for attributes) becomes `off`."""

    where: str
    off: Any


def switches() -> dict[str, tuple[Switch, ...]]:
    """What is to be replaced so that a rule no longer holds, by its number ("m04")."""
    found: dict[str, tuple[Switch, ...]] = {}
    for file in sorted(set(HERE.glob("*_switches.py")) - {HERE / "test_switches.py"}):
        for rule, given in _listed(file.stem).items():
            # A rule may stand in two rooms: all of it is switched off.
            found[rule] = found.get(rule, ()) + (given if isinstance(given, tuple) else (given,))
    return found


def _listed(module: str) -> dict[str, Switch | tuple[Switch, ...]]:
    return dict(import_module(f"tests.checklist.{module}").SWITCHES)


def switched_off(switch: Switch) -> Iterator[None]:
    """The rule is off while the generator is open."""
    module, _, name = switch.where.partition(":")
    owner: Any = import_module(module)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    with patch.object(owner, last, switch.off):
        yield
