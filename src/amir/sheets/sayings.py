"""Sentences that the engine says to people, kept apart from their translation.

The engine is pure: it stores a template and its values; whoever shows it passes a
translating function. `N_` only marks a template for the message catalogue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Translate = Callable[[str], str]
Plural = Callable[[str, str, int], str]  # like ngettext: one, many, how many
Level = Literal["error", "warning"]


def N_(template: str) -> str:
    """Mark a template for translation."""
    return template


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark a template for one and the template for any other number for translation."""
    return one, many


@dataclass(frozen=True, slots=True)
class Saying:
    """A template with `{named}` places and the values for them.

    Values that are sayings themselves (or a tuple of them, shown as a list) are translated too.
    `plural`: the template for any other `count` than one.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 1

    def text(self, translate: Translate = str, plural: Plural | None = None) -> str:
        """The sentence in the language of `translate`; without `plural` by the English rule."""
        if self.plural and plural is not None:
            template = plural(self.template, self.plural, self.count)
        else:
            template = translate(self.plural if self.plural and self.count != 1 else self.template)
        return template.format(
            **{name: _shown(value, translate, plural) for name, value in self.values.items()}
        )


def _shown(value: object, translate: Translate, plural: Plural | None) -> object:
    if isinstance(value, Saying):
        return value.text(translate, plural)
    if isinstance(value, tuple):
        return ", ".join(str(_shown(one, translate, plural)) for one in value)
    return value


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
