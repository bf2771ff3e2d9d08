"""Compile kernels with numba, or leave them as they are.

With NUMBA_DISABLE_JIT=1 every kernel runs as plain Python: slow, but it can be stepped
through and measured for coverage. Compiled kernels are kept on disk, in NUMBA_CACHE_DIR or
beside this file.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

# Whole numbers in kernels: Python's when written down, numpy's when read from an array.
Whole = Any
whole: Any = np.int64
Function = TypeVar("Function", bound=Callable[..., Any])
PLAIN = os.environ.get("NUMBA_DISABLE_JIT") == "1"

_PAIRS = np.uint64(0x5555555555555555)
_FOURS = np.uint64(0x3333333333333333)
_BYTES = np.uint64(0x0F0F0F0F0F0F0F0F)
_SUM = np.uint64(0x0101010101010101)
_1, _2, _4, _56 = (np.uint64(k) for k in (1, 2, 4, 56))


def _kept() -> Path:
    """The folder for code compiled from just these sources.

    numba looks whether the file of a function has changed. Ours are made of parts and numbers
    of several files: beside an old part of another file, code would be wrong.
    """
    here, sources = Path(__file__).parent, hashlib.blake2b(digest_size=8)
    for file in sorted([*here.glob("*.py"), here.parent / "exchange.py"]):
        sources.update(file.read_bytes())
    named = os.environ.get("NUMBA_CACHE_DIR")
    return (Path(named) if named else here / "__pycache__") / f"peermatch-{sources.hexdigest()}"


KEPT = _kept()


def forget_older_code() -> None:
    """Remove what was compiled from other sources."""
    for other in KEPT.parent.glob("peermatch-*"):
        if other != KEPT:
            shutil.rmtree(other)


def compiled(function: Function) -> Function:
    """The function, compiled on its first call; it must not make arrays.

    Nobody counts references then: with as many arrays as a territory has, counting took two
    thirds of the time.
    """
    return _compiled(function, _nrt=False)


def inlined(function: Function) -> Function:
    """The same for small parts of kernels: they become part of whoever calls them."""
    return _compiled(function, _nrt=False, forceinline=True)


def making(function: Function) -> Function:
    """The same for functions that make arrays."""
    return _compiled(function)


def _compiled(function: Function, **options: bool) -> Function:
    if PLAIN:
        return function
    import numba  # noqa: PLC0415  only who solves large instances has it

    from peermatch.large.indices import Compiler  # noqa: PLC0415  likewise

    config: Any = numba.config
    njit: Any = numba.njit
    keep = njit(cache=True, nogil=True, error_model="numpy", pipeline_class=Compiler, **options)
    before, config.CACHE_DIR = config.CACHE_DIR, str(KEPT)
    try:
        return cast(Function, keep(function))
    finally:
        config.CACHE_DIR = before


def _ones(word: Any) -> Any:
    """How many bits are set. Compilers know this form and use one instruction."""
    word = word - ((word >> _1) & _PAIRS)
    word = (word & _FOURS) + ((word >> _2) & _FOURS)
    word = (word + (word >> _4)) & _BYTES
    return np.int64((word * _SUM) >> _56)


def _ones_of_plain_word(word: Any) -> Any:
    with np.errstate(over="ignore"):  # the multiplication means to
        return _ones(word)


ones = _ones_of_plain_word if PLAIN else inlined(_ones)
