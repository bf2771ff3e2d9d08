"""HiGHS as a linear programme passed in compressed columns: interior point with crossover.

Crossover, on by default, ends at a vertex, and the vertices of this programme are whole.
"""

import highspy
import numpy as np

from benchmarks.matching.task import Ints, Task


def match(task: Task) -> Ints:
    """An optimal vertex's pairs."""
    pairs, seats = len(task.mentee), len(task.seat_mentor)
    rows = task.mentees + task.mentors
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = pairs + seats, rows
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.concatenate([task.value, -task.seat_cost]).astype(float)
    programme.col_lower_ = np.zeros(pairs + seats)
    programme.col_upper_ = np.ones(pairs + seats)
    programme.row_lower_ = np.full(rows, -highspy.kHighsInf)
    programme.row_upper_ = np.concatenate([np.ones(task.mentees), np.zeros(task.mentors)])
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    index = np.empty(2 * pairs + seats, np.int32)
    index[: 2 * pairs : 2] = task.mentee
    index[1 : 2 * pairs : 2] = task.mentor + task.mentees
    index[2 * pairs :] = task.seat_mentor + task.mentees
    ends = np.concatenate([np.arange(pairs) * 2, 2 * pairs + np.arange(seats + 1)])
    matrix.start_, matrix.index_ = ends.astype(np.int32), index
    matrix.value_ = np.concatenate([np.ones(2 * pairs), -np.ones(seats)])
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("threads", 1)
    solver.passModel(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(str(solver.getModelStatus()))
    used = np.flatnonzero(np.array(solver.getSolution().col_value[:pairs]) > 0.5)
    return task.mate(task.mentee[used], task.mentor[used])
