"""Matching for many people: the extra `large` (numba), and the code it has compiled.

Nothing of numba is imported here: only a worker that plans for many people needs it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from amir.launcher import Home, LauncherError

PRACTICE = (sys.executable, "-m", "peermatch.large.practice")
CACHE = "NUMBA_CACHE_DIR"


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("numba") is not None


def compile_into(home: Home) -> None:
    """Compile everything once and keep it in the home. LauncherError if the extra is missing."""
    if not is_installed():
        raise LauncherError("Matching for many people is not installed: run ./amir setup --large.")
    home.compiled.mkdir(mode=0o700, exist_ok=True)
    environment = {**os.environ, CACHE: str(home.compiled)}
    if subprocess.run(PRACTICE, env=environment, check=False).returncode:  # noqa: S603  our own
        raise LauncherError("The code for many people could not be compiled.")


def use_compiled_code(home: Home) -> None:
    """Let this process, and those it starts, find what `compile_into` has left."""
    if home.compiled.is_dir():
        os.environ.setdefault(CACHE, str(home.compiled))


@contextmanager
def warming() -> Iterator[None]:
    """Compile again in the background what has changed, giving way to everything else."""
    if not is_installed():
        yield
        return
    with subprocess.Popen(  # noqa: S603  our own
        ["nice", "-n", "19", *PRACTICE],  # noqa: S607  part of every Unix
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield
        finally:
            process.terminate()
