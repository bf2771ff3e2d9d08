"""What a column called only "name" holds, judged by the columns beside it."""

from collections.abc import Sequence
from dataclasses import replace

from ...core.text import fold
from ..targets import Targets
from .mapping import Mapped
from .results import EXTRA


def settle_names(mapped: Sequence[Mapped], targets: Targets) -> tuple[Mapped, ...]:
    """A "name" beside surnames is the given name; beside given names it is the family name.

    Unless its cells hold the other column's words: then it is the full name after all.
    """
    fields = {t.part: t.field for t in targets if t.part.endswith("_name")}
    there = {part: c for part, f in fields.items() for c in mapped if c.field == f}
    full, given, family = (there.get(p) for p in ("full_name", "given_name", "family_name"))
    if full is not None and given and family and not full.column.cells:
        empty = replace(full, field=EXTRA)
        return tuple(empty if c.index == full.index else c for c in mapped)
    if full is None or (given is None) == (family is None):
        return tuple(mapped)
    other = given or family
    missing = "family_name" if given is not None else "given_name"
    if other is None or missing not in fields or _holds(full, other):
        return tuple(mapped)
    meant = replace(full, field=fields[missing])
    return tuple(meant if c.index == full.index else c for c in mapped)


def _holds(full: Mapped, part: Mapped) -> bool:
    """Whether the full name repeats the part in most rows where both are filled."""
    whole = {at: set(fold(cell.text).split()) for at, cell in full.column.cells}
    both = [(whole[at], set(fold(c.text).split())) for at, c in part.column.cells if at in whole]
    return bool(both) and sum(words <= name for name, words in both) > len(both) / 2
