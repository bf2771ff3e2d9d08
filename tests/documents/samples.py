"""Documents to write: one of each kind of block, and a large one with many sources."""

from datetime import date
from uuid import UUID, uuid5

from amir.documents.model import (
    Block,
    Card,
    Chart,
    Cited,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Span,
    Table,
)

SPACE = UUID(int=6)
COUNTRIES = ("Italy", "Greece", "Spain", "Germany", "France", "Austria", "Belgium", "Slovenia")
WORDS = {
    "en": ("Needs", "People look for work", "Country", "Groups"),
    "el": ("Ανάγκες", "Οι άνθρωποι ψάχνουν δουλειά", "Χώρα", "Ομάδες"),
    "ar": ("الاحتياجات", "يبحث الناس عن عمل", "البلد", "المجموعات"),
}


def record(name: str) -> str:
    """The id of a record."""
    return str(uuid5(SPACE, name))


def every_block(language: str) -> Document:
    """A short document with all that rests on records, in one of three languages."""
    needs, work, country, groups = WORDS[language]
    return Document(
        title=needs,
        language=language,
        made_on=date(2026, 3, 1),
        has_contents=True,
        small_print=(work,),
        blocks=(
            Heading(needs),
            Paragraph((Span(f"{work} "), Cited(12, record("a"), "IT-FG1"), Span("."))),
            Heading(country, 2),
            Table((country, groups), ((needs, Cited(3, record("b"))), (work, None)), work),
            Quote(Cited(work, record("a"), "IT-FG1"), "IT-FG1", language),
            Card(Cited(needs, record("c"), "IT-P1"), work, ((groups, Cited(7, record("b"))),)),
            Chart(work, ((country, Cited(3, record("b"))), (needs, Cited(9, record("d")))),
                  (country, groups)),
            Listing((work, (Span(work, is_bold=True),))),
            Facts(((groups, Cited(1240, record("e"), "IT")),)),
        ),
    )  # fmt: skip


def comparative(changed: int = 0) -> Document:
    """Eight countries on some 150 pages; `changed` is added to one record's figure."""
    blocks: list[Block] = []
    for number, country in enumerate(COUNTRIES):
        blocks += [Heading(country), *_country(country, 100 + number + (changed * (number == 0)))]
    return Document(
        title="What helps", language="en", made_on=date(2026, 3, 1), has_contents=True,
        blocks=tuple(blocks), small_print=("Paid by AMIF.",),
    )  # fmt: skip


def _country(country: str, first: int) -> list[Block]:
    said = "People tell us what they need and what stands in their way in this town. " * 9
    blocks: list[Block] = []
    for theme in range(12):
        name = f"{country} {theme}"
        rows = tuple(
            (
                f"Need {row}",
                Cited(first * 10 + theme * 7 + row, record(f"{name} {row}"), name),
                said,
            )
            for row in range(6)
        )
        blocks += [
            Heading(f"Theme {theme}", 2),
            *(Paragraph(said) for _ in range(4)),
            Table(("Need", "People", "Words"), rows),
            Quote(Cited("We want to work.", record(f"{name} q"), f"{name}-FG"), f"{name}-FG"),
            Chart(f"Needs in {name}", tuple((str(r[0]), r[1]) for r in rows), ("Need", "People")),
        ]
    return blocks
