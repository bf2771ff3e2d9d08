"""The server of one home: made once, started by anybody, stopped by the last."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from amir.launcher import Cluster, LauncherError
from amir.launcher.account import server_account
from amir.launcher.binaries import found_bin
from amir.launcher.leftovers import is_alive, pid_in

START = """
import sys
from pathlib import Path
from amir.launcher import Cluster
print(Cluster(Path(sys.argv[1])).ensure_running().sql("select pg_postmaster_start_time()"))
"""


def answer_after_recovery(cluster: Cluster, script: str) -> str:
    """A server that lost a process may accept for a moment more, before it recovers."""
    end = time.monotonic() + 60
    while True:
        try:
            return cluster.ensure_running().sql(script)
        except LauncherError as error:
            if "recovery mode" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.2)


def processes_of(cluster: Cluster) -> list[int]:
    """Every process of the server: the first one and its children."""
    first = pid_in(cluster.home.server_folder / "data")
    assert first is not None
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]


def test_cluster_listens_on_its_socket_only(home: Path) -> None:
    with Cluster(home).using() as server:
        assert server.sql("show listen_addresses") == ""
        assert server.sql("show unix_socket_directories") == str(server.socket_folder)


def test_cluster_has_our_settings_and_those_given(home: Path) -> None:
    with Cluster(home, {"fsync": "off"}).using() as server:
        assert server.sql("show jit; show max_connections; show fsync") == "off\n60\noff"


def test_cluster_closes_its_folders(home: Path) -> None:
    cluster = Cluster(home)
    with cluster.using() as server:
        data = cluster.home.server_folder / "data"
        folders = [data.parent, data, server.socket_folder, cluster.home.keys, cluster.home.media]
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 5


def test_cluster_stops_when_its_last_user_leaves(home: Path) -> None:
    with Cluster(home).using():
        with Cluster(home).using():
            pass
        assert Cluster(home).is_running()
    assert not Cluster(home).is_running()


def test_cluster_keeps_its_rows_from_start_to_start(home: Path) -> None:
    with Cluster(home).using() as server:
        server.sql("create table saved (word text); insert into saved values ('ένταξη')")
    with Cluster(home).using() as server:
        assert server.sql("select word from saved") == "ένταξη"


def test_cluster_starts_once_for_ten_starters(home: Path) -> None:
    starters = [
        subprocess.Popen([sys.executable, "-c", START, home], stdout=subprocess.PIPE, text=True)
        for _ in range(10)
    ]
    told = {starter.communicate(timeout=60)[0] for starter in starters}
    assert [starter.returncode for starter in starters] == [0] * 10
    assert len(told) == 1


@pytest.mark.parametrize("victims", [slice(0, 1), slice(1, 2), slice(None)])
def test_cluster_recovers_what_was_committed_after_a_kill(home: Path, victims: slice) -> None:
    cluster = Cluster(home)
    with cluster.using() as server:
        server.sql("create table saved as select generate_series(1, 1000) as number")
        for pid in processes_of(cluster)[victims]:
            os.kill(pid, signal.SIGKILL)
        assert answer_after_recovery(cluster, "select count(*) from saved") == "1000"


def test_cluster_starts_although_a_zombie_holds_its_lock_file(home: Path, tmp_path: Path) -> None:
    cluster = Cluster(home)
    with cluster.using():
        pass
    program = tmp_path / "postgres"
    program.write_bytes(Path("/bin/true").read_bytes())
    program.chmod(0o755)
    with subprocess.Popen([program]) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        assert not is_alive(zombie.pid)
        (cluster.home.server_folder / "data" / "postmaster.pid").write_text(f"{zombie.pid}\n")
        with cluster.using() as server:
            assert server.sql("select 1") == "1"


def test_cluster_starts_although_another_program_got_the_id_of_its_server(home: Path) -> None:
    cluster = Cluster(home)
    with cluster.using():
        pass
    (cluster.home.server_folder / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    with cluster.using() as server:
        assert server.sql("select 1") == "1"


def test_cluster_begins_anew_where_making_it_was_interrupted(home: Path) -> None:
    cluster = Cluster(home)
    partial = cluster.home.server_folder / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    with cluster.using() as server:
        assert server.sql("select 1") == "1"
    assert not partial.exists()


def test_cluster_uses_a_short_socket_path_for_a_deep_home(home: Path) -> None:
    deep = Cluster(home / ("neighbourhood" * 10))
    with deep.using() as server:
        assert server.socket_folder.parent == Path("/tmp")  # noqa: S108
        assert server.sql("select 1") == "1"
    deep.destroy()
    assert not server.socket_folder.exists()


def test_cluster_refuses_a_socket_folder_of_somebody_else(home: Path, tmp_path: Path) -> None:
    deep = Cluster(home / ("neighbourhood" * 10))
    sockets = deep.home.socket_folder
    sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(LauncherError, match="belongs to somebody else"):
            deep.ensure_running()
    finally:
        sockets.unlink()


def test_cluster_runs_below_a_closed_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "home")
    before = cluster.home.socket_folder
    with cluster.using() as server:
        assert server.sql("select 1") == "1"
        assert server.socket_folder == before
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    # Opening the folder later must not lead to another, empty server.
    closed.chmod(0o755)
    assert Cluster(closed / "home").home.socket_folder == before
    folder = cluster.home.server_folder
    cluster.destroy()
    assert [before.exists(), folder.exists()] == [False, False]


def test_cluster_runs_for_an_ordinary_user() -> None:
    """As root: in a child that gives its rights away. As somebody else: as every other test."""
    account = server_account()
    with tempfile.TemporaryDirectory(prefix="amir-") as folder:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                if account is not None:
                    os.chown(folder, account.uid, account.gid)
                    os.setgroups([])
                    os.setgid(account.gid)
                    os.setuid(account.uid)
                    server_account.cache_clear()
                cluster = Cluster(Path(folder, "home"))
                with cluster.using() as server:
                    code = 0 if server.sql("select 1") == "1" else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_cluster_says_why_it_cannot_be_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "elsewhere").mkdir(parents=True)
    monkeypatch.setenv("AMIR_POSTGRES_BIN", str(home / "elsewhere"))
    with pytest.raises(LauncherError, match="cannot be run on this machine"):
        Cluster(home).ensure_running()
    assert list((home / "postgres").iterdir()) == [home / "postgres" / "socket"]


def test_cluster_runs_programs_from_a_closed_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = found_bin().parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(wheel / "pginstall", closed / wheel.name / "pginstall", symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    shutil.copytree(libraries, closed / libraries.name)
    monkeypatch.setenv("AMIR_POSTGRES_BIN", str(closed / wheel.name / "pginstall" / "bin"))
    for _ in range(2):
        with Cluster(home).using() as server:
            assert server.sql("select 1") == "1"
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
