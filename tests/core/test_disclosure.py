"""No small count can be seen, or worked out with a solver, from one release or several."""

import itertools
import random
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.core.disclosure import TOTAL, Audience, Cell, Release, suppress, threshold

from .attacker import Attacker

GENDER_BY_CITY = {
    ("women", "Bologna"): 40, ("women", "Parma"): 3, ("women", "Rimini"): 21,
    ("men", "Bologna"): 35, ("men", "Parma"): 12, ("men", "Rimini"): 18,
}  # fmt: skip

# Small tables that a careless method gives away: found by taking its steps out one by one.
CUBE = [("a", "a", "a"), ("a", "a", "b"), ("a", "b", "a"), ("a", "b", "b"), ("b", "a", "a"),
        ("b", "b", "a"), ("b", "b", "b")]  # fmt: skip
LIST = [("a", "x"), ("b", "x"), ("c", "x")]
SQUARE = list(itertools.product("abc", "xyz"))
HARD = {
    "totals move with their cells": (CUBE, [[6, 2, 24, 3, 5, 4, 1]], None),
    "former counts are a floor": (CUBE, [[6, 2, 24, 3, 5, 4, 1], [6, 2, 28, 3, 5, 12, 1]], None),
    "an old swap moves no later change": (
        SQUARE,
        [[21, 22, 3, 0, 1, 2, 2, 4, 2], [21, 35, 6, 0, 1, 3, 6, 7, 2],
         [22, 35, 11, 0, 3, 3, 6, 7, 2], [22, 35, 11, 1, 3, 3, 9, 8, 2]],
        None,
    ),
    "an insider sees through one old swap": (
        LIST, [[8, 4, 0], [21, 4, 0], [24, 4, 0], [24, 4, 14]], 2,
    ),
}  # fmt: skip


def releases_of(tables: Sequence[Mapping[Cell, int]], **options: object) -> list[Release]:
    made: list[Release] = []
    for table in tables:
        made.append(suppress(table, earlier=tuple(made), **options))  # type: ignore[arg-type]
    return made


def breaches(
    tables: Sequence[Mapping[Cell, int]],
    made: Sequence[Release],
    k: Callable[[Cell], int],
    known: Sequence[Cell] = (),
) -> list[str]:
    """Everything that the attacker learns too well; known cells are the attacker's own."""
    attacker = Attacker(tables, [release.figures for release in made], known)
    found = []
    for at, release in enumerate(made):
        for cell, count in release.counts.items():
            own = {
                c for c in tables[at] if all(w in (TOTAL, h) for w, h in zip(cell, c, strict=True))
            }
            if own <= set(known):
                continue
            figure = release.figures.get(cell)
            row = attacker.row(at, cell)
            small = 0 < count < k(cell)
            if small and figure is not None:
                found.append(f"release {at} shows {cell}: {count}")
            if figure is None and (not known or small):
                width = attacker.width(row)
                if width < (k(cell) - 1 if small else 1) - 1e-6:
                    found.append(f"release {at}: {cell} = {count} is known to {width:g}")
            for before in range(at):
                change = count - made[before].counts.get(cell, 0)
                if 0 < change < k(cell):
                    past = attacker.row(before, cell) if cell in made[before].counts else 0 * row
                    width = attacker.width(row - past)
                    if width < k(cell) - 1 - 1e-6:
                        found.append(f"{cell} grew by {change} from {before} to {at}: {width:g}")
    return found


def tables(dimensions: int, most: int) -> st.SearchStrategy[dict[Cell, int]]:
    """Random tables, many small counts, some cells missing."""
    axis = st.integers(1, most).map(lambda n: [f"c{i}" for i in range(n)])
    count = st.one_of(st.just(0), st.integers(1, 6), st.integers(1, 40))
    return (
        st.tuples(*[axis] * dimensions)
        .map(lambda axes: list(itertools.product(*axes)))
        .flatmap(lambda cells: st.lists(st.sampled_from(cells), min_size=1, unique=True))
        .flatmap(lambda cells: st.fixed_dictionaries(dict.fromkeys(cells, count)))
    )


