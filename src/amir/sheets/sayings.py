"""Sentences that the engine says to people, kept apart from their translation.

The engine is pure: it stores a template and its values; whoever shows it passes a
translating function. `N_` only marks a template for the message catalogue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Translate = Callable[[str], str]
Level = Literal["error", "warning"]


def N_(template: str) -> str:
    """Mark a template for translation."""
    return template


@dataclass(frozen=True, slots=True)
class Saying:
    """A template with `{named}` places and the values for them."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Translate = str) -> str:
        """The sentence in the language of `translate`."""
        return translate(self.template).format(**self.values)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one cell. `error`: the row cannot go in as it is; `warning`: it can."""

    kind: str
    level: Level
    saying: Saying


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a question."""

    value: str
    saying: Saying


@dataclass(frozen=True, slots=True)
class Question:
    """What the list leaves open and must be asked once, never guessed.

    `key` tells questions of one kind and column apart (for instance the folded value asked about).
    """

    kind: str  # date_order | calendar | value | role | hidden_rows | colour | same_people
    table: str
    column: str | None
    ask: Saying
    options: tuple[Option, ...] = ()
    cells: tuple[str, ...] = ()
    key: str = ""
