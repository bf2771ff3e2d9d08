"""P1, P2 and P12: a country of a million, on two processes, by every executor."""

import functools

from benchmarks.matching.bench import Bench, instance, probe
from benchmarks.matching.field import OURS
from benchmarks.matching.figures import Figure, Measure, ratio, row
from benchmarks.matching.race import race
from benchmarks.matching.store import HERE, LIBRARY, Row

MILLION = 1_000_000
WORKERS = 2
WITHIN = 0.99  # of the final objective: good enough for a first answer


def solved(bench: Bench, seed: int, kind: str, what: str = "solved") -> Row:
    """The row of one executor; `what`: the function of `probes_parallel`."""
    size = bench.at(MILLION)

    def measure() -> Row:
        with instance(bench, size, seed) as folder:
            return probe(f"parallel.{what}", folder, kind, WORKERS)

    files = (HERE / "probes_parallel.py", *LIBRARY)
    of = bench.about(*files, facts=(what, kind, size, seed))
    return bench.store.row(f"{what}-{kind}-{size}-{seed}", of, measure)


def proven(bench: Bench, seed: int) -> Row:
    """P1."""
    pool = solved(bench, seed, "pool")
    if pool["trouble"]:
        return row(None, note=pool["trouble"])
    note = f"open {pool['gap']}, all processes together {pool['tree_mb']:,.0f} MB at most"
    return row(pool["wall"], note=note)


def first_answer(bench: Bench, seed: int) -> Row:
    """P2: when everybody has a first answer, if it counts at least 99 % of the final plan.

    Priorities outweigh points in what a plan counts; so the note says how near points are, too,
    and when everybody has a second answer.
    """
    first, final = solved(bench, seed, "pool", "streamed"), solved(bench, seed, "pool")
    troubles = [one["trouble"] for one in (first, final) if one["trouble"]]
    if troubles:
        return row(None, note="; ".join(troubles))
    share = first["objective"] / final["objective"]
    good = share >= WITHIN
    points = [100 * first[name] / final["net"] for name in ("net", "second_net")]
    note = (
        f"{100 * share:.4f} % of the final plan, {points[0]:.2f} % of its points; "
        f"{points[1]:.2f} % after {first['second_wall']:.1f} s"
    )
    return row(first["wall"] if good else None, note=note)


def executors(bench: Bench, seed: int) -> Row:
    """P12: plans that differ from the serial one; serial wall over workers x their wall."""
    serial = race(bench, bench.at(MILLION), seed, (OURS,))[OURS]
    rows = [solved(bench, seed, kind) for kind in ("pool", "dask")]
    troubles = [one["trouble"] for one in (serial, *rows) if one["trouble"]]
    if troubles:
        return row(None, None, None, note="; ".join(troubles))
    differ = sum(one["digest"] != serial["proof"]["digest"] for one in rows)
    gains = [ratio(100 * serial["wall"], WORKERS * one["wall"]) for one in rows]
    walls = functools.reduce(lambda said, one: f"{said}, {one['wall']:.1f} s", rows, "")
    return row(differ, *gains, note=f"serial {serial['wall']:.1f} s{walls}")


FIGURES = (
    Figure("P1", "1,000,000 x 600,000, proven", MILLION,
           (Measure("wall time on 2 processes", 105, 60, " s", 1),), proven),
    Figure("P2", "1,000,000 x 600,000, streamed", MILLION,
           (Measure("wall time to an answer within 1 %", 27, 15, " s", 1),), first_answer),
    Figure(
        "P12", "executors, 1,000,000", MILLION,
        (
            Measure("plans that differ by a byte", 0, 0, "", 0),
            Measure("efficiency of a pool of 2", 99, 95, " %", 0, more=True),
            Measure("efficiency of 2 Dask workers", 64, 80, " %", 0, more=True),
        ),
        executors,
    ),
)  # fmt: skip