def growing(dimensions: int, most: int, releases: int) -> st.SearchStrategy[list[dict[Cell, int]]]:
    """A table that only grows, from release to release."""
    gain = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 15))

    def with_gains(first: dict[Cell, int]) -> st.SearchStrategy[list[dict[Cell, int]]]:
        gains = st.fixed_dictionaries(dict.fromkeys(first, gain))
        return st.lists(gains, min_size=releases - 1, max_size=releases - 1).map(
            lambda all_gains: list(
                itertools.accumulate(
                    all_gains,
                    lambda held, more: {c: held[c] + more[c] for c in held},
                    initial=first,
                )
            )
        )

    return tables(dimensions, most).flatmap(with_gains)


def five(_: Cell) -> int:
    return 5


def test_threshold_of_each_audience() -> None:
    shown = {audience.value: threshold(audience) for audience in Audience}
    assert shown == {"partner": 5, "programme": 5, "funder": 5, "public": 10}
    assert {threshold(audience, minors=True) for audience in Audience} == {10}


def test_table_without_small_counts_is_shown_whole() -> None:
    cells = {("women",): 20, ("men",): 15, ("other",): 0}
    figures = suppress(cells, k=5).figures
    assert figures == {("women",): 20, ("men",): 15, ("other",): 0, (TOTAL,): 35}


def test_small_count_takes_three_others_with_it() -> None:
    figures = suppress(GENDER_BY_CITY, k=5).figures
    hidden = {cell for cell, figure in figures.items() if figure is None}
    assert hidden == {
        ("women", "Parma"), ("men", "Parma"), ("women", "Rimini"), ("men", "Rimini"),
    }  # fmt: skip
    assert figures[TOTAL, TOTAL] == 129


def test_lone_small_count_takes_its_total_with_it() -> None:
    assert suppress({("Parma",): 3}, k=5).figures == {("Parma",): None, (TOTAL,): None}


def test_two_small_counts_that_pin_each_other_take_more() -> None:
    # 1 + 1 = 2 in a shown total would leave three values only.
    figures = suppress({("a",): 1, ("b",): 1, ("c",): 30}, k=5).figures
    assert list(figures.values()).count(None) > 2


def test_minors_have_their_own_threshold() -> None:
    cells = {("minor", "Parma"): 8, ("adult", "Parma"): 8, ("minor", "Rimini"): 30,
             ("adult", "Rimini"): 30}  # fmt: skip
    release = suppress(cells, k=lambda cell: 10 if cell[0] == "minor" else 5)
    assert release.figures["minor", "Parma"] is None


def test_only_the_wanted_margins_are_shown() -> None:
    release = suppress(GENDER_BY_CITY, k=5, margins=[frozenset({1}), frozenset()])
    assert release.figures == {
        (TOTAL, "Bologna"): 75, (TOTAL, "Parma"): 15, (TOTAL, "Rimini"): 39, (TOTAL, TOTAL): 129,
    }  # fmt: skip


def test_same_table_again_is_shown_the_same() -> None:
    first, second = releases_of([GENDER_BY_CITY, GENDER_BY_CITY], k=5)
    assert second.figures == first.figures


def test_two_newcomers_are_not_shown_as_a_difference() -> None:
    first, second = releases_of([{("a",): 20, ("b",): 20}, {("a",): 22, ("b",): 20}], k=5)
    assert first.figures == {("a",): 20, ("b",): 20, (TOTAL,): 40}
    assert second.figures == {("a",): None, ("b",): 20, (TOTAL,): None}


