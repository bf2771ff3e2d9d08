"""The matrix and the blocks of evidence and practices, against plain SQL over the same rows."""

import random
import re
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.documents.model import Cited, Document, Table
from amir.documents.writers import docx, html, pdf
from amir.evidence.enums import GroupState
from amir.evidence.models import FocusGroup, PublishedGroup, PublishedQuote
from amir.practices.models import PublishedPractice
from amir.programmes.models import Programme
from amir.reports import actions
from amir.reports.document import as_document
from amir.reports.matrix import matrix_of
from amir.reports.models import Report
from tests.consortium import Consortium, actor_of, signed_in
from tests.documents.reading import (
    POPPLER,
    figures_of_docx,
    figures_of_html,
    figures_of_pdf,
)

THEMES, FACETS = ("work", "housing", ""), ("need", "barrier", "help")
SAID = """
select g.country, s->>'theme', s->>'facet', s->>'code', g.group_id::text
from evidence_publishedgroup g, jsonb_array_elements(g.said) s
where g.programme_id = %s and s->>'facet' in ('need', 'barrier') and s->>'theme' <> ''
group by 1, 2, 3, 4, 5
"""
HELD = """
select country, unnest(themes), id::text from evidence_publishedquote where programme_id = %s
union all
select country, unnest(themes), practice_id::text from practices_publishedpractice
where programme_id = %s
"""


def fill(programme: Programme, organisation: UUID, country: str, seed: int) -> None:
    """Groups with what they said, quotes and practices, made up from a seed."""
    made = random.Random(seed)  # noqa: S311
    told = {"organisation_id": organisation, "programme_id": programme.pk, "country": country}
    for number in range(1, 7):
        common = {**told, "number": number, "kind": made.choice(["tcn", "community"]),
                  "place": "Town", "language": "en", "held_on": date(2026, 1, number)}  # fmt: skip
        group = FocusGroup.objects.create(**common, state=GroupState.PUBLISHED)
        said = [{"code": f"{f} {made.randrange(4)}", "theme": made.choice(THEMES), "facet": f}
                for f in FACETS for _ in range(4)]  # fmt: skip
        copy = PublishedGroup.objects.create(
            **common, group=group, people=8, said=said, published_on=date(2026, 2, 1)
        )
        for quote in range(3):
            PublishedQuote.objects.create(
                **told, published=copy, group_number=number, number=quote, text="We want to work.",
                language="en", themes=[made.choice(THEMES[:2])], facets=["need"],
            )  # fmt: skip
        PublishedPractice.objects.create(
            **told, practice_id=uuid4(), programme_key=programme.key, programme_name="AMIR",
            organisation_name="Casa", code=f"{country}-P{number}", title=f"Practice {number}",
            language="en", themes=made.sample(THEMES[:2], made.randrange(3)), label="reported",
            published_on=date(2026, 2, 1), summary="It helps.",
        )  # fmt: skip


@pytest.fixture
def filled(consortium: Consortium) -> Consortium:
    for account, organisation, country in (
        (consortium.carla, consortium.casa, "IT"), (consortium.kostas, consortium.asyl, "GR"),
    ):  # fmt: skip
        with acting_as(actor_of(account)):
            fill(consortium.programme, organisation.pk, country, len(country) + ord(country[0]))
    return consortium


def comparative(filled: Consortium) -> Report:
    carla = actor_of(filled.carla)
    with acting_as(carla):
        return actions.create_report(
            carla, programme=filled.programme, organisation_id=filled.casa.pk,
            kind="comparative", title="What helps", language="en",
        )  # fmt: skip


def told(filled: Consortium, report: Report) -> Document:
    carla = actor_of(filled.carla)
    with acting_as(carla):
        return as_document(carla, report, filled.programme, "en")


def test_matrix_equals_plain_sql(filled: Consortium) -> None:
    with acting_as(actor_of(filled.carla)):
        matrix = matrix_of(filled.programme)
        key = filled.programme.pk
        with connection.cursor() as cursor:
            cursor.execute(SAID, [key])
            said = set(cursor.fetchall())
            cursor.execute(HELD, [key, key])
            held = set(cursor.fetchall())
    assert {
        (country, theme, facet, code, str(group.group_id))
        for (theme, country), cell in matrix.cells.items()
        for facet, codes in (("need", cell.needs), ("barrier", cell.barriers))
        for code, groups in codes.items()
        for group in groups
    } == said
    assert {
        (country, theme, str(getattr(row, "practice_id", row.pk)))
        for (theme, country), cell in matrix.cells.items()
        for row in (*cell.practices, *cell.quotes)
    } == held
    assert sum(cell.counts[2] for cell in matrix.cells.values()) > 0


def test_matrix_takes_a_fixed_number_of_queries(
    filled: Consortium, django_assert_num_queries: object
) -> None:
    with acting_as(actor_of(filled.kostas)), django_assert_num_queries(5):  # type: ignore[operator]
        matrix_of(filled.programme)


@POPPLER
def test_forms_of_the_comparative_report_cite_the_same_records(
    filled: Consortium, tmp_path: Path
) -> None:
    report = comparative(filled)

    def last(figures: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Of words before a number only what stands behind their last space or dash."""
        return {(re.split(r"[ -]", words)[-1], source) for words, source in figures}

    def counted() -> set[tuple[str, str]]:
        document = told(filled, report)
        figures = figures_of_html(html(document))
        assert last(figures_of_docx(docx(document))) == last(figures)
        assert last(figures_of_pdf(pdf(document), tmp_path)) == last(figures)
        return figures

    before = counted()
    assert len({source for _words, source in before}) >= 60
    assert len(before) >= 100
    with acting_as(actor_of(filled.carla)):
        PublishedGroup.objects.filter(country="IT", number=1).update(people=11)
        changed = PublishedGroup.objects.get(country="IT", number=1)
    gone, new = before - (after := counted()), after - before
    assert (gone, new) == ({("8", str(changed.group_id))}, {("11", str(changed.group_id))})


def test_practice_and_quote_blocks_follow_their_options(filled: Consortium) -> None:
    report = comparative(filled)
    carla = actor_of(filled.carla)
    with acting_as(carla):
        added = actions.add_section(carla, report=report, title="Own")
        actions.place_block(
            carla, section=added, block="quotes", options={"country": "GR", "theme": "work"}
        )
        wanted = set(
            PublishedQuote.objects.filter(country="GR", themes=["work"]).values_list(
                "pk", flat=True
            )
        )
    document = told(filled, report)
    words = [vars(block).get("words") for block in document.blocks]
    assert {w.source_id for w in words if isinstance(w, Cited)} == {str(pk) for pk in wanted}
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert {table.caption for table in tables} >= {"Work", "Housing"}


def test_matrix_page_is_for_the_partners(filled: Consortium) -> None:
    address = reverse("programme_matrix", args=["amir"])
    page = signed_in(filled.kostas).get(address)
    assert page.status_code == 200
    assert "IT-P" in page.content.decode()
    assert signed_in(filled.nour).get(address).status_code == 404
    file = signed_in(filled.kostas).get(address, {"as": "csv"})
    assert file.status_code == 200
