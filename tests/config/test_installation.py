"""What an installation remembers about itself."""

from pathlib import Path

import pytest

from amir.config import installation
from amir.launcher import Home


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module, one static file and a lock file."""
    package = tmp_path / "src" / "amir"
    (package / "kit" / "static" / "kit").mkdir(parents=True)
    (package / "kit" / "views.py").write_text("")
    (package / "kit" / "static" / "kit" / "amir.css").write_text("")
    (tmp_path / "uv.lock").write_text("")
    monkeypatch.setattr(installation, "PACKAGE", package)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return package


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that fits the package."""
    home = Home(tmp_path / "home")
    home.create()
    home.static.mkdir()
    return home


def remembered(home: Home) -> tuple[bool, bool]:
    """Whether database and static files count as done."""
    return installation.is_prepared(home), installation.has_static_files(home)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("kit/views.py", (False, True)),
        ("kit/static/kit/amir.css", (False, False)),
        ("../../uv.lock", (False, False)),
        ("kit/views.pyc", (True, True)),
    ],
)
def test_installation_is_prepared_until_something_changes(
    package: Path, home: Home, changed: str, expected: tuple[bool, bool]
) -> None:
    assert remembered(home) == (False, False)
    installation.mark_prepared(home)
    installation.mark_static_files(home)
    assert remembered(home) == (True, True)
    (package / changed).write_text("changed")
    assert remembered(home) == expected


def test_another_server_is_always_looked_at(
    package: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.mark_prepared(home)
    monkeypatch.setenv("DATABASE_URL", "postgresql://amir_owner@db.example/amir")
    assert not installation.is_prepared(home)


def test_kind_of_a_home_is_said_once(home: Home) -> None:
    assert installation.kind_of(home) is None
    installation.mark_kind(home, installation.REAL)
    installation.mark_kind(home, installation.DEMO)
    assert installation.kind_of(home) == "real"
