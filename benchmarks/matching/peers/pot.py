"""POT `ot.emd` with a sparse cost matrix (LEMON's network simplex in C++).

Mass must balance: a last source fills the places nobody takes, a last sink takes the mentees
whom nobody gets. Without duals being centred and marginals checked, which saves time.
"""

import numpy as np
import ot
from scipy.sparse import coo_matrix

from benchmarks.matching.task import Ints, Task, seats_of


def match(task: Task) -> Ints:
    """An optimal transport plan's pairs."""
    n, seats = task.mentees, len(task.seat_mentor)
    arcs = seats_of(task)
    everybody, places = np.arange(n), np.arange(seats)
    rows = np.concatenate([task.mentee[arcs.pair], everybody, np.full(seats, n), [n]])
    columns = np.concatenate([arcs.seat, np.full(n, seats), places, [seats]])
    # Costs are shifted so that none is zero: a sparse matrix would take it for "no arc".
    # Every balanced plan moves the same mass, so the shift moves no optimum.
    top = float(arcs.value.max(initial=0)) + 1
    costs = np.concatenate([top - arcs.value, np.full(n + seats + 1, top)])
    matrix = coo_matrix((costs, (rows, columns)), shape=(n + 1, seats + 1))
    supply, demand = np.append(np.ones(n), seats), np.append(np.ones(seats), n)
    plan, log = ot.emd(
        supply, demand, matrix, numItermax=10**9, log=True, center_dual=False,
        check_marginals=False,
    )  # fmt: skip
    if log["warning"]:
        raise RuntimeError(log["warning"])
    plan = plan.tocoo()
    used = (plan.data > 0.5) & (plan.row < n) & (plan.col < seats)
    return task.mate(plan.row[used], task.seat_mentor[plan.col[used]])
