"""Keys change while everything stays readable; destroyed keys take their texts with them."""

import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.secrets import keys, rotation
from amir.core.secrets.errors import KeyMissing, SealBroken
from amir.core.secrets.index import blind_index
from amir.core.secrets.models import DataKey
from amir.core.secrets.ring import Ring, current_key, ring

from .conftest import Letter

STORY = "Yusuf asked for a mentor who keeps quiet."


@pytest.fixture
def sealed_letters(letters: type[Letter], monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Six letters in three organisations; rotation finds their table."""
    monkeypatch.setattr(rotation.apps, "get_models", lambda: [Letter])
    made = [
        Letter.objects.create(organisation_id=organisation, text=STORY)
        for organisation in (uuid4(), uuid4(), uuid4())
        for _ in range(2)
    ]
    return [letter.pk for letter in made]


def texts() -> set[str]:
    ring.forget()
    return {letter.text.open() for letter in Letter.objects.all()}


def wrapped_by() -> set[str]:
    return set(DataKey.objects.values_list("wrapped_by", flat=True))


def test_one_data_key_per_organisation_and_area(sealed_letters: list[UUID]) -> None:
    assert DataKey.objects.count() == 3
    blind_index(Letter.objects.all()[0].organisation_id, "phone", "+39051")
    assert set(DataKey.objects.values_list("area", flat=True)) == {"people", "index"}


def test_new_wrapping_key_takes_over(sealed_letters: list[UUID], key_files: Path) -> None:
    new = rotation.add_wrapping_key()
    assert rotation.wrap_again() == 3
    assert wrapped_by() == {new.id}
    for old in keys.keys_in(key_files, keys.WRAPPING)[:-1]:
        (key_files / old.file_name).unlink()
    assert texts() == {STORY}


def test_unfinished_wrapping_leaves_everything_readable(sealed_letters: list[UUID]) -> None:
    rotation.add_wrapping_key()
    assert texts() == {STORY}


def test_lost_key_file_is_said_clearly(sealed_letters: list[UUID], key_files: Path) -> None:
    file = keys.newest_key(key_files, keys.WRAPPING).file_name
    (key_files / file).unlink()
    with pytest.raises(KeyMissing) as caught:
        texts()
    assert str(caught.value) == (
        f"The key file {file} is not in {key_files}. "
        "What it sealed cannot be opened until it is put back."
    )


def test_new_data_keys_seal_new_texts_and_open_old_ones(sealed_letters: list[UUID]) -> None:
    assert rotation.retire_data_keys() == 3
    assert texts() == {STORY}
    letter = Letter.objects.get(pk=sealed_letters[0])
    before = letter.text.data
    letter.save()
    assert letter.text.data != before
    assert Letter.objects.get(pk=letter.pk).text.is_under_current_key("people")


def test_index_keys_are_not_replaced(sealed_letters: list[UUID]) -> None:
    organisation = uuid4()
    digest = blind_index(organisation, "phone", "+39051")
    rotation.retire_data_keys()
    rotation.add_wrapping_key()
    rotation.wrap_again()
    ring.forget()
    assert blind_index(organisation, "phone", "+39051") == digest


def test_all_rows_are_sealed_again_once(sealed_letters: list[UUID]) -> None:
    rotation.retire_data_keys()
    assert rotation.seal_again() == 6
    assert rotation.seal_again() == 0
    DataKey.objects.using("owner").filter(retired_at__isnull=False).update(wrapped=None)
    assert texts() == {STORY}


def test_readers_and_writers_go_on_during_rotation(sealed_letters: list[UUID]) -> None:
    done, wrong = threading.Event(), []
    rounds: list[int] = []

    def work(act: Callable[[int], None]) -> None:
        count = 0
        try:
            while not done.is_set() or count < 20:
                act(count)
                count += 1
        except Exception as error:
            wrong.append(repr(error))
        finally:
            rounds.append(count)
            connections.close_all()

    def read(_: int) -> None:
        ring.forget()
        assert {letter.text.open() for letter in Letter.objects.all()} == {STORY}

    def write(count: int) -> None:
        letter = Letter.objects.get(pk=sealed_letters[count % 6])
        letter.text = STORY
        letter.save()

    threads = [threading.Thread(target=work, args=[act]) for act in (read, read, write)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        rotation.add_wrapping_key()
        rotation.wrap_again()
        rotation.retire_data_keys()
        rotation.seal_again()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert min(rounds) >= 20
    assert texts() == {STORY}


def test_destroyed_key_takes_its_texts_with_it(sealed_letters: list[UUID]) -> None:
    gone = Letter.objects.get(pk=sealed_letters[0])
    with acting_as(platform("erasing")):
        assert rotation.destroy_data_keys(gone.organisation_id, using="default") == 1
    with pytest.raises(KeyMissing, match="was destroyed"):
        Letter.objects.get(pk=gone.pk).text.open()
    kept = Letter.objects.exclude(organisation_id=gone.organisation_id)
    assert {letter.text.open() for letter in kept} == {STORY}
    Letter.objects.get(pk=gone.pk).save()
    renewed = Letter.objects.create(organisation_id=gone.organisation_id, text="after")
    assert Letter.objects.get(pk=renewed.pk).text.open() == "after"


def test_app_can_neither_destroy_nor_delete_keys_by_mistake(sealed_letters: list[UUID]) -> None:
    assert DataKey.objects.update(wrapped=None) == 0
    with pytest.raises(DatabaseError, match="permission denied"):
        DataKey.objects.all()._raw_delete("default")


def test_key_moved_to_another_area_breaks(sealed_letters: list[UUID]) -> None:
    DataKey.objects.using("owner").update(area="safeguarding")
    with pytest.raises(SealBroken, match="data key"):
        texts()


def test_key_of_a_failed_transaction_is_not_used_again(letters: type[Letter]) -> None:
    organisation = uuid4()
    with transaction.atomic():
        lost = current_key(organisation, "people")
        assert current_key(organisation, "people") == lost
        transaction.set_rollback(True)
    assert current_key(organisation, "people").id != lost.id


def test_ten_first_texts_at_once_share_one_key(letters: type[Letter]) -> None:
    organisation, start = uuid4(), threading.Barrier(10)

    def send() -> None:
        start.wait()
        try:
            Letter.objects.create(organisation_id=organisation, text=STORY)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DataKey.objects.count() == 1
    assert Letter.objects.count() == 10
    assert texts() == {STORY}


def test_opening_asks_the_database_once(sealed_letters: list[UUID]) -> None:
    ring.forget()
    letter = Letter.objects.get(pk=sealed_letters[0])
    queries: list[str] = []

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        queries.append(sql)
        return execute(sql, *rest)

    with connections["default"].execute_wrapper(count):
        for _ in range(3):
            letter.text.open()
    assert len(queries) == 1


def test_ring_keeps_the_last_used_keys(letters: type[Letter]) -> None:
    small = Ring(most=2, seconds=60)
    made = [current_key(uuid4(), "people") for _ in range(3)]
    for key in made[:2]:
        small.keep(key.id, key)
    assert small.get(made[0].id) == made[0]
    small.keep(made[2].id, made[2])
    assert [small.get(key.id) for key in made] == [made[0], None, made[2]]


def test_ring_forgets_with_time(letters: type[Letter]) -> None:
    brief = Ring(seconds=-1)
    key = current_key(uuid4(), "people")
    brief.keep(key.id, key)
    assert brief.get(key.id) is None
