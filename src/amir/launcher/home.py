"""Where a running amir keeps its things: one folder, AMIR_HOME.

postgres/  data, log and socket of the embedded server (may be a link, see `server_folder`)
keys/      keys that encrypt the most sensitive fields; never in a backup
media/     uploaded files
mail/      messages of the file backend
compiled/  compiled code for matching many people (see `amir setup --large`)
run/       locks and the address of a running server
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from .account import server_account

PACKAGE = Path(__file__).resolve().parent.parent
# Where root's servers live when the account they run under cannot enter the home.
SHARED = Path("/var/lib/amir")
# A socket's whole path has at most 107 bytes on Linux, 103 on macOS; the name takes 16.
LONGEST_SOCKET_FOLDER = 85


def amir_home() -> Path:
    """The folder named by AMIR_HOME; else .amir in the checkout; else one in the user's home."""
    named = os.environ.get("AMIR_HOME")
    if named:
        return Path(named).expanduser().absolute()
    checkout = PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file() and os.access(checkout, os.W_OK):
        return checkout / ".amir"
    return Path.home() / ".local" / "share" / "amir"


@dataclass(frozen=True)
class Home:
    """The places below one AMIR_HOME. Naming them creates nothing."""

    path: Path

    @property
    def keys(self) -> Path:
        """Key files."""
        return self.path / "keys"

    @property
    def media(self) -> Path:
        """Uploaded files."""
        return self.path / "media"

    @property
    def mail(self) -> Path:
        """Messages written by the file backend."""
        return self.path / "mail"

    @property
    def static(self) -> Path:
        """Collected static files."""
        return self.path / "static"

    @property
    def compiled(self) -> Path:
        """Compiled code for matching many people."""
        return self.path / "compiled"

    @property
    def run(self) -> Path:
        """Locks and addresses of what runs now."""
        return self.path / "run"

    @property
    def server_folder(self) -> Path:
        """The server's folder. Once made it stays where it is, whatever permissions become."""
        beside = self.path / "postgres"
        if beside.is_symlink():
            return beside.readlink()
        account = server_account()
        if beside.exists() or account is None or account.can_enter(self.path):
            return beside
        return SHARED / self._digest

    @property
    def socket_folder(self) -> Path:
        """Where the server's socket is. Known before the server has ever run."""
        inside = self.server_folder / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        # Not the temporary folder of the environment: every process must come to the same one.
        return Path("/tmp") / f"amir-{os.geteuid()}-{self._digest}"  # noqa: S108  checked on use

    @property
    def _digest(self) -> str:
        return hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]

    def create(self) -> None:
        """Make the folders; only this user may enter them, and the server's account pass."""
        account = server_account()
        for step in reversed(
            [step for step in (self.path, *self.path.parents) if not step.exists()]
        ):
            step.mkdir(exist_ok=True)
            # Not by the mode of mkdir: the umask may take away what the server needs.
            step.chmod(0o700 if account is None and step == self.path else 0o711)
        for folder in (self.keys, self.media, self.mail, self.run):
            folder.mkdir(mode=0o700, exist_ok=True)
