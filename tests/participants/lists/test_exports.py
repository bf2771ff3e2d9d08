"""The empty list that people take away is understood when it comes back."""

from datetime import date
from io import BytesIO

import pytest
from django.http import Http404
from openpyxl import load_workbook

from amir.participants.lists.exports import TEMPLATE, template_file, template_headings
from amir.participants.reading import Lists, understand_participants
from amir.participants.sheet import PARTICIPANT_TARGETS, participant_vocabulary
from amir.places import open_gazetteer
from amir.sheets.intake import read_bytes

ROW = {
    "role": "mentor",
    "given_name": "Amina",
    "family_name": "Rossi",
    "phone": "+39 340 000 0003",
    "email": "amina@example.org",
    "languages": "it",
    "birth": "1985-04-30",
    "gender": "F",
    "place": "Bologna",
    "availability": "",
    "topics": "",
    "capacity": "2",
    "police_check_on": "2025-01-12",
    "trained": "2025-01-13",
    "consent": "2025-01-14",
    "notes": "-",
}
FIELDS = [target.field for target in PARTICIPANT_TARGETS if target.field in TEMPLATE]


@pytest.mark.parametrize("language", participant_vocabulary().languages)
def test_headings_are_understood_in_every_language(language: str) -> None:
    text = template_file("csv", language).decode() + ",".join(ROW[field] for field in FIELDS)
    found = understand_participants(
        Lists((read_bytes(text.encode(), "people.csv"),)),
        as_of=date(2025, 6, 2),
        gazetteer=open_gazetteer(),
        country="IT",
    )
    assert [column.field for column in found.tables[0].columns] == FIELDS


def test_workbook_has_the_same_headings() -> None:
    sheet = load_workbook(BytesIO(template_file("xlsx", "it"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == template_headings("it")


def test_other_kinds_of_file_are_not_there() -> None:
    with pytest.raises(Http404):
        template_file("exe", "en")
