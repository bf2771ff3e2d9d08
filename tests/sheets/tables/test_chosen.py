"""Columns to which the coordinator gave a field by hand."""

from datetime import date

from amir.participants.sheet import PARTICIPANT_TARGETS, participant_vocabulary
from amir.sheets.intake import read_pasted
from amir.sheets.tables.answers import Answers
from amir.sheets.understanding import Understanding, understand

TEXT = "\n".join(
    "\t".join(cells)
    for cells in (
        ("Name", "Phone", "Other phone", "Mayor's word", "Religion", "E-mail"),
        ("Amina Rossi", "+39 340 000 0001", "+39 340 000 0002", "kind", "x", "a@example.org"),
    )
)


def understood(**fields: str) -> Understanding:
    return understand(
        [read_pasted(TEXT)],
        PARTICIPANT_TARGETS,
        participant_vocabulary(),
        as_of=date(2025, 6, 2),
        country="IT",
        answers=Answers(fields={"pasted": {h.replace("_", " "): f for h, f in fields.items()}}),
    )


def test_chosen_field_is_taken_from_the_column_that_had_it() -> None:
    found = understood(Other_phone="phone")
    assert found.tables[0].fields["Phone"] == "extra"
    assert found.people[0].values["phone"] == "+393400000002"


def test_column_can_be_kept_as_text_only() -> None:
    found = understood(Phone="extra")
    assert "phone" not in found.people[0].values
    assert found.people[0].extra["Phone"] == "+39 340 000 0001"


def test_column_nobody_knows_can_be_given_a_field() -> None:
    found = understood(**{"Mayor's_word": "notes"})
    assert found.people[0].values["notes"] == "kind"


def test_special_categories_are_given_no_field() -> None:
    found = understood(Religion="notes")
    assert "notes" not in found.people[0].values
    assert [c.header for c in found.tables[0].columns if c.sensitive] == ["Religion"]


def test_columns_say_where_they_stand() -> None:
    assert [column.place for column in understood().tables[0].columns] == [0, 1, 2, 3, 4, 5]
