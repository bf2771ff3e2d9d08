"""P11 and P13 to P16: changes, fairness, steadiness, explanations, the first answer."""

import shutil

from benchmarks.matching.bench import Bench, instance, probe
from benchmarks.matching.environments import lock_file
from benchmarks.matching.figures import Figure, Measure, row
from benchmarks.matching.store import HERE, LIBRARY, Row

TEN = 10_000
CHANGES = 1_000
NEWCOMERS = 0.02  # of the people: come when others have left
NO_JIT, CACHED = 2_000, 5_000
LARGE = "large"  # what `peermatch[large]` asks for, in the versions of the project


def probed(
    bench: Bench, name: str, size: int, seed: int, *arguments: object,
    environment: dict[str, str] | None = None, lock: str = "", times: int = 1,
) -> Row:  # fmt: skip
    """The row of the last of some askings of one probe on one instance, in a lock's environment."""

    def measure() -> Row:
        with instance(bench, size, seed) as folder:
            asked = (
                probe(name, folder, *arguments, environment=environment, lock=lock)
                for _ in range(times)
            )
            return list(asked)[-1]

    files = [HERE / f"probes_{name.split('.')[0]}.py", *LIBRARY]
    files += [lock_file(lock)] if lock else []
    of = bench.about(*files, facts=(name, size, seed, arguments))
    parts = (name, size, seed, *arguments)
    return bench.store.row("-".join(map(str, parts)), of, measure)


def changes(bench: Bench, seed: int) -> Row:
    """P11: people come one by one; then everything changes, and must equal a cold optimum."""
    size = bench.at(100_000) + CHANGES
    found = probed(bench, "living.changed", size, seed, CHANGES)
    if found["trouble"]:
        return row(None, None, None, None, note=found["trouble"])
    median, high, most = (found[name] for name in ("median_ms", "p99_ms", "max_ms"))
    mixed = f"mixed: median {found['mixed_median_ms']:.2f} ms, p99 {found['mixed_p99_ms']:.0f} ms"
    return row(median, high, most, abs(found["difference"]), note=mixed)


def parity(bench: Bench, seed: int) -> Row:
    """P13."""
    found = probed(bench, "fair.fair", bench.at(TEN), seed)
    if found["trouble"]:
        return row(None, None, None, note=found["trouble"])
    note = f"spread before {found['before']:.3f}, asked for 0.029; {found['cpu']:.1f} s CPU"
    return row(found["after"], found["lost"], found["score_lost"], note=note)


def steadiness(bench: Bench, seed: int) -> Row:
    """P14."""
    size = round(bench.at(TEN) * (1 + NEWCOMERS))
    found = probed(bench, "people.steady", size, seed)
    if found["trouble"]:
        return row(None, None, note=found["trouble"])
    note = (
        f"without the bonus {found['broken_cold']:.1f} % of {found['continuing']:,}; "
        f"it costs {found['score_lost']:.2f} % of the score"
    )
    return row(found["broken"], found["lost"], note=note)


def explanations(bench: Bench, seed: int) -> Row:
    """P15: the time to explain everybody is charged to those without a mentor alone."""
    found = probed(bench, "people.explained", bench.at(TEN), seed)
    if found["trouble"]:
        return row(None, None, None, note=found["trouble"])
    each = 1e6 * found["cpu"] / max(found["unmatched"], 1)
    note = f"{found['unmatched']:,} without a mentor, {found['without']} whom no change helps"
    return row(each, found["silent"], found["wrong"], note=note)


def first_match(bench: Bench, seed: int) -> Row:
    """P16: a fresh process from its start to its plan; the second one finds compiled code.

    That of Python, too, which some environments forbid to keep. The environment holds what
    `[large]` asks for and no more: numba imports scipy and coverage wherever they are installed.
    """
    cache = bench.work / f"compiled-{seed}"
    shutil.rmtree(cache, ignore_errors=True)  # what an earlier run compiled
    kept = {
        "NUMBA_CACHE_DIR": str(cache), "PYTHONPYCACHEPREFIX": str(cache / "python"),
        "PYTHONDONTWRITEBYTECODE": "",
    }  # fmt: skip
    size = bench.at(CACHED)
    rows = [
        probed(bench, "fresh.fresh", size, seed, turn, environment=kept, lock=LARGE, times=times)
        for turn, times in (("cold", 1), ("cached", 2))  # the first of two compiles
    ]
    small = probed(bench, "fresh.fresh", bench.at(NO_JIT), seed, "small", lock=LARGE)
    troubles = [one["trouble"] for one in (*rows, small) if one["trouble"]]
    if troubles:
        return row(None, None, note="; ".join(troubles))
    note = f"nothing compiled yet: {rows[0]['cpu']:.1f} s"
    if small["numba"]:
        note += "; the small one imported numba"
    return row(rows[1]["cpu"], small["cpu"], note=note)


FIGURES = (
    Figure(
        "P11", "one change at 100,000", 100_000,
        (
            Measure("a new mentee, median", 0.25, 0.5, " ms"),
            Measure("a new mentee, 99 of 100", 23, 25, " ms", 1),
            Measure("a new mentee, slowest", 121, 150, " ms", 0),
            Measure("after 1,000 mixed changes: objective off a cold solve", 0, 0, "", 0),
        ),
        changes,
    ),
    Figure(
        "P13", "parity over origins, 10,000", TEN,
        (
            Measure("spread of match rates", 0.029, 0.03, "", 3),
            Measure("people lost", 0, 0, "", 0),
            Measure("score lost", 0.18, 0.2, " %"),
        ),
        parity,
    ),
    Figure(
        "P14", "matching again, 10,000", TEN,
        (
            Measure("continuing pairs broken", 2.2, 2.5, " %"),
            Measure("people lost", 0, 0, "", 0),
        ),
        steadiness,
    ),
    Figure(
        "P15", "explanations, 10,000", TEN,
        (
            Measure("CPU per person without a mentor", 26, 50, " us", 0),
            Measure("people without an answer", 0, 0, "", 0),
            Measure("pairs whose points do not add up", 0, 0, "", 0),
        ),
        explanations,
    ),
    Figure(
        "P16", "first match in a fresh process", CACHED,
        (
            Measure("5,000 mentees, compiled code cached, CPU", 0.9, 2, " s"),
            Measure("2,000 mentees, nothing to compile, CPU", None, 5, " s"),
        ),
        first_match,
    ),
)  # fmt: skip
