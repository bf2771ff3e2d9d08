"""Themes by countries: needs, barriers, practices and quotes, from published records only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from amir.evidence.enums import Facet
from amir.evidence.models import PublishedGroup, PublishedQuote
from amir.evidence.queries import published_groups, published_quotes
from amir.practices.models import PublishedPractice
from amir.practices.queries import published_practices
from amir.programmes.models import Programme, Theme
from amir.programmes.queries import partners_of, themes_of


@dataclass(frozen=True)
class Cell:
    """A theme in a country. Needs and barriers: a code and the groups that said it."""

    needs: dict[str, list[PublishedGroup]] = field(default_factory=dict)
    barriers: dict[str, list[PublishedGroup]] = field(default_factory=dict)
    practices: list[PublishedPractice] = field(default_factory=list)
    quotes: list[PublishedQuote] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many needs, barriers, practices and quotes."""
        return len(self.needs), len(self.barriers), len(self.practices), len(self.quotes)


@dataclass(frozen=True)
class Matrix:
    """`cells` holds every theme (by key) with every country."""

    themes: Sequence[Theme]
    countries: Sequence[str]
    cells: Mapping[tuple[str, str], Cell]


def matrix_of(programme: Programme) -> Matrix:
    """The whole matrix, in five queries."""
    themes = themes_of(programme.pk)
    groups = list(published_groups(programme.pk))
    quotes = list(published_quotes(programme.pk))
    practices = list(published_practices(programme.pk).order_by("country", "code"))
    rows: list[Any] = [*partners_of(programme), *groups, *quotes, *practices]
    countries = sorted({row.country for row in rows if row.country})
    cells = {(theme.key, country): Cell() for theme in themes for country in countries}
    for group in groups:
        for said in group.said:
            cell = cells.get((said["theme"], group.country))
            if cell is not None:
                _note(cell, said["facet"], said["code"], group)
    for quote in quotes:
        for theme in quote.themes:
            if (theme, quote.country) in cells:
                cells[theme, quote.country].quotes.append(quote)
    for practice in practices:
        for theme in practice.themes:
            if (theme, practice.country) in cells:
                cells[theme, practice.country].practices.append(practice)
    return Matrix(themes, countries, cells)


def _note(cell: Cell, facet: str, code: str, group: PublishedGroup) -> None:
    """A group said something; the same code under the same theme counts once a group."""
    held = {Facet.NEED: cell.needs, Facet.BARRIER: cell.barriers}.get(Facet(facet))
    if held is not None and group not in held.setdefault(code, []):
        held[code].append(group)
