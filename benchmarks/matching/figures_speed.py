"""P3 to P10: CPU time, memory and proof, from races on one process and one thread."""

import numpy as np

from benchmarks.matching.bench import Bench, instance, probe
from benchmarks.matching.field import OURS
from benchmarks.matching.figures import Figure, Measure, ratio, row
from benchmarks.matching.race import race
from benchmarks.matching.store import HERE, Row

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
FLOW, SPARSE, GREEDY = "OR-Tools flow", "scipy sparse", "greedy, numba"
MENTORS = 0.6  # per mentee


def sizes(bench: Bench, least: int, most: int = SIZES[-1]) -> list[int]:
    """The sizes of a figure that this run allows; its smallest in any case."""
    wanted = {bench.at(size) for size in SIZES if least <= size <= most}
    return sorted(wanted)


def times(bench: Bench, size: int, seed: int, peers: tuple[str, ...]) -> Row:
    """CPU time of each peer over ours; a peer that was ended counts what it had used."""
    rows = race(bench, bench.at(size), seed, (OURS, *peers))
    ours = rows[OURS].get("cpu")
    notes = [f"{name}: {rows[name]['trouble']}" for name in peers if rows[name]["trouble"]]
    ratios = [ratio(rows[name].get("cpu"), ours) for name in peers]
    return row(*ratios, ours, note="; ".join(notes))


def hundred_thousand(bench: Bench, seed: int) -> Row:
    """P3."""
    return times(bench, 100_000, seed, (FLOW, SPARSE))


def ten_thousand(bench: Bench, seed: int) -> Row:
    """P4."""
    return times(bench, 10_000, seed, ("networkx simplex", "HiGHS IPM", "scipy dense"))


def thousand(bench: Bench, seed: int) -> Row:
    """P5: against the one library made for this task, with today's munkres."""
    name = "mentor-match"
    rows = race(bench, bench.at(1_000), seed, (OURS, name))
    ours, theirs = rows[OURS], rows[name]
    if ours["trouble"] or theirs["trouble"]:
        return row(None, None, None, note=ours["trouble"] or theirs["trouble"])
    more = 100 * (ours["matched"] / theirs["matched"] - 1)
    # What reading the people or the pairs took counts: it is part of what a user adds.
    added = [one["peak_mb"] - one["base_mb"] for one in (theirs, ours)]
    return row(ratio(theirs["cpu"], ours["cpu"]), more, added[0] / max(added[1], 1.0))


def against_greedy(bench: Bench, seed: int) -> Row:
    """P6: greedy must list the pairs it sorts; it is charged the cheaper of our two ways."""
    size = bench.at(100_000)
    rows = race(bench, size, seed, (OURS, GREEDY))
    ours, theirs = rows[OURS], rows[GREEDY]
    counted = pairs_of(bench, size, seed)
    troubles = [one["trouble"] for one in (ours, theirs, counted) if one["trouble"]]
    if troubles:
        return row(None, note="; ".join(troubles))
    listing = min(theirs["pairs_cpu"], counted["cpu"])
    note = (
        f"ours {ours['cpu']:.2f} s; greedy {theirs['cpu']:.2f} s and {listing:.2f} s of pairs, "
        f"{ours['matched'] - theirs['matched']:,} people fewer"
    )
    return row(ours["cpu"] / (theirs["cpu"] + listing), note=note)


def growth(bench: Bench, seed: int) -> Row:
    """P7: the slope of log CPU over log size, by least squares."""
    some = sizes(bench, 10_000)
    cpus = [race(bench, size, seed, (OURS,))[OURS].get("cpu") for size in some]
    note = ", ".join(f"{size:,}: {cpu:.3g} s" for size, cpu in zip(some, cpus, strict=True) if cpu)
    if len(some) < 2 or None in cpus:
        return row(None, note=note)
    slope = np.polyfit(np.log(some), np.log(np.array(cpus, float)), 1)[0]
    return row(float(slope), note=note)


def pairs_of(bench: Bench, size: int, seed: int) -> Row:
    """How many pairs are allowed, counted apart."""

    def measure() -> Row:
        with instance(bench, size, seed) as folder:
            return probe("pairs.counted", folder)

    of = bench.about(HERE / "probes_pairs.py", facts=("pairs", size, seed))
    return bench.store.row(f"pairs-{size}-{seed}", of, measure)


