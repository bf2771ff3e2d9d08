"""Where things are kept, and that the launcher needs nothing but Python."""

import subprocess
import sys
from pathlib import Path

import pytest

from amir.launcher import Home, amir_home, home
from amir.launcher.account import ServerAccount

SRC = Path(home.__file__).resolve().parents[2]


def test_home_is_the_folder_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMIR_HOME", "/srv/amir")
    assert amir_home() == Path("/srv/amir")


def test_home_is_in_the_checkout_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AMIR_HOME")
    assert amir_home() == SRC.parent / ".amir"


def test_home_is_in_the_users_folder_without_a_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AMIR_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(home, "PACKAGE", tmp_path / "site-packages" / "amir")
    assert amir_home() == tmp_path / ".local" / "share" / "amir"


def test_home_names_places_without_making_them(tmp_path: Path) -> None:
    place = Home(tmp_path / "home")
    assert [place.keys, place.media, place.run] == [
        tmp_path / "home" / name for name in ("keys", "media", "run")
    ]
    assert str(place.socket_folder).endswith("/socket")
    assert not place.path.exists()


def test_account_may_enter_only_what_is_open_all_the_way(tmp_path: Path) -> None:
    stranger = ServerAccount(uid=54321, gid=54321)
    tmp_path.chmod(0o700)
    (tmp_path / "inner").mkdir(mode=0o755)
    assert not stranger.can_enter(tmp_path / "inner")
    assert stranger.can_enter(Path("/usr/bin"))


@pytest.mark.parametrize("module", ["supervisor", "guard", "cluster", "roles"])
def test_launcher_needs_nothing_but_python(module: str) -> None:
    code = f"import sys; sys.path.insert(0, {str(SRC)!r}); import amir.launcher.{module}"
    # -S: without anything that is installed.
    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0
