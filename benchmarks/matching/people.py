"""Where the people of a benchmark come from: the yardstick's generator, or our own.

The yardstick's `matchgen.py` is never copied here. When its path is given it makes the people
and judges the answers by its own plain rules; without it `generator.py` makes people of the
same shapes, and answers are judged by peermatch's checker and the list of pairs alone.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.matching.generator import generate

ROOT = Path(__file__).resolve().parents[2]
YARDSTICK_FILE = ROOT.parent / "shared" / "data" / "matching" / "matchgen.py"


def yardstick(path: str) -> ModuleType | None:
    """The yardstick at a path; nothing for an empty path."""
    if not path:
        return None
    spec = importlib.util.spec_from_file_location("matchgen", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"'{path}' is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def people(path: str, mentees: int, seed: int) -> dict[str, Any]:
    """The arrays of `mentees` people and three fifths as many mentors."""
    judge = yardstick(path)
    made: dict[str, Any] = judge.generate(mentees, seed) if judge else generate(mentees, seed)
    return made
