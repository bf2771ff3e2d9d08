"""`amir keys`: keys of a new installation, what needs them, and changing them."""

import argparse
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from amir.config.command import keys as command
from amir.core.secrets import index, keys
from amir.core.secrets.models import DataKey
from amir.core.secrets.ring import current_key, ring


@pytest.fixture
def folder(
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    committed_database: str,
) -> Path:
    """A folder without keys, and the database of this test in place of an own one."""
    settings.AMIR_KEYS = tmp_path / "keys"
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/amir")
    ring.forget()
    index._lookup_secret.cache_clear()
    return tmp_path / "keys"


def run(*arguments: str) -> int:
    top = argparse.ArgumentParser()
    command.add_to(top.add_subparsers())
    options = top.parse_args(["keys", *arguments])
    return int(options.run(options))


def test_keys_are_created_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (run("create"), run("create")) == (0, 0)
    *made, keep, again = capsys.readouterr().out.splitlines()
    assert sorted(made) == [f"made {file}" for file in sorted(folder.iterdir())]
    assert keep == f"amir: {command.KEEP}"
    assert again == f"amir: the keys are already in {folder}."


def test_lost_keys_are_not_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("create")
    current_key(uuid4(), "people")
    [lost] = folder.glob("wrapping-*.key")
    lost.unlink()
    capsys.readouterr()
    assert run("create") == 1
    assert capsys.readouterr().err == (
        f"amir: The database needs key files that are not in {folder}: {lost.name}. "
        "Put the saved copies back; no new keys were made.\n"
    )
    assert [file.name for file in folder.iterdir()] == ["lookup-1.key"]
    assert run("list") == 0
    missing = capsys.readouterr().out.splitlines()[0]
    key_id = lost.stem.removeprefix("wrapping-")
    assert missing == f"MISSING           wrapping  {key_id}  wraps 1 data keys"


def test_rotation_wraps_everything_with_a_new_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("create")
    first = current_key(uuid4(), "people")
    assert run("rotate") == 0
    newest = keys.newest_key(folder, keys.WRAPPING)
    assert set(DataKey.objects.values_list("wrapped_by", flat=True)) == {newest.id}
    assert current_key(first.organisation_id, "people").id != first.id
    assert f"made {folder / newest.file_name}; it wraps 2 data keys\n" in capsys.readouterr().out
