"""Finding published practices: accents, scripts, mistakes, facets, the map of the same set."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amir.practices import searching
from amir.practices.map import map_of
from amir.practices.scripts import latin_of
from amir.practices.searching import search_practices
from tests.consortium import Consortium
from tests.practices.told import published

pytestmark = pytest.mark.django_db
PRACTICES = (
    {"title": "Lavoro in città", "country": "IT", "place": "Bologna", "language": "it",
     "summary": "Formazione professionale per chi cerca lavoro.", "themes": ["work"]},
    {"title": "Ένταξη στη γειτονιά", "country": "GR", "place": "Athens", "language": "el",
     "summary": "Γείτονες και μετανάστες μαζί.", "themes": ["housing"]},
    {"title": "برنامج الإرشاد", "country": "IT", "place": "Modena", "language": "ar",
     "summary": "إرشاد للمهاجرين الجدد.", "themes": ["work", "housing"]},
    {"title": "Housing desk", "country": "DE", "place": "Berlin", "language": "en",
     "summary": "A desk for those who look for a flat.", "themes": ["housing"],
     "target_groups": ["families"], "phase": "pilot"},
)  # fmt: skip


@pytest.fixture
def four(consortium: Consortium) -> Consortium:
    """Four published practices."""
    for each in PRACTICES:
        published(consortium, **each)
    return consortium


def titles(text: str = "", **facets: list[str]) -> set[str]:
    return {row.title for row in search_practices(text, facets).rows}


ITALIAN, GREEK, ARABIC, GERMAN = (str(each["title"]) for each in PRACTICES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("citta", ITALIAN), ("CITTÀ", ITALIAN), ("formazone", ITALIAN), ("profesionale", ITALIAN),
        ("ενταξη", GREEK), ("ΕΝΤΑΞΗ", GREEK), ("entaxi", GREEK), ("μεταναστες", GREEK),
        ("μεταναστον", GREEK), ("الارشاد", ARABIC), ("إرشاد", ARABIC), ("ارشاد", ARABIC),
        ("housng", GERMAN), ("desk flat", GERMAN), ("berlin", GERMAN), ("Germania", GERMAN),
        ("DE-P1", GERMAN),
    ],
)  # fmt: skip
def test_search_forgives_accents_scripts_and_mistakes(
    four: Consortium, text: str, found: str
) -> None:
    assert found in titles(text)


def test_all_words_must_fit(four: Consortium) -> None:
    assert titles("lavoro bologna") == {ITALIAN}
    assert titles("lavoro berlin") == set()
    assert titles("qqqqq") == set()


def test_facets_narrow_down_within_and_across(four: Consortium) -> None:
    assert titles(country=["IT"]) == {ITALIAN, ARABIC}
    assert titles(country=["IT", "DE"], theme=["housing"]) == {ARABIC, GERMAN}
    assert titles(phase=["pilot"], group=["families"]) == {GERMAN}
    assert titles(country=["IT"], phase=["pilot"]) == set()
    assert titles(label=["reported"], cost=["to_50"], language=["el"]) == {GREEK}


def test_counts_are_those_of_plain_sql(four: Consortium) -> None:
    found = search_practices("", {"theme": ["housing"]})
    with connection.cursor() as cursor:
        cursor.execute(
            "select split_part(f, ':', 1), split_part(f, ':', 2), count(*)"
            " from practices_publishedpractice p, unnest(p.facets) f"
            " where 'housing' = any(p.themes) group by 1, 2"
        )
        wanted: dict[str, dict[str, int]] = {name: {} for name in searching.FACETS}
        for name, value, count in cursor.fetchall():
            wanted[name][value] = count
    assert {name: dict(counts) for name, counts in found.counts.items()} == wanted
    assert found.total == 3


def test_map_shows_the_same_set_as_the_list(four: Consortium) -> None:
    found = search_practices("", {"country": ["IT"]})
    assert {(p.name, p.count) for p in found.places} == {("Bologna", 1), ("Modena", 1)}
    drawn = map_of(found.places)
    assert drawn is not None
    assert {circle.name for circle in drawn.circles} == {"Bologna", "Modena"}
    assert all(0 < float(c.x) < drawn.width and 0 < float(c.y) < drawn.height
               for c in drawn.circles)  # fmt: skip


def test_too_many_are_not_counted_and_it_says_so(
    four: Consortium, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_COUNTED", 3)
    found = search_practices()
    assert (found.total, found.counts, found.places) == (None, {}, ())
    assert len(found.rows) == 4


def test_pages_hold_every_practice_once(four: Consortium, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PAGE", 3)
    first, second = search_practices(page=1), search_practices(page=2)
    assert (first.has_next, second.has_next) == (True, False)
    assert sorted(r.title for r in [*first.rows, *second.rows]) == sorted(
        str(each["title"]) for each in PRACTICES
    )


def test_search_takes_a_fixed_number_of_queries(four: Consortium) -> None:
    with CaptureQueriesContext(connection) as held:
        search_practices("lavoro desk", {"country": ["IT"]})
    assert len(held) == 6


def test_search_uses_the_index_under_its_lock(four: Consortium) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select id from practices_publishedpractice"
            " where words @@ to_tsquery('simple', 'housing')"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Scan on practices_words" in plan


def test_hostile_words_find_nothing_and_break_nothing(four: Consortium) -> None:
    for text in ("' | !", "a & b | !c:*", "\\", "<->", "%", "x" * 10_000, "((", "'; drop table"):
        search_practices(text, {"country": ["'"]})


def test_page_is_for_everybody_and_sets_no_cookie(four: Consortium) -> None:
    visitor = Client()
    page = visitor.get(reverse("practices_public"), {"q": "housng", "country": "DE"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert "“housng” is nowhere" in shown
    assert "<svg" in shown
    assert GREEK not in shown
    assert not visitor.cookies


def test_greek_and_cyrillic_are_read_in_latin_letters() -> None:
    assert latin_of("Ένταξη και work") == "entaxi kai"
    assert latin_of("Школа") == "shkola"
    assert latin_of("città") == ""
