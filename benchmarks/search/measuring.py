"""Each query asked many times: through our function, and the same in raw SQL by hand."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.practices.searching import search_practices

BOUND_MS = 200.0
PAGE = (
    "select id, title, summary, country, place, themes, label, published_on"
    " from practices_publishedpractice"
)


@dataclass(frozen=True)
class Query:
    """What is looked for; `words` the same as a full-text query, as somebody writes it by hand."""

    name: str
    text: str
    facets: Mapping[str, Sequence[str]]
    words: str


QUERIES = (
    Query("nothing: the first page", "", {}, ""),
    Query("one facet", "", {"country": ["IT"]}, ""),
    Query("three facets", "", {"country": ["IT", "GR"], "theme": ["work"], "label": ["good"]}, ""),
    Query("a very common word", "integration", {}, "integration:*"),
    Query("two common words", "work training", {}, "work:* & training:*"),
    Query("a common word, two facets", "housing", {"country": ["IT"], "group": ["women"]},
          "housing:*"),
    Query("a rare word", "beekeeping", {}, "beekeeping:*"),
    Query("accents left out", "citta", {}, "citta:*"),
    Query("Greek capitals", "ΕΝΤΑΞΗ", {}, "ενταξη:*"),
    Query("Arabic", "مهاجرين", {}, "مهاجرين:*"),
    Query("a beginning", "integr", {}, "integr:*"),
    Query("a mistyped word", "formazone", {}, "formazione"),
    Query("two mistyped words", "womne trainng", {}, "women & training"),
    Query("a town", "Bologna", {}, "bologna:*"),
    Query("nowhere", "qxqxqxqx", {}, "qxqxqxqx:*"),
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each asking."""

    query: Query
    ours: list[float]
    raw: list[float]
    total: int | None


def measure(rounds: int) -> list[Measured]:
    """Every query `rounds` times, both ways in turns, as a visitor."""
    found = []
    with acting_as(VISITOR):
        for query in QUERIES:
            _timed(lambda q=query: search_practices(q.text, q.facets))  # type: ignore[misc]
            _timed(lambda q=query: _raw(q))  # type: ignore[misc]
            ours, raw = [], []
            for _round in range(rounds):
                ours.append(_timed(lambda q=query: search_practices(q.text, q.facets)))  # type: ignore[misc]
                raw.append(_timed(lambda q=query: _raw(q)))  # type: ignore[misc]
            total = search_practices(query.text, query.facets).total
            found.append(Measured(query, ours, raw, total))
    return found


def _raw(query: Query) -> None:
    """A page with its rows, by nearness and day: what somebody would write by hand."""
    conditions, values = ["true"], []
    if query.words:
        conditions.append("words @@ to_tsquery('simple', %s)")
        values.append(query.words)
    for name, chosen in query.facets.items():
        conditions.append("facets && %s::varchar[]")
        values.append([f"{name}:{value}" for value in chosen])
    order = "published_on desc, id"
    if query.words:
        order = f"ts_rank(words, to_tsquery('simple', %s)) desc, {order}"
        values.append(query.words)
    wanted = " and ".join(conditions)
    # Only our own words are put together here; what is looked for travels as parameters.
    sql = f"{PAGE} where {wanted} order by {order} limit 25"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.fetchall()


def _timed(ask: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def p95(values: Sequence[float]) -> float:
    """The value below which 95 of 100 lie."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def report(found: Sequence[Measured], practices: int) -> str:
    """The figures as a table; the last line holds the bound against them."""
    lines = [
        (
            f"Search in {practices:,} published practices; milliseconds, "
            f"{len(found[0].ours)} askings each. Raw: the page alone, no counts, nothing mended."
        ),
        "",
        f"{'query':28} {'found':>7} {'p50':>7} {'p95':>7} {'raw50':>7} {'raw95':>7} {'ratio':>6}",
    ]
    for each in found:
        ours, raw = statistics.median(each.ours), statistics.median(each.raw)
        total = "many" if each.total is None else str(each.total)
        lines.append(
            f"{each.query.name:28} {total:>7} {ours:7.1f} {p95(each.ours):7.1f} {raw:7.1f}"
            f" {p95(each.raw):7.1f} {ours / raw:6.2f}"
        )
    ours_all = [value for each in found for value in each.ours]
    raw_all = [value for each in found for value in each.raw]
    worst = max(p95(each.ours) for each in found)
    verdict = "held" if worst <= BOUND_MS else "NOT held"
    lines += [
        "",
        (
            f"all: p50 {statistics.median(ours_all):.1f}, p95 {p95(ours_all):.1f}; raw p50 "
            f"{statistics.median(raw_all):.1f}, p95 {p95(raw_all):.1f}; "
            f"ratio of the p95 {p95(ours_all) / p95(raw_all):.2f}"
        ),
        f"bound: p95 of every query at most {BOUND_MS:.0f} ms: {verdict} (worst {worst:.1f})",
    ]
    return "\n".join(lines)
