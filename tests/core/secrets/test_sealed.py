"""Sealed fields: read on purpose only, bound to their place, never plain in the database."""

import pickle
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import connections, models
from django.template import Context, Engine
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from psycopg import sql

from amir.core.secrets.errors import SealBroken, SecretsError
from amir.core.secrets.models import DataKey
from amir.core.secrets.ring import ring
from amir.core.secrets.sealed import Sealed, SealedTextField, Unsealed, seal_now
from amir.core.secrets.sealing import Place

from .conftest import Letter

READ = "select {} from letters_of_tests where id = %s"
WRITE = "update letters_of_tests set {} = %s where id = %s"
STORY = "Yusuf asked for a mentor who keeps quiet about the tribunal."
each_example = examples(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def raw(column: str, row: UUID) -> bytes:
    """What stands in the database."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql.SQL(READ).format(sql.Identifier(column)), [row])
        return bytes(cursor.fetchone()[0])


def put(column: str, row: UUID, value: bytes) -> None:
    """Somebody writes past the platform."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql.SQL(WRITE).format(sql.Identifier(column)), [value, row])


@pytest.fixture
def saved(letters: type[Letter]) -> Letter:
    return letters.objects.create(organisation_id=uuid4(), text=STORY, reply="Come on Tuesday.")


def test_text_comes_back(saved: Letter) -> None:
    assert Letter.objects.get().text.open() == STORY


def test_text_is_open_before_and_after_saving(letters: type[Letter]) -> None:
    letter = letters(organisation_id=uuid4(), text=STORY)
    assert letter.text == Unsealed(STORY)
    letter.save()
    assert isinstance(letter.text, Sealed)
    assert letter.text.open() == STORY


def test_database_holds_no_plain_text(saved: Letter) -> None:
    held = raw("text", saved.id)
    assert not any(word.encode() in held for word in STORY.split() if len(word) > 3)


def test_two_sealings_of_one_text_differ(letters: type[Letter]) -> None:
    organisation = uuid4()
    one, two = (letters.objects.create(organisation_id=organisation, text="yes") for _ in range(2))
    assert raw("text", one.id) != raw("text", two.id)


def test_length_does_not_tell_short_answers_apart(letters: type[Letter]) -> None:
    organisation = uuid4()
    made = [
        letters.objects.create(organisation_id=organisation, text=text)
        for text in ("", "no", "yes", "I would rather not say")
    ]
    assert len({len(raw("text", letter.id)) for letter in made}) == 1


@each_example
@given(text=st.text(max_size=300))
def test_any_text_comes_back(letters: type[Letter], text: str) -> None:
    made = letters.objects.create(organisation_id=uuid4(), text=text)
    assert letters.objects.get(pk=made.pk).text.open() == text


@each_example
@given(data=st.data())
def test_any_changed_bit_breaks_the_seal(letters: type[Letter], data: st.DataObject) -> None:
    made = letters.objects.create(organisation_id=uuid4(), text=STORY)
    held = bytearray(raw("text", made.id))
    bit = data.draw(st.integers(0, len(held) * 8 - 1))
    held[bit // 8] ^= 1 << bit % 8
    put("text", made.id, bytes(held))
    with pytest.raises(SecretsError):
        letters.objects.get(pk=made.pk).text.open()


@pytest.mark.parametrize("kept", [1, 16, 17, 29, 44, 60])
def test_cut_value_breaks_the_seal(saved: Letter, kept: int) -> None:
    put("text", saved.id, raw("text", saved.id)[:kept])
    with pytest.raises(SealBroken):
        Letter.objects.get().text.open()


def test_emptied_value_is_an_erased_text(saved: Letter) -> None:
    put("text", saved.id, b"")
    assert Letter.objects.get().text.open() == ""


def test_value_moved_to_another_row_breaks(saved: Letter) -> None:
    other = Letter.objects.create(organisation_id=saved.organisation_id, text="Amina's own")
    put("text", other.id, raw("text", saved.id))
    with pytest.raises(SealBroken, match="moved there from another place"):
        Letter.objects.get(pk=other.pk).text.open()


def test_value_moved_to_another_column_breaks(saved: Letter) -> None:
    put("reply", saved.id, raw("text", saved.id))
    with pytest.raises(SealBroken):
        Letter.objects.get().reply.open()


def test_row_moved_to_another_organisation_breaks(saved: Letter) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("update letters_of_tests set organisation_id = %s", [uuid4()])
    with pytest.raises(SealBroken):
        Letter.objects.get().text.open()


def test_key_given_to_another_organisation_breaks(saved: Letter) -> None:
    stranger = uuid4()
    DataKey.objects.using("owner").update(organisation_id=stranger)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update letters_of_tests set organisation_id = %s", [stranger])
    ring.forget()
    with pytest.raises(SealBroken, match="data key"):
        Letter.objects.get().text.open()


def test_unchanged_value_is_written_back_as_it_is(saved: Letter) -> None:
    before = raw("text", saved.id)
    letter = Letter.objects.get()
    letter.reply = None
    letter.save()
    assert raw("text", saved.id) == before
    assert Letter.objects.get().reply is None


def test_copied_row_is_refused(saved: Letter) -> None:
    letter = Letter.objects.get()
    letter.pk = uuid4()
    with pytest.raises(SecretsError, match="sealed to another row"):
        letter.save(force_insert=True)


def test_deferred_value_is_bound_when_read(saved: Letter) -> None:
    assert Letter.objects.defer("text").get().text.open() == STORY
    assert Letter.objects.only("text").get().text.open() == STORY


def test_refreshed_value_is_the_stored_one(saved: Letter) -> None:
    letter = Letter.objects.get()
    letter.text = "not sent"
    letter.refresh_from_db()
    assert letter.text.open() == STORY


def test_value_without_its_row_needs_a_place(saved: Letter) -> None:
    value = Letter.objects.values_list("text", flat=True).get()
    with pytest.raises(SealBroken, match="without its row"):
        value.open()
    place = Place(saved.organisation_id, "letters_of_tests", saved.id, "text")
    assert value.at(place).open() == STORY


def test_many_rows_are_sealed_at_once(letters: type[Letter]) -> None:
    organisation = uuid4()
    rows = [letters(organisation_id=organisation, text=f"letter {n}") for n in range(3)]
    letters.objects.bulk_create(rows)
    for row in rows:
        row.text = row.text.open() + ", mended"
        seal_now(row)
    letters.objects.bulk_update(rows, ["text"])
    read = {letter.text.open() for letter in letters.objects.all()}
    assert read == {"letter 0, mended", "letter 1, mended", "letter 2, mended"}


def test_text_cannot_slip_in_unsealed(saved: Letter) -> None:
    with pytest.raises(TypeError, match="sealed to its row"):
        Letter.objects.update(text="plain")
    saved.text = "plain"
    with pytest.raises(TypeError, match="sealed to its row"):
        Letter.objects.bulk_update([saved], ["text"])
    with pytest.raises(TypeError, match="takes text"):
        Letter(organisation_id=uuid4(), text=3)


def test_row_without_organisation_is_refused(letters: type[Letter]) -> None:
    with pytest.raises(SecretsError, match="when the row has an organisation"):
        letters(text=STORY).save()


def test_value_cannot_be_looked_up(saved: Letter) -> None:
    with pytest.raises(FieldError, match="Unsupported lookup"):
        Letter.objects.filter(text=STORY).exists()
    assert Letter.objects.filter(reply__isnull=False).count() == 1


def test_value_never_shows_by_itself(saved: Letter) -> None:
    letter = Letter.objects.get()
    template = Engine().from_string("{{ letter.text }}|{{ letter.text.open }}")
    shown = template.render(Context({"letter": letter}))
    assert shown == "[sealed]|"
    assert STORY not in repr(letter.text) + repr(Unsealed(STORY)) + repr(pickle.dumps(letter.text))


def test_field_without_area_is_an_error() -> None:
    class Note(models.Model):
        text = SealedTextField()

        class Meta:
            app_label = "core"
            managed = False

    assert "amir.secrets.E001" in {error.id for error in Note._meta.get_field("text").check()}
