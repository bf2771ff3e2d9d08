"""The path for many people gives the same bytes wherever it runs, and is compiled beforehand."""

import runpy
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.matching.generator import generate
from peermatch import PROGRAMME, YARDSTICK, Instance, NotProven
from peermatch.large import (
    Round,
    compiled,
    known,
    practice,
    prefetching,
    rounds,
    solve_large,
    territories,
    warm,
)

from .compiled import compiled_process, solve_there
from .crowd import crowd


def test_large_path_is_the_same_in_other_processes() -> None:
    people = crowd(8, mentees=60, mentors=40)
    alone = solve_large(people, PROGRAMME)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        told: list[Round] = []
        for rounds_told in (None, told.append):
            other = solve_large(people, PROGRAMME, executor=executor, rounds=rounds_told)
            assert other.to_bytes() == alone.to_bytes()
            assert other.certificate.price.tolist() == alone.certificate.price.tolist()
    assert [(answer.number, answer.gap) for answer in told[:2]] == [(0, -1), (1, -1)]
    assert told[-1].gap == 0
    assert told[-1].mate.tolist() == alone.mate[told[-1].mentees].tolist()


def test_large_path_is_the_same_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    people = Instance.from_mapping(generate(400, 2))
    with compiled_process() as executor:
        for most in (0, known.MOST):
            monkeypatch.setattr(rounds.solve_territory, "__defaults__", (most,))
            plan = solve_large(people, YARDSTICK)
            there = executor.submit(
                solve_there, dict(people.to_mapping()), YARDSTICK.to_mapping(), most
            )
            assert there.result() == (plan.to_bytes(), plan.certificate.price.tolist(), True)


def test_large_path_asks_for_nothing_more_when_a_listener_raises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(territories, "_BUNDLE", 1)
    people = Instance.from_mapping(generate(300, 1))
    every: list[Round] = []
    solve_large(people, YARDSTICK, rounds=every.append)
    assert len({answer.territory for answer in every}) > 1
    told: list[Round] = []

    def stop(answer: Round) -> None:
        told.append(answer)
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as executor, pytest.raises(KeyboardInterrupt):
        solve_large(people, YARDSTICK, executor=executor, rounds=stop)
    assert [(answer.territory, answer.number) for answer in told] == [(0, 0)]


@pytest.mark.long
def test_large_path_is_the_same_with_dask() -> None:
    distributed = pytest.importorskip("distributed", reason="group 'bench' is not installed")
    people = crowd(8, mentees=60, mentors=40)
    alone = solve_large(people, PROGRAMME)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        other = solve_large(people, PROGRAMME, executor=client.get_executor())
    assert other.to_bytes() == alone.to_bytes()


def test_small_instances_never_import_numba() -> None:
    script = (
        "import sys, peermatch\n"
        "assert not {'numba', 'ortools'} & set(sys.modules)\n"
        "people = peermatch.Instance(loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0],"
        " e_b1=[1], e_slots=[1], r_loc=[0], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[1])\n"
        "assert peermatch.solve(people).matched == 1\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_warm_makes_all_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(tmp_path)
    with pytest.raises(SystemExit) as ending:
        runpy.run_path(practice.__file__, run_name="__main__")
    assert ending.value.code == 0
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(NotProven, match="could not be made"):
        warm(tmp_path)


def test_kernels_are_compiled_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "PLAIN", False)
    for decorate in (compiled.compiled, compiled.inlined, compiled.making):
        assert decorate(one_more)(2) == 3


def test_memory_is_asked_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    numba = pytest.importorskip("numba")
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 0)
    ask = prefetching._compiled()

    @numba.njit  # type: ignore[untyped-decorator]
    def last(row: Any, table: Any) -> int:
        ask(row, 1)
        ask(table, np.int32(10**6))  # nobody is there
        return int(row[1] + table[1, 1])

    assert last(np.arange(2), np.arange(4).reshape(2, 2)) == 4
    prefetching._nothing(np.arange(2), 1)


def test_code_of_other_sources_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled._kept() == compiled.KEPT
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert compiled._kept() == tmp_path / compiled.KEPT.name
    monkeypatch.setattr(compiled, "KEPT", tmp_path / compiled.KEPT.name)
    for name in (compiled.KEPT.name, "peermatch-older", "of somebody else"):
        (tmp_path / name / "code").mkdir(parents=True)
    compiled.forget_older_code()
    assert {path.name for path in tmp_path.iterdir()} == {compiled.KEPT.name, "of somebody else"}


def one_more(number: int) -> int:
    return number + 1
