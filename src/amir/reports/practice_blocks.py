"""Live blocks from published practices, and the matrix of themes and countries."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core.actor import Actor
from amir.documents.model import Block, Card, Cited, Heading, Span, Table, Value
from amir.evidence.models import PublishedGroup
from amir.practices.enums import Label
from amir.practices.queries import published_practices
from amir.programmes.wording import country_name, said

from .blocks import Around, BlockSource, register
from .evidence_blocks import COUNTRY, THEME, Chosen, cited_groups, country_of
from .matrix import Cell, Matrix, matrix_of

BETWEEN = Span("; ")


def practices_block(actor: Actor, around: Around, chosen: Chosen) -> Sequence[Block]:
    """A card for each practice."""
    rows = published_practices(around.programme.pk).order_by("country", "code")
    if country := country_of(around, chosen):
        rows = rows.filter(country=country)
    if theme := chosen.get("theme"):
        rows = rows.filter(themes__contains=[theme])
    return [
        Card(
            Cited(f"{row.code} {row.title}", str(row.practice_id), row.code),
            row.summary,
            (
                (_("Place"), ", ".join(filter(None, (row.place, country_name(row.country))))),
                (_("Since"), Cited(row.started_on, str(row.practice_id), row.code)
                 if row.started_on else None),
                (_("Label"), str(Label(row.label).label)),
            ),
        )
        for row in rows
    ]  # fmt: skip


def matrix_block(actor: Actor, around: Around, chosen: Chosen) -> Sequence[Block]:
    """For each theme: what was found in each country, with the records behind it."""
    return matrix_blocks(
        matrix_of(around.programme), around.language, chosen.get("theme", "")
    )  # fmt: skip


def matrix_blocks(matrix: Matrix, language: str, only: str = "") -> list[Block]:
    """A table for each theme, or for one of them."""
    headings = (_("Country"), _("Needs"), _("Barriers"), _("Practices"), _("Quotes"))
    blocks: list[Block] = []
    for theme in matrix.themes:
        if only not in ("", theme.key):
            continue
        rows = tuple(
            (country_name(country, language), *_cells(matrix.cells[theme.key, country]))
            for country in matrix.countries
        )
        name = str(said(theme.names, language))
        blocks += [Heading(name, 2), Table(headings, rows, name)]
    return blocks


def _cells(cell: Cell) -> tuple[Value, Value, Value, Value]:
    practices = [(Cited(p.code, str(p.practice_id), p.title),) for p in cell.practices]
    quotes = [(Cited(q.label, str(q.pk), q.label),) for q in cell.quotes]
    return _said(cell.needs), _said(cell.barriers), _joined(practices), _joined(quotes)


def _said(codes: Mapping[str, Sequence[PublishedGroup]]) -> Value:
    """Codes, each with the number of groups that said it."""
    return _joined([(Span(f"{code} "), cited_groups(held)) for code, held in sorted(codes.items())])


def _joined(parts: Sequence[tuple[Span | Cited, ...]]) -> Value:
    found: list[Span | Cited] = []
    for number, part in enumerate(parts):
        found += [BETWEEN, *part] if number else part
    return tuple(found) or None


def register_all() -> None:
    """Called once at start-up."""
    register(
        BlockSource(
            "practices", gettext_lazy("Practice cards"), practices_block, (THEME, COUNTRY)
        )
    )  # fmt: skip
    register(
        BlockSource(
            "matrix", gettext_lazy("Themes and countries as a table"), matrix_block, (THEME,)
        )
    )  # fmt: skip
