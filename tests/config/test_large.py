"""What `amir setup --large` installs and compiles, and how workers find it."""

import os
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from amir.config import large
from amir.config.installation import PACKAGE
from amir.launcher import Home, LauncherError
from tests.config.running import children_of

ENDLESS = (sys.executable, "-c", "import time; time.sleep(600)")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def test_everything_is_done_once_for_a_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")  # the same steps, without waiting for compilers
    large.compile_into(home)
    assert home.compiled.is_dir()
    monkeypatch.setattr(large, "PRACTICE", ("false",))
    with pytest.raises(LauncherError, match="could not be compiled"):
        large.compile_into(home)


def test_compiling_without_the_extra_says_how_to_get_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    assert not large.is_installed()
    with pytest.raises(LauncherError, match="amir setup --large"):
        large.compile_into(home)
    with large.warming():
        assert not children_of(os.getpid())


def test_compiled_code_of_the_home_is_found(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(large.CACHE, "")
    monkeypatch.delenv(large.CACHE)
    large.use_compiled_code(home)
    assert large.CACHE not in os.environ
    home.compiled.mkdir()
    large.use_compiled_code(home)
    assert os.environ[large.CACHE] == str(home.compiled)


def test_warming_ends_with_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "PRACTICE", ENDLESS)
    begun, before = time.monotonic(), children_of(os.getpid())
    with large.warming():
        assert len(children_of(os.getpid())) == len(before) + 1
    assert children_of(os.getpid()) == before
    assert time.monotonic() - begun < 600


def test_worker_imports_no_numba() -> None:
    script = (
        "import sys\n"
        "from amir.config.command import load_django\n"
        "load_django('amir.config.offline')\n"
        "import amir.config.command.working, amir.mentoring.planning\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script `amir`, with an environment of nothing and a uv that is not called."""
    loader = SourceFileLoader("amir_start", str(PACKAGE.parent.parent / "amir"))
    spec = spec_from_loader("amir_start", loader)
    assert spec is not None
    start = module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(start)
    monkeypatch.setattr(start, "STAMP", tmp_path / "synced")
    monkeypatch.setattr(start, "find_uv", lambda: "uv")
    for name in ("UV_PYTHON_DOWNLOADS", "UV_PROJECT_ENVIRONMENT", "UV_SYSTEM_CERTS"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # put back what the script sets
    return start


def test_setup_asks_for_the_extra_and_later_starts_keep_it(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    became: list[list[str]] = []
    monkeypatch.setattr(start, "quietly", lambda command, sentence: asked.append(command))
    monkeypatch.setattr(start.os, "execv", lambda python, command: became.append(command[3:]))
    start.main(["setup", "--large"])
    assert asked[0][-2:] == ["--extra", "large"]
    assert became == [["setup", "--large"]]
    start.main(["serve"])
    assert len(asked) == 2  # the packages and the places of before: nothing is missing
    start.main(["bench", "matching"])
    assert asked[2][-6:] == ["--group", "bench", "--group", "dev", "--extra", "large"]