def per_pair(bench: Bench, seed: int) -> Row:
    """P8."""
    size = bench.at(1_000_000)
    ours, counted = race(bench, size, seed, (OURS,))[OURS], pairs_of(bench, size, seed)
    if ours["trouble"] or counted["trouble"]:
        return row(None, note=ours["trouble"] or counted["trouble"])
    pairs = counted["pairs"]
    return row(1e9 * ours["cpu"] / max(pairs, 1), note=f"{pairs:,} allowed pairs")


def memory(bench: Bench, seed: int) -> Row:
    """P9: the peak above what is held after imports and warming up, the people included."""
    some = sizes(bench, 100_000)
    rows = [race(bench, size, seed, (OURS,))[OURS] for size in some]
    if any(one["trouble"] for one in rows):
        return row(None, note="; ".join(one["trouble"] for one in rows))
    each = [
        1024 * (one["peak_mb"] - one["base_mb"]) / (size * (1 + MENTORS))
        for size, one in zip(some, rows, strict=True)
    ]
    note = ", ".join(f"{size:,}: {kb:.2f} KB" for size, kb in zip(some, each, strict=True))
    return row(max(each), note=note)


def proof(bench: Bench, seed: int) -> Row:
    """P10: what the certificate leaves open, and what judging it apart costs."""
    some = sizes(bench, 1_000)
    rows = [race(bench, size, seed, (OURS,))[OURS] for size in some]
    if any(one["trouble"] for one in rows):
        return row(None, None, note="; ".join(one["trouble"] for one in rows))
    shares = [100 * one["proof"]["cpu"] / one["cpu"] for one in rows]
    note = ", ".join(f"{size:,}: {share:.0f} %" for size, share in zip(some, shares, strict=True))
    return row(max(one["proof"]["gap"] for one in rows), shares[-1], note=note)


CPU = Measure("CPU of peermatch", 0.18, 0.15, " s", 3)
FIGURES = (
    Figure(
        "P3", "100,000 mentees", 100_000,
        (
            Measure("OR-Tools flow, times our CPU", 13, 20, "x", 1, more=True),
            Measure("scipy sparse, times our CPU", 46, 80, "x", 1, more=True),
            Measure("CPU of peermatch", 3.8, 2.3, " s"),
        ),
        hundred_thousand,
    ),
    Figure(
        "P4", "10,000 mentees", 10_000,
        (
            Measure("networkx simplex, times our CPU", 245, 200, "x", 0, more=True),
            Measure("HiGHS IPM, times our CPU", 190, 100, "x", 0, more=True),
            Measure("scipy dense, times our CPU", 119, 100, "x", 0, more=True),
            CPU,
        ),
        ten_thousand,
    ),
    Figure(
        "P5", "1,000 mentees, mentor-match", 1_000,
        (
            Measure("times our CPU", 890, 500, "x", 0, more=True),
            Measure("more people matched", 7.1, 5, " %", 1, more=True),
            Measure("times our added memory", None, 20, "x", 0, more=True),
        ),
        thousand,
    ),
    Figure(
        "P6", "100,000 mentees, greedy in numba", 100_000,
        (Measure("our CPU over its own with its pairs", 0.68, 1.0),),
        against_greedy,
    ),
    Figure("P7", "10,000 to 1,000,000 mentees", 1_000_000,
           (Measure("exponent of CPU", 1.53, 1.4),), growth),
    Figure("P8", "1,000,000 mentees", 1_000_000,
           (Measure("CPU per allowed pair", 82, 40, " ns", 0),), per_pair),
    Figure("P9", "100,000 mentees and more", 1_000_000,
           (Measure("peak memory per participant", 0.6, 0.5, " KB"),), memory),
    Figure(
        "P10", "all sizes", 1_000_000,
        (
            Measure("bound less objective", 0, 0, "", 0),
            Measure("CPU of the checker over the solver's, largest", None, 15, " %", 0),
        ),
        proof,
    ),
)  # fmt: skip
