"""What the benchmark writes: verdicts, tables, charts, the report. Rows are made up here."""

import json
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.matching import charts
from benchmarks.matching.__main__ import FIGURES, FULL, arguments, bench_of
from benchmarks.matching.bench import Bench
from benchmarks.matching.field import BY_NAME, FIELD, OURS, taking_part
from benchmarks.matching.figures import Figure, Measure, heads, lines, ratio, row
from benchmarks.matching.report import write_report
from benchmarks.matching.store import HERE, Row, Store
from benchmarks.matching.tables import markdown, plain, race_lines, seconds, span, verdict
from benchmarks.matching.why import missed

SVG = "{http://www.w3.org/2000/svg}"
FASTER = Measure("times our CPU", 13, 20, "x", 1, more=True)
SMALLER = Measure("memory", None, 0.5, " KB")


def figure(size: int = 100) -> Figure:
    return Figure("P3", "a hundred", size, (FASTER, SMALLER), lambda bench, seed: row(1.0, 2.0))


def raced(cpu: float, objective: int, matched: int, **more: object) -> Row:
    return {
        "trouble": "", "cpu": cpu, "wall": cpu, "busy": False, "base_mb": 10.0, "read_mb": 12.0,
        "peak_mb": 30.0, "objective": objective, "matched": matched, "net": 7, "blocking": 0,
        "versions": {"numpy": "2"}, **more,
    }  # fmt: skip


RACES = {
    1: {
        OURS: raced(0.1, 1000, 50, proof={"gap": 0}, pairs=500),
        "OR-Tools flow": raced(0.4, 1000, 50),
        "matching HR": raced(2.0, 900, 45),
        "POT": {"trouble": "more than 8 GB", "tree_mb": 8200.0},
    },
    2: {
        OURS: raced(0.1, 1010, 51, proof={"gap": 0}, pairs=510),
        "OR-Tools flow": raced(0.6, 1010, 51),
        "matching HR": raced(2.0, 900, 45),
        "POT": {"trouble": "more than 8 GB", "tree_mb": 8200.0},
    },
}


def test_figure_holds_only_if_it_holds_on_every_seed() -> None:
    rows = {1: row(20.0, 0.4), 2: row(13.0, 0.5)}
    assert lines(figure(), rows, [1, 2], 100) == [
        ["P3", "a hundred: times our CPU", ">= 13.0x", ">= 20.0x", "20.0x", "13.0x", "holds",
         "missed on 1 of 2"],
        ["P3", "a hundred: memory", "-", "<= 0.50 KB", "0.40 KB", "0.50 KB", "-", "holds"],
    ]  # fmt: skip
    assert len(heads([1, 2])) == 8


def test_figure_that_was_not_measured_does_not_hold() -> None:
    table = lines(figure(), {1: row(None, 0.4)}, [1], 100)
    assert table[0][4:] == ["-", "not measured", "not measured"]


def test_figure_tried_with_fewer_people_has_no_verdict() -> None:
    table = lines(figure(size=1_000), {1: row(20.0, 0.4)}, [1], 100)
    assert [line[-2:] for line in table] == [["-", "-"], ["-", "-"]]


def test_ratio_needs_both_numbers() -> None:
    assert (ratio(6.0, 2.0), ratio(None, 2.0), ratio(6.0, None)) == (3.0, None, None)


def test_figures_are_p1_to_p16_with_goals_of_their_direction() -> None:
    assert [figure.key for figure in FIGURES] == [f"P{k}" for k in range(1, 17)]
    measures = [measure for figure in FIGURES for measure in figure.measures]
    assert len({measure.what for measure in measures}) > 16
    assert all(measure.reached(measure.goal, measure.goal) for measure in measures)


def test_verdict_says_how_far_from_the_optimum() -> None:
    ours = RACES[1][OURS]
    assert verdict(ours, ours) == "proven optimal"
    assert verdict(RACES[1]["OR-Tools flow"], ours) == "optimal"
    assert verdict(RACES[1]["matching HR"], ours) == "5 fewer matched (10.0 %)"
    assert verdict(raced(1.0, 1001, 50), ours) == "BETTER THAN PROVEN"


def test_race_lines_give_medians_ratios_and_trouble() -> None:
    table = {line[0]: line[1:] for line in race_lines(RACES)}
    assert table[OURS][:5] == ["0.1", "1x", "0.1", "20", "50"]
    assert table["OR-Tools flow"][:2] == ["0.5", "5x (4-6)"]
    assert table["POT"] == ["-"] * 7 + ["more than 8 GB"]


