"""Indices without a sign: what compiled kernels do with them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

from peermatch.large.indices import Compiler

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Compiles a function as kernels are; reads and writes outside of arrays are errors."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 0)
    njit: Any = numba.njit
    compile_function: Callable[..., Any] = njit(pipeline_class=Compiler, boundscheck=True)
    return compile_function


def test_an_index_is_read_as_it_stands(checked: Callable[..., Any]) -> None:
    @checked
    def at(row: Any, table: Any, pair: Any, k: int) -> Any:
        row[k] += 1
        table[k, 1] = row[k]
        return row[k] + table[k, np.uint64(1)] + table[k:, 1][0] + row[np.uint64(k)] + pair[0]

    assert at(np.arange(3), np.zeros((3, 2), np.int32), (5, 6), 1) == 2 + 2 + 2 + 2 + 5


def test_nobody_counts_from_the_end(checked: Callable[..., Any]) -> None:
    @checked
    def read(row: Any, k: int) -> int:
        return int(row[k])

    @checked
    def write(table: Any, k: int) -> None:
        table[0, k] = 1

    assert read(np.arange(3), 2) == 2
    with pytest.raises(IndexError):
        read(np.arange(3), -1)
    with pytest.raises(IndexError):
        write(np.zeros((2, 2)), -1)


@pytest.mark.long
def test_no_kernel_reads_or_writes_outside_of_its_arrays(tmp_path: Path) -> None:
    changed = {
        "NUMBA_DISABLE_JIT": "0", "NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path),
    }  # fmt: skip
    asked = ["-m", "not long", "-q", "-p", "no:cacheprovider", str(Path(__file__).parent)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked], env=os.environ | changed, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
