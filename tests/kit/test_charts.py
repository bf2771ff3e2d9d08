"""Charts say their finding, show their figures as text and mirror with the script."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from amir.kit.charts import Bars, Dot, Dots, Funnel, Grid, Heat, Line
from amir.kit.charts.base import Chart
from tests.kit.html import Element, read

BARS = Bars(
    finding="Most need Tigrinya.", items=[("Language", 40), ("Place", 10), ("Times", None)],
    marked="Language", n=50, as_of=date(2026, 11, 20), csv_url="/bars.csv",
)  # fmt: skip
FUNNEL = Funnel(finding="Half are matched.", stages=[("Applied", 200), ("Met", 100)])


def drawn(chart: Chart) -> Element:
    return read(Template("{% chart chart %}").render(Context({"chart": chart})))


def test_chart_says_finding_number_date_and_where_the_figures_are() -> None:
    figure = drawn(BARS)
    assert figure.one("figcaption").text == "Most need Tigrinya."
    assert figure.one("p", class_="chart-facts").text == "n = 50 As of 20 November 2026 CSV"
    assert figure.one("a").attrs["href"] == "/bars.csv"


def test_chart_carries_the_same_figures_as_a_table() -> None:
    rows = [[c.text for c in r.children if isinstance(c, Element)]
            for r in drawn(BARS).one("tbody").all("tr")]  # fmt: skip
    assert rows == [["Language", "40"], ["Place", "10"], ["Times", "too few to show"]]


def test_bars_are_as_long_as_their_figures() -> None:
    rects = drawn(BARS).all("rect")
    assert [(r.attrs["x"], r.attrs["width"]) for r in rects] == [
        ("0%", "100.0%"), ("0%", "25.0%"), ("0%", "0.0%"),
    ]  # fmt: skip
    assert [r.attrs["class"] for r in rects] == ["c-own", "c-bar", "c-bar"]


def test_bars_begin_on_the_other_side_in_right_to_left_scripts() -> None:
    with translation.override("ar"):
        rects = drawn(BARS).all("rect")
    assert [(r.attrs["x"], r.attrs["width"]) for r in rects[:2]] == [
        ("0.0%", "100.0%"), ("75.0%", "25.0%"),
    ]  # fmt: skip


def test_funnel_says_the_share_of_the_step_before() -> None:
    said = [e.text for e in drawn(FUNNEL).all("span", class_="bars-said")]
    assert said == ["200", "100 50 % of the step before"]


def test_dots_place_own_value_middle_and_range() -> None:
    figure = drawn(Dots(finding="Ahead.", items=[Dot("Work", 60, 50, 20, 80)]))
    assert figure.all("circle", class_="c-own")[-1].attrs["cx"] == "60.0%"
    band = figure.all("rect", class_="c-soft")[-1]
    assert (band.attrs["x"], band.attrs["width"]) == ("20.0%", "60.0%")


def test_line_breaks_where_a_figure_is_missing() -> None:
    line = Line(finding="Up.", points=[("Jan", 0), ("Feb", 10), ("Mar", None), ("Apr", 20)])
    assert line.path == "M12.0 188.0h0L217.3 100.0M628.0 12.0h0"


@pytest.mark.parametrize(
    "chart",
    [
        Bars(finding="Nothing.", items=[]),
        Funnel(finding="Nothing.", stages=[("Applied", 0), ("Met", 0)]),
        Dots(finding="Nothing.", items=[Dot("Work", None)]),
        Line(finding="Nothing.", points=[]),
        Heat(finding="Nothing.", rows=["A"], columns=["B"], values=[[None]]),
        Grid(finding="Nothing.", rows=[], columns=[], states=[]),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_chart_of_nothing_is_drawn_without_failing(chart: Chart) -> None:
    assert drawn(chart).one("figcaption").text == "Nothing."


def test_heat_is_stronger_where_there_is_more_and_says_every_figure() -> None:
    figure = drawn(
        Heat(finding="Work.", rows=["Arabic"], columns=["Work", "Home"], values=[[10, 2]])
    )
    tiles = [(e.attrs["class"], e.text) for e in figure.all("td")]
    assert tiles == [("heat-5", "10"), ("heat-1", "2")]


def test_grid_says_its_states_in_words() -> None:
    figure = drawn(Grid(finding="A gap.", rows=["Amina & Yusuf"], columns=["1", "2", "3", "4"],
                        states=[["met", "missed", "planned", ""]]))  # fmt: skip
    assert [e.text for e in figure.all("td")] == ["met", "missed", "planned", "nothing"]
