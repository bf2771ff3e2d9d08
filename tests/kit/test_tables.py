"""A table filters, sorts and pages on the address alone, and goes out as it is on the screen."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.models import SavedView
from amir.kit.tables import BulkAct, Column, Pages, Table
from tests.kit.conftest import Asking
from tests.kit.html import Element, read

CITIES = ["Bologna", "Wien", "Θεσσαλονίκη"]
ROWS = [
    {"id": str(n), "name": f"Person {n:02}", "city": CITIES[n % 3], "met": n if n % 4 else None}
    for n in range(60)
]


class ByCity(forms.Form):
    city = forms.ChoiceField(choices=[("", "All"), *((c, c) for c in CITIES)])


TABLE = Table(
    key="people",
    title="People",
    order="name",
    columns=[
        Column("name", "Name", sort="name", kind="person", link=lambda row: f"/p/{row['id']}/"),
        Column("city", "City", sort="city"),
        Column("met", "Meetings", sort="met", kind="number"),
        Column("note", "Note", lambda row: "=1+1", is_hidden_at_first=True),
    ],
    search=["name", "city"],
    filters=ByCity,
    narrow=lambda rows, chosen: [r for r in rows if chosen.get("city", "") in ("", r["city"])],
    acts=[BulkAct("accept", "Accept", permission="people.see"), BulkAct("print", "Print")],
    ident=lambda row: row["id"],
)


def names(request: HttpRequest) -> list[str]:
    return [row.label for row in TABLE.show(request, ROWS).rows]


def shown(request: HttpRequest) -> Element:
    table = TABLE.show(request, ROWS)
    return read(render_to_string("kit/gallery/desk.html", {"table": table}, request=request))


def test_table_shows_a_page_and_says_which(ask: Asking) -> None:
    table = TABLE.show(ask("/?page=3"), ROWS)
    assert [row.label for row in table.rows] == [f"Person {n}" for n in range(50, 60)]
    assert (table.pages.first, table.pages.last, table.total) == (51, 60, 60)


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "99999999999", ""])
def test_table_takes_any_page_number_without_failing(ask: Asking, page: str) -> None:
    assert len(names(ask(f"/?page={page}"))) in (10, 25)


@pytest.mark.parametrize(("size", "count"), [("25", 25), ("50", 50), ("100", 60), ("7", 25)])
def test_table_has_three_sizes(ask: Asking, size: str, count: int) -> None:
    assert len(names(ask(f"/?size={size}"))) == count


def test_table_sorts_both_ways_with_empty_cells_last(ask: Asking) -> None:
    assert names(ask("/?sort=-name"))[:2] == ["Person 59", "Person 58"]
    assert names(ask("/?sort=met"))[:2] == ["Person 01", "Person 02"]
    up = TABLE.show(ask("/?sort=met&size=100"), ROWS).rows
    down = TABLE.show(ask("/?sort=-met&size=100"), ROWS).rows
    assert [row.label for row in up[-15:]] == [f"Person {n:02}" for n in range(0, 60, 4)]
    assert {row.label for row in down[-15:]} == {f"Person {n:02}" for n in range(0, 60, 4)}


def test_table_ignores_an_order_that_no_column_offers(ask: Asking) -> None:
    assert names(ask("/?sort=password"))[0] == "Person 00"


def test_table_headings_say_and_turn_the_order(ask: Asking) -> None:
    page = shown(ask("/?sort=city&q=Person&page=2"))
    heading = next(e for e in page.all("th", scope="col") if e.text == "City")
    assert heading.attrs["aria-sort"] == "ascending"
    assert heading.one("a").attrs["href"] == "?q=Person&sort=-city"


def test_table_searches_every_word_in_any_column(ask: Asking) -> None:
    assert names(ask("/?q=person+wien+31")) == ["Person 31"]
    assert names(ask("/?q=%CE%B8%CE%B5%CF%83%CF%83"))[0] == "Person 02"
    assert names(ask("/?q=nobody")) == []


def test_table_filter_narrows_and_nonsense_does_not(ask: Asking) -> None:
    assert TABLE.show(ask("/?city=Wien"), ROWS).total == 20
    assert TABLE.show(ask("/?city=Paris"), ROWS).total == 60


def test_table_without_rows_says_what_to_do_and_how_to_widen(ask: Asking) -> None:
    assert "Nothing matches" in shown(ask("/?q=nobody")).text
    empty = TABLE.show(ask("/"), [])
    assert "Nothing is here yet" in render_to_string("kit/table/table.html", {"table": empty})


@pytest.mark.django_db
def test_table_rows_are_named_for_programs(ask: Asking, elena: Actor) -> None:
    page = shown(ask("/", elena))
    table = page.one("table")
    assert [e.attrs["scope"] for e in table.all("tbody")[0].all("th")] == ["row"] * 25
    boxes = table.all("input", name="row")
    assert [e.attrs["value"] for e in boxes[:3]] == ["0", "1", "2"]
    assert table.all("label")[0].text == "Choose Person 00"
    region = page.one("div", class_="table-scroll")
    assert {
        "role": "region",
        "tabindex": "0",
        "aria-label": "Table: People",
    }.items() <= region.attrs.items()


def test_table_offers_only_acts_that_the_actor_may_do(ask: Asking, elena: Actor) -> None:
    assert [act.name for act in TABLE.show(ask("/", elena), ROWS).acts] == ["accept", "print"]
    assert [act.name for act in TABLE.show(ask("/"), ROWS).acts] == ["print"]


def test_bulk_act_gives_the_chosen_rows_and_never_foreign_ones(ask: Asking, elena: Actor) -> None:
    request = ask("/?city=Wien", elena, act="accept", row=["1", "2", "4", "999"])
    table = TABLE.show(request, ROWS)
    chosen = table.chosen()
    assert chosen is not None
    assert (chosen.act, chosen.ids) == ("accept", ("1", "2", "4", "999"))
    assert [row["id"] for row in table.chosen_rows(chosen)] == ["1", "4"]


def test_bulk_act_on_everything_means_every_page_of_the_filter(ask: Asking, elena: Actor) -> None:
    table = TABLE.show(ask("/?city=Wien", elena, act="accept", everything="1"), ROWS)
    chosen = table.chosen()
    assert chosen is not None
    assert len(table.chosen_rows(chosen)) == 20


def test_bulk_act_without_permission_or_unknown_is_no_act(ask: Asking) -> None:
    assert TABLE.show(ask("/", act="accept", row=["1"]), ROWS).chosen() is None
    assert TABLE.show(ask("/", act="delete", row=["1"]), ROWS).chosen() is None


def download(request: HttpRequest) -> HttpResponse:
    answer = TABLE.show(request, ROWS).download
    assert answer is not None
    return answer


def test_csv_holds_every_matching_row_with_formulas_disarmed(ask: Asking) -> None:
    answer = download(ask("/?export=csv&city=Wien&sort=-name&page=2"))
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Name", "City", "Meetings", "Note"]
    assert rows[1] == ["Person 58", "Wien", "58", "'=1+1"]
    assert len(rows) == 21
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_xlsx_holds_numbers_as_numbers_and_texts_as_texts(ask: Asking) -> None:
    with translation.override("ar"):
        answer = download(ask("/?export=xlsx&city=Wien"))
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert [c.value for c in sheet[1]] == ["Name", "City", "Meetings", "Note"]
    assert [(c.value, c.data_type) for c in sheet[2]] == [
        ("Person 01", "s"), ("Wien", "s"), (1, "n"), ("=1+1", "s"),
    ]  # fmt: skip
    assert sheet.max_row == 21
    assert sheet.sheet_view.rightToLeft is True


def test_pages_show_first_last_and_near_ones() -> None:
    pages = Pages(total=500, size=25, number=10, address="?page={}")
    assert [(link.number, link.url) for link in pages.near] == [
        (1, "?page=1"), (0, ""), (8, "?page=8"), (9, "?page=9"), (10, "?page=10"),
        (11, "?page=11"), (12, "?page=12"), (0, ""), (20, "?page=20"),
    ]  # fmt: skip
    assert (pages.previous_url, pages.next_url) == ("?page=9", "?page=11")


VIEWS = Table(
    key="views",
    title="Views",
    order="name",
    columns=[Column("name", "Name", sort="name"), Column("query", "Query")],
    search=["name"],
    acts=[BulkAct("forget", "Forget")],
)


@pytest.mark.django_db
def test_table_of_a_queryset_asks_the_same_few_questions_whatever_its_size(
    ask: Asking, elena: Actor
) -> None:
    with acting_as(elena):
        SavedView.objects.bulk_create(
            SavedView(account_id=elena.account_id, table="t", name=f"View {n:03}", query=f"q={n}")
            for n in range(120)
        )
        table = VIEWS.show(ask("/?q=view+1&sort=-name", elena), SavedView.objects.all())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = read(render_to_string("kit/table/table.html", {"table": table},
                                         request=table.request))  # fmt: skip
        # How many there are, one page of them, and this person's saved views.
        assert len(asked) == 3
        first = page.all("th", scope="row")[0].text
        assert (first, table.total) == ("View 119", 39)


@pytest.mark.django_db
def test_bulk_act_on_a_queryset_takes_only_what_is_there(ask: Asking, elena: Actor) -> None:
    with acting_as(elena):
        kept = SavedView.objects.create(account_id=elena.account_id, table="t", name="A", query="")
        request = ask(
            "/", elena, act="forget", row=[str(kept.pk), "nonsense", str(elena.account_id)]
        )
        table = VIEWS.show(request, SavedView.objects.all())
        chosen = table.chosen()
        assert chosen is not None
        assert table.chosen_rows(chosen) == [kept]
