"""Fields that the coordinator gave to columns by hand stand above everything that was weighed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..sayings import N_, Saying
from ..targets import Target
from .mapping import Mapped
from .results import EXTRA

_CHOSEN = Saying(N_("You chose this."))


def as_chosen(
    mapped: Sequence[Mapped], chosen: Mapping[str, str], targets: Mapping[str, Target]
) -> tuple[Mapped, ...]:
    """The columns of one table with the fields chosen for some of them (header -> field).

    A field that takes one column is taken from the column that had it before. Columns with
    special categories of personal data are given no field.
    """
    if not chosen:
        return tuple(mapped)
    given = {chosen[m.column.header] for m in mapped if m.column.header in chosen}
    return tuple(_settled(m, chosen, given, targets) for m in mapped)


def _settled(
    mapped: Mapped, chosen: Mapping[str, str], given: set[str], targets: Mapping[str, Target]
) -> Mapped:
    field = chosen.get(mapped.column.header)
    if mapped.sensitive:
        return mapped
    if field is None:
        target = targets.get(mapped.field)
        is_lost = target is not None and not target.many and mapped.field in given
        return replace(mapped, field=EXTRA, confidence=0.5) if is_lost else mapped
    if field == mapped.field:
        return replace(mapped, confidence=1.0, why=_CHOSEN)
    if field == EXTRA:
        return replace(mapped, field=EXTRA, confidence=1.0, why=_CHOSEN, known=field)
    if field not in targets:
        return mapped
    words = targets[field].words
    column = replace(mapped.column, told={"words": words} if words else {})
    return replace(mapped, column=column, field=field, confidence=1.0, why=_CHOSEN, known="")
