"""Two texts that began as one are put together, line by line. Nothing that was written is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Merged:
    """`is_clean`: nowhere did both change the same place. Else theirs stands before mine there."""

    text: str
    is_clean: bool


def merged(base: str, theirs: str, mine: str) -> Merged:
    """What both made of `base`."""
    old, first, second = base.split("\n"), theirs.split("\n"), mine.split("\n")
    found: list[str] = []
    is_clean = True
    at, at_first, at_second = 0, 0, 0
    for start, start_first, start_second, length in _common(old, first, second):
        was = old[at:start]
        one, two = first[at_first:start_first], second[at_second:start_second]
        if one in (was, two):
            found += two
        elif two == was:
            found += one
        else:
            found += one + two
            is_clean = False
        found += old[start : start + length]
        at, at_first, at_second = start + length, start_first + length, start_second + length
    return Merged("\n".join(found), is_clean)


def _common(
    old: list[str], first: list[str], second: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """(place in old, first and second, length) of lines that all three share, the end last."""
    one = _matches(old, first)
    two = _matches(old, second)
    at = 0
    while at < len(old):
        if at not in one or at not in two:
            at += 1
            continue
        length = 1
        while one.get(at + length) == one[at] + length and two.get(at + length) == two[at] + length:
            length += 1
        yield at, one[at], two[at], length
        at += length
    yield len(old), len(first), len(second), 0


def _matches(old: list[str], new: list[str]) -> dict[int, int]:
    """Line of the old text -> the same line of the new one, in order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in blocks for step in range(size)}
