"""Environments of their own, for contestants whose packages clash or are heavy, and for P16.

mentor-match and `matching` both install a package named `matching`, and one of mentor-match's
dependencies changed hands. Each environment holds exactly what its file in `locks` says; to
renew one: `uv pip compile --universal --python-version 3.11 --generate-hashes --no-header
--no-annotate NAME.in -o NAME.txt`; for `large` with `-c` and what `uv export --extra large
--no-dev --no-hashes --no-emit-project` wrote, so that its versions are the project's.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.matching.people import ROOT

LOCKS = Path(__file__).parent / "locks"
HOME = ROOT / ".cache" / "bench"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def python_of(lock: str) -> Path | str:
    """The Python of an environment, made or renewed if its lock says otherwise."""
    if not lock:
        return sys.executable
    folder = HOME / "environments" / lock
    wanted = hashlib.sha256(lock_file(lock).read_bytes() + sys.version.encode()).hexdigest()
    stamp = folder / "synced"
    if not stamp.exists() or stamp.read_text() != wanted:
        _make(folder, lock_file(lock))
        stamp.write_text(wanted)
    return folder / "bin" / "python"


def lock_file(lock: str) -> Path:
    """What an environment holds, with hashes."""
    return LOCKS / f"{lock}.txt"


def _make(folder: Path, lock: Path) -> None:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    if _CERTIFICATES.exists():
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    uv = shutil.which("uv") or str(ROOT / ".boot" / "bin" / "uv")
    python = str(folder / "bin" / "python")
    for command in (
        [uv, "venv", "--clear", "--python", sys.executable, str(folder)],
        [uv, "pip", "sync", "--require-hashes", "--python", python, str(lock)],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"The environment '{folder.name}' could not be made: {done.stderr}")