def test_grown_count_is_shown_again() -> None:
    first = {("a",): 3, ("b",): 20, ("c",): 30}
    second = {("a",): 13, ("b",): 32, ("c",): 42}
    made = releases_of([first, second], k=5)
    assert made[0].figures["a",] is None
    assert made[1].figures == {**second, (TOTAL,): 87}


def test_empty_table_is_empty() -> None:
    assert suppress({}, k=5).figures == {}


@pytest.mark.parametrize("cells", [{("a",): 1, ("a", "b"): 2}, {("a",): -1}, {("*",): 1}, {(): 1}])
def test_wrong_table_is_refused(cells: dict[Cell, int]) -> None:
    with pytest.raises(ValueError, match=r"dimension|negative"):
        suppress(cells, k=5)


def test_releases_of_another_shape_are_refused() -> None:
    first = suppress({("a",): 10}, k=5)
    with pytest.raises(ValueError, match="same dimensions"):
        suppress({("a", "b"): 10}, k=5, earlier=[first])


@pytest.mark.parametrize("name", HARD)
def test_hard_tables_keep_small_counts(name: str) -> None:
    cells, counts, insider = HARD[name]
    series = [dict(zip(cells, row, strict=True)) for row in counts]
    made = releases_of(series, k=5, insiders=None if insider is None else 0)
    known = [] if insider is None else [cells[insider]]
    assert breaches(series, made, five, known=known) == []


@given(table=tables(1, 5))
def test_lists_keep_small_counts(table: dict[Cell, int]) -> None:
    assert breaches([table], releases_of([table], k=5), five) == []


@given(table=tables(2, 4))
def test_tables_keep_small_counts(table: dict[Cell, int]) -> None:
    assert breaches([table], releases_of([table], k=5), five) == []


@given(table=tables(3, 3))
def test_cubes_keep_small_counts(table: dict[Cell, int]) -> None:
    assert breaches([table], releases_of([table], k=5), five) == []


@given(table=tables(2, 4))
def test_tables_keep_counts_of_minors(table: dict[Cell, int]) -> None:
    def limit(cell: Cell) -> int:
        return 10 if cell[0] == "c0" else 5

    assert breaches([table], releases_of([table], k=limit), limit) == []


@given(series=growing(2, 3, 3))
def test_successive_releases_keep_small_counts(series: list[dict[Cell, int]]) -> None:
    assert breaches(series, releases_of(series, k=5), five) == []


@given(table=tables(2, 4), data=st.data())
def test_insiders_cannot_see_each_other(table: dict[Cell, int], data: st.DataObject) -> None:
    partner = data.draw(st.sampled_from(sorted({cell[0] for cell in table})))
    own = [cell for cell in table if cell[0] == partner]
    made = releases_of([table], k=5, insiders=0)
    assert breaches([table], made, five, known=own) == []


@given(table=tables(2, 4), k=st.integers(2, 10))
def test_figures_are_the_counts_or_nothing(table: dict[Cell, int], k: int) -> None:
    release = suppress(table, k=k)
    assert release.figures.keys() == release.counts.keys()
    wrong = {c: f for c, f in release.figures.items() if f not in (None, release.counts[c])}
    assert wrong == {}


@pytest.mark.long
def test_ten_thousand_tables_keep_small_counts() -> None:
    luck = random.Random(20261122)  # noqa: S311  tables, not keys
    found = []
    for number in range(10_000):
        rows, columns = luck.randint(1, 4), luck.randint(1, 4)
        cells = [(f"r{r}", f"c{c}") for r in range(rows) for c in range(columns)]
        held = {cell: luck.choice((0, luck.randint(1, 9), luck.randint(1, 60))) for cell in cells}
        series = [held]
        for _ in range(luck.randint(0, 1)):
            held = {
                cell: n + luck.choice((0, 0, 1, luck.randint(0, 9))) for cell, n in held.items()
            }
            series.append(held)
        found += [(number, text) for text in breaches(series, releases_of(series, k=5), five)]
    assert found == []
