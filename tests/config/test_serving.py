"""`amir demo` from outside: what it refuses in one sentence while it runs, and what it allows.

That it survives kills and leaves nothing behind: tests/journeys/test_killing.py.
"""

import json
from pathlib import Path

import pytest

from amir.config.installation import PACKAGE, REAL, mark_kind
from amir.config.ports import is_answering
from amir.launcher import Home
from tests.config.running import open_home, run_amir
from tests.shared_demo import folder


@pytest.fixture
def home(demo: str) -> Path:
    """The home of a demo that runs."""
    return folder() / "home"


def test_demo_refuses_a_second_one_on_its_home(demo: str, home: Path) -> None:
    second = run_amir(home, "demo", "--no-open")
    assert (second.returncode, second.stderr) == (
        1,
        f"amir: amir already runs in {home}, at {demo}/.\n",
    )


def test_demo_refuses_a_taken_port(demo: str) -> None:
    port = demo.rpartition(":")[2]
    with open_home() as other:
        second = run_amir(other, "demo", "--no-open", "--port", port)
    assert (second.returncode, second.stderr) == (
        1,
        f"amir: Port {port} is taken; choose another one with --port.\n",
    )


def test_demo_refuses_a_home_with_real_data(tmp_path: Path) -> None:
    mark_kind(Home(tmp_path / "home"), REAL)
    refused = run_amir(tmp_path / "home", "demo", "--fresh")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"amir: {tmp_path}/home holds a real installation; ")


def test_backup_is_written_while_the_platform_runs(demo: str, home: Path, tmp_path: Path) -> None:
    done = run_amir(home, "backup", str(tmp_path / "backup.zip"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "backup.zip").stat().st_size > 0
    assert is_answering(f"{demo}/")


def test_restore_refuses_while_the_platform_runs(home: Path, tmp_path: Path) -> None:
    refused = run_amir(home, "restore", "--fresh", str(tmp_path / "backup.zip"))
    assert (refused.returncode, refused.stderr) == (
        1,
        "amir: amir runs in this folder; stop it first.\n",
    )


def test_static_files_are_those_that_pages_use(home: Path) -> None:
    """Those of others are many, and compressing them takes longer than all the rest."""
    collected = json.loads((home / "static" / "staticfiles.json").read_text())["paths"]
    ours = {
        str(file.relative_to(room))
        for room in PACKAGE.glob("*/static")
        for file in room.rglob("*")
        if file.is_file()
    }
    assert collected.keys() - ours == {"django_htmx/htmx-2.min.js"}
    assert ours - collected.keys() == set()