def test_numbers_are_short() -> None:
    assert [seconds(value) for value in (0.01234, 12.34, 1234.5)] == ["0.0123", "12.3", "1,234"]
    assert (span([2.0]), span([2.0, 4.0, 3.0])) == ("2x", "3x (2-4)")


def test_tables_are_markdown_or_columns() -> None:
    assert markdown(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert plain(["a", "b"], [["1000", "2"]]) == "a     b\n1000  2"


def test_line_chart_draws_every_series() -> None:
    series = {"one & only": [(100, 0.1), (1000, 1.0)], "other": [(100, 5.0)], "nobody": []}
    drawn = ET.fromstring(charts.lines("CPU", "mentees", "seconds", series))  # noqa: S314
    assert len(drawn.findall(f"{SVG}polyline")) == 2
    assert len(drawn.findall(f"{SVG}circle")) == 3
    names = {text.text for text in drawn.iter(f"{SVG}text")}
    assert {"one & only", "other", "mentees", "seconds", "CPU"} <= names


def test_bar_chart_is_longer_for_more() -> None:
    drawn = ET.fromstring(charts.bars("ratio", {"a": 2.0, "b": 200.0, "c": 0.0}, "x"))  # noqa: S314
    page, *rectangles = drawn.findall(f"{SVG}rect")
    widths = [float(bar.attrib["width"]) for bar in rectangles]
    assert len(widths) == 2
    assert widths[0] < widths[1] < float(page.attrib["width"])


def test_charts_of_nothing_are_empty_pages() -> None:
    for chart in (charts.bars("t", {}), charts.lines("t", "x", "y", {})):
        assert [part.tag for part in ET.fromstring(chart)] == [  # noqa: S314
            f"{SVG}title", f"{SVG}rect", f"{SVG}text",
        ]  # fmt: skip


def test_report_holds_figures_races_charts_and_how(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "matching.md"
    rows = tmp_path / "rows.json"
    days = {str(nth): {"day": f"2026-11-2{nth}"} for nth in (3, 1, 2)}
    rows.write_text(json.dumps(days))
    bench = Bench("", Store(rows))
    measured = {"P3": {1: row(20.0, 0.4, note="calm"), 2: row(21.0, 0.4)}}
    write_report(path, [figure()], measured, {1_000: RACES}, [1, 2], bench, judge="the pairs")
    text = path.read_text()
    assert "\n21 November 2026 to 23 November 2026. " in text
    assert "| P3 | a hundred: times our CPU | >= 13.0x |" in text
    assert "- P3: seed 1: calm" in text
    assert missed("P3") not in text
    assert "### 1,000 mentees, 500 allowed pairs (seed 1)" in text
    for name in ("cpu", "memory", "ratios"):
        assert f"(matching-{name}.svg)" in text
        assert (path.parent / f"matching-{name}.svg").read_text().startswith("<svg")
    for contestant in FIELD:
        assert f"- {contestant.name}: " in text
    assert str(tmp_path) not in text


def test_report_says_what_stands_in_the_way_of_missed_goals(tmp_path: Path) -> None:
    measured = {"P3": {1: row(14.0, 0.4)}}
    path, bench = tmp_path / "matching.md", Bench("", Store(tmp_path / "rows.json"))
    write_report(path, [figure()], measured, {1_000: RACES}, [1], bench, judge="the pairs")
    assert f"### What stands in the way of goals that are missed\n\n- P3: {missed('P3')}" in (
        path.read_text()
    )
    assert missed("P13") == ""


def test_contestants_have_a_module_and_a_lock_that_names_their_packages() -> None:
    for contestant in FIELD:
        assert (HERE / "peers" / f"{contestant.module}.py").exists()
        if contestant.lock:
            lock = (HERE / "locks" / f"{contestant.lock}.txt").read_text().lower()
            assert all(f"{name.lower()}==" in lock for name in contestant.packages)
            assert "http" not in lock


@pytest.mark.parametrize("quick", [True, False])
def test_fewer_take_part_at_larger_sizes(quick: bool) -> None:
    fields = [{c.name for c in taking_part(size, quick=quick)} for size in FULL]
    assert all(more >= fewer for more, fewer in pairwise(fields))
    assert fields[0] == set(BY_NAME)
    assert OURS in fields[-1]


def test_quick_runs_ask_less_often() -> None:
    full, quick = (bench_of(arguments(given)) for given in ([], ["--quick"]))
    assert quick.repeats < full.repeats
    assert quick.long < full.long
