"""Key files: made once, private, whole."""

import threading
from pathlib import Path

import pytest

from amir.core.secrets import keys
from amir.core.secrets.errors import KeyMissing, SecretsError


def test_keys_are_made_once(key_files: Path) -> None:
    first = keys.keys_in(key_files, keys.WRAPPING)
    assert keys.create_missing_keys(key_files) == []
    assert keys.keys_in(key_files, keys.WRAPPING) == first
    assert len(first) == 1


def test_keys_are_private(key_files: Path) -> None:
    assert key_files.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in key_files.iterdir()} == {0o600}


def test_keys_do_not_show_their_secret(key_files: Path) -> None:
    key = keys.newest_key(key_files, keys.WRAPPING)
    assert repr(key.secret) not in repr(key)


def test_newest_key_is_the_last_made(key_files: Path) -> None:
    made = keys.create_key(key_files, keys.WRAPPING)
    assert keys.newest_key(key_files, keys.WRAPPING) == made


def test_missing_keys_say_what_to_do(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    with pytest.raises(KeyMissing) as caught:
        keys.newest_key(empty, keys.WRAPPING)
    assert str(caught.value) == (
        f"There is no wrapping key in {empty}. Put the saved key files back there; "
        "only for a new installation run `amir keys create`."
    )


def test_key_open_to_others_is_refused(key_files: Path) -> None:
    file = next(key_files.glob("wrapping-*.key"))
    file.chmod(0o640)
    with pytest.raises(SecretsError, match="can be read by others"):
        keys.newest_key(key_files, keys.WRAPPING)


@pytest.mark.parametrize("content", ["", "{}", '{"id": 1', '{"id": "x", "kind": "wrapping"}'])
def test_damaged_key_is_refused(key_files: Path, content: str) -> None:
    file = next(key_files.glob("wrapping-*.key"))
    file.write_text(content)
    with pytest.raises(SecretsError, match="is damaged"):
        keys.newest_key(key_files, keys.WRAPPING)


def test_renamed_key_is_refused(key_files: Path) -> None:
    file = next(key_files.glob("wrapping-*.key"))
    file.rename(file.with_name("wrapping-0000.key"))
    with pytest.raises(SecretsError, match="is damaged"):
        keys.newest_key(key_files, keys.WRAPPING)


def test_ten_first_starts_agree_on_one_lookup_key(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    start = threading.Barrier(10)

    def begin() -> None:
        start.wait()
        keys.create_missing_keys(folder)

    threads = [threading.Thread(target=begin) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys.keys_in(folder, keys.LOOKUP)) == 1
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []
