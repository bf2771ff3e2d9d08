"""A backup holds everything but the keys, and comes back wholly or not at all."""

import json
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from amir.config.backup import write_backup
from amir.config.programs import entrance
from amir.config.restore import read_backup
from amir.launcher import Cluster, Home, LauncherError, Server, ensure_database
from tests.database import addresses, drop

# A table as the locks make them: forced policies, one of them for the owner.
TABLE = """
set session authorization amir_owner;
create table persons (id int primary key, name text);
alter table persons enable row level security, force row level security;
create policy own on persons to amir_app using (false);
create policy owner on persons to amir_owner using (true) with check (true);
insert into persons select number, 'Amina ' || number from generate_series(1, 1000) number;
"""
COUNTS = {"public.persons": 1000}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server for these tests alone: restoring renames databases."""
    with tempfile.TemporaryDirectory(prefix="amir-") as folder:
        Path(folder).chmod(0o711)
        cluster = Cluster(Path(folder, "home"), {"fsync": "off"})
        with cluster.using():
            yield cluster
        cluster.destroy()


@pytest.fixture
def place(cluster: Cluster) -> Iterator[tuple[Home, Server]]:
    """A home with a database that has rows, an uploaded file and a key."""
    home, server = cluster.home, cluster.ensure_running()
    ensure_database(server, "amir")
    server.sql(TABLE, "amir")
    (home.media / "lists").mkdir()
    (home.media / "lists" / "mentors.csv").write_text("Amina\n")
    (home.keys / "secret").write_text("not to be copied")
    yield home, server
    drop(server, "amir")
    shutil.rmtree(home.media / "lists")


def rows_of(server: Server) -> str:
    """How many persons there are, and one of them."""
    return server.sql("select count(*), min(name) from persons", "amir")


def test_backup_holds_rows_and_files_but_no_keys(
    place: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = place
    file = tmp_path / "backup.zip"
    assert write_backup(entrance(server), home, file) == COUNTS
    with ZipFile(file) as archive:
        assert archive.namelist() == ["about.json", "database.dump", "media/lists/mentors.csv"]
        assert json.loads(archive.read("about.json"))["rows"] == COUNTS
        assert not any(b"not to be copied" in archive.read(name) for name in archive.namelist())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_backup_replaces_no_file(place: tuple[Home, Server], tmp_path: Path) -> None:
    home, server = place
    file = tmp_path / "backup.zip"
    file.write_text("another one")
    with pytest.raises(LauncherError, match="is there already"):
        write_backup(entrance(server), home, file)
    assert file.read_text() == "another one"


def test_backup_by_the_owner_holds_every_row(
    place: tuple[Home, Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, server = place
    for variable, address in addresses(server, "amir").items():
        monkeypatch.setenv(variable, address)
    assert write_backup(entrance(None), home, tmp_path / "backup.zip") == COUNTS


def test_backup_by_the_owner_refuses_what_it_cannot_see(
    place: tuple[Home, Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, server = place
    for variable, address in addresses(server, "amir").items():
        monkeypatch.setenv(variable, address)
    server.sql("drop policy owner on persons", "amir")
    with pytest.raises(LauncherError, match="does not see all rows of persons"):
        write_backup(entrance(None), home, tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []


def test_restore_brings_back_what_was_lost(place: tuple[Home, Server], tmp_path: Path) -> None:
    home, server = place
    file = tmp_path / "backup.zip"
    write_backup(entrance(server), home, file)
    server.sql("drop table persons", "amir")
    (home.media / "lists" / "mentors.csv").unlink()
    assert read_backup(server, home, file, fresh=True) == COUNTS
    assert rows_of(server) == "1000|Amina 1"
    assert (home.media / "lists" / "mentors.csv").read_text() == "Amina\n"
    # The locks are back too, and the keys were not touched.
    assert server.sql("set role amir_app; select count(*) from persons", "amir") == "0"
    assert (home.keys / "secret").read_text() == "not to be copied"


def test_restore_refuses_to_replace_data(place: tuple[Home, Server], tmp_path: Path) -> None:
    home, server = place
    file = tmp_path / "backup.zip"
    write_backup(entrance(server), home, file)
    server.sql("insert into persons values (0, 'A new one')", "amir")
    with pytest.raises(LauncherError, match="use --fresh"):
        read_backup(server, home, file, fresh=False)
    assert rows_of(server) == "1001|A new one"


def test_restore_refuses_a_backup_with_other_counts(
    place: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = place
    file, changed = tmp_path / "backup.zip", tmp_path / "changed.zip"
    write_backup(entrance(server), home, file)
    with ZipFile(file) as whole, ZipFile(changed, "w") as archive:
        archive.writestr("about.json", json.dumps({"rows": {"public.persons": 1001}}))
        archive.writestr("database.dump", whole.read("database.dump"))
    with pytest.raises(LauncherError, match=r"not restored wholly: public\.persons"):
        read_backup(server, home, changed, fresh=True)
    assert rows_of(server) == "1000|Amina 1"
    assert (home.media / "lists" / "mentors.csv").read_text() == "Amina\n"


@pytest.mark.parametrize("damage", ["cut", "no dump", "no zip", "no file"])
def test_restore_refuses_a_damaged_backup(
    place: tuple[Home, Server], tmp_path: Path, damage: str
) -> None:
    home, server = place
    file, damaged = tmp_path / "backup.zip", tmp_path / "damaged.zip"
    write_backup(entrance(server), home, file)
    if damage == "cut":
        damaged.write_bytes(file.read_bytes()[:-3000])
    elif damage == "no dump":
        with ZipFile(damaged, "w") as archive:
            archive.writestr("about.json", json.dumps({"rows": COUNTS}))
    elif damage == "no zip":
        damaged.write_text("hello")
    with pytest.raises(LauncherError):
        read_backup(server, home, damaged, fresh=True)
    assert rows_of(server) == "1000|Amina 1"
