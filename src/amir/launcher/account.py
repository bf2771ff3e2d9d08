"""Under which account the server runs. PostgreSQL refuses root; root lends it `nobody`."""

import os
import pwd
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict


class RunAs(TypedDict, total=False):
    """Arguments of subprocess that change the account of the child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class ServerAccount:
    """An account without rights, under which root runs the server."""

    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may pass through this folder, made or not, and all above it."""
        return all(self._may_pass(step) for step in (folder, *folder.parents) if step.exists())

    def _may_pass(self, folder: Path) -> bool:
        info = folder.stat()
        if info.st_uid == self.uid:
            return bool(info.st_mode & stat.S_IXUSR)
        if info.st_gid == self.gid:
            return bool(info.st_mode & stat.S_IXGRP)
        return bool(info.st_mode & stat.S_IXOTH)


@cache
def server_account() -> ServerAccount | None:
    """The account for the server if we are root; None: it runs as we do."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return ServerAccount(nobody.pw_uid, nobody.pw_gid)


def run_as() -> RunAs:
    """What subprocess needs to start a child under the server's account."""
    account = server_account()
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}
