"""The field: who takes part, in which environment, and up to which size."""

from dataclasses import dataclass

OURS = "peermatch"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to match. `module` in `peers` has `match`, and `read` if it takes other input."""

    name: str
    module: str
    packages: tuple[str, ...]
    most: int  # mentees up to which it takes part
    quick: int  # the same, in a quick run
    exact: bool  # whether it promises an optimum
    lock: str = ""  # its own environment in `locks`, or ours


ANY = 10**9
FIELD: tuple[Contestant, ...] = (
    Contestant(OURS, "ours", ("numpy", "ortools", "numba"), ANY, ANY, True),
    Contestant("OR-Tools flow", "ortools_flow", ("ortools",), 100_000, ANY, True),
    Contestant("scipy sparse", "scipy_sparse", ("scipy",), 100_000, ANY, True),
    Contestant("POT", "pot", ("POT",), 100_000, ANY, True, "graphs"),
    Contestant("scipy dense", "scipy_dense", ("scipy",), 10_000, ANY, True),
    Contestant("HiGHS IPM", "highs_ipm", ("highspy",), 10_000, ANY, True),
    Contestant("networkx simplex", "networkx_simplex", ("networkx",), 10_000, ANY, True, "graphs"),
    Contestant(
        "rustworkx", "rustworkx_blossom", ("rustworkx",), 3_000, 1_000, True, "graphs"
    ),
    Contestant("matching HR", "hospital", ("matching",), 3_000, 1_000, False, "hospital"),
    Contestant(
        "mentor-match", "mentor_match", ("mentor-match", "munkres"), 3_000, 1_000, False,
        "mentor_match",
    ),
    Contestant(
        "mentor-match, old munkres", "mentor_match", ("mentor-match", "munkres"), 300, 300,
        False, "mentor_match_old",
    ),
    Contestant("greedy, numba", "greedy_numba", ("numba",), 100_000, ANY, False),
    Contestant("greedy, Python", "greedy_python", (), 100_000, ANY, False),
)  # fmt: skip
BY_NAME = {contestant.name: contestant for contestant in FIELD}


def taking_part(mentees: int, *, quick: bool) -> list[Contestant]:
    """Who takes part at this size."""
    return [one for one in FIELD if mentees <= one.most and (not quick or mentees <= one.quick)]
