"""What every kind of column can do. One module per kind stands beside this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from ..grid import Cell
from ..sayings import Complaint, Question

if TYPE_CHECKING:
    from ..vocabulary import Vocabulary


class Gazetteer(Protocol):
    """Knows municipalities. Passed in by the caller; `places` has the real one."""

    def find(self, written: str, country: str) -> Mapping[str, object] | None:
        """`{"name", "nuts3", "also"}` of the municipality meant by `written`, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the whole import."""

    vocabulary: "Vocabulary"
    country: str | None  # ISO alpha-2 of where the organisation works
    languages: tuple[str, ...]  # languages of the headings, likeliest first
    as_of: date
    gazetteer: Gazetteer | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table, with every cell of it: what evidence is drawn from."""

    table: str
    header: str
    cells: Sequence[tuple[str, Cell]]  # (at, cell), filled cells only, in order of rows
    # For a column whose heading says the value: a language, a topic, a weekday, a part of day.
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell says. `value` None with no complaint: the cell says "nothing" ("-", "none").

    `waiting`: the cell is held back by an open question. `rest`: text that was not understood
    and must be kept as an extra, so that nothing is lost.
    """

    value: object = None
    complaints: tuple[Complaint, ...] = ()
    waiting: bool = False
    rest: str = ""
    extra_values: Mapping[str, object] = field(
        default_factory=dict
    )  # field -> value told on the side


class Reader(Protocol):
    """A kind made ready for one column."""

    @property
    def questions(self) -> Sequence[Question]:
        """What must be asked before all cells can be read (empty once answered)."""
        ...

    def read(self, at: str, cell: Cell) -> Reading:
        """What this cell says."""
        ...


class Kind(Protocol):
    """A kind of column: tells whether a column looks like it, and makes its reader."""

    @property
    def name(self) -> str:
        """The name by which targets call it."""
        ...

    def likeness(self, column: Column, context: Context) -> float:
        """Share (0..1) of the cells that can be of this kind, by content alone."""
        ...

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> Reader:
        """`answers`: question kind (or "kind:key") -> what the coordinator answered, free text."""
        ...
