"""Whatever stands in a cell, the readers of dates, phones, numbers and times take it calmly."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amir.sheets.grid import Cell
from amir.sheets.kinds.agreement import AGREEMENT
from amir.sheets.kinds.availability import AVAILABILITY
from amir.sheets.kinds.base import Column, Context, Kind
from amir.sheets.kinds.dates import BIRTH, EVIDENCE_DATE, YEAR
from amir.sheets.kinds.numbers import CAPACITY
from amir.sheets.kinds.phones import PHONE
from amir.sheets.vocabulary import load_vocabulary

KINDS: list[Kind] = [BIRTH, YEAR, EVIDENCE_DATE, AGREEMENT, CAPACITY, PHONE, AVAILABILITY]
TREE = {"answers": {"yes": ["yes", "x"], "no": ["no"], "nothing": ["none"], "ago": ["ago"]}}
VOCABULARY = load_vocabulary({"en": TREE}, names=("en", "it"))
CONTEXT = Context(VOCABULARY, "IT", ("en",), date(2025, 6, 2))
ANSWERS = {"date_order": "day first", "calendar": "solar"}
PIECES = (
    "12 1990 1375 9999 0000 / - . mon evening 18 h + 39 340 0001488 May x 0 31 yes no : pm ² ① ٠ '"
)
texts = st.lists(st.sampled_from([*PIECES.split(), " ", "E+11"]) | st.characters(), max_size=9)
by_name = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


def column(text: str) -> Column:
    return Column("list", "Column", [("list!2", Cell(text, text))])


@by_name
@settings(deadline=None)  # the first call loads names of many languages
@given(pieces=texts)
def test_nothing_is_lost_and_nothing_breaks(kind: Kind, pieces: list[str]) -> None:
    text = "".join(pieces)
    reader = kind.reader(column(text), CONTEXT, ANSWERS)
    reading = reader.read("list!2", Cell(text, text))
    said = [complaint.saying.text() for complaint in reading.complaints]
    kept = reading.value is not None or reading.rest or reading.waiting
    nothing = VOCABULARY.answer(text) in ("nothing", "no")
    assert bool(kept or said or nothing)


@by_name
@pytest.mark.parametrize("text", ["a", "1", "1 ", "1/", "mon-", "(", "ب", "p.m ", "12:30 "])
def test_huge_cells_are_refused_in_few_words(kind: Kind, text: str) -> None:
    huge = text * (200_000 // len(text))
    reading = kind.reader(column(huge), CONTEXT, {}).read("list!2", Cell(huge, huge))
    assert reading.value is None
    assert [len(complaint.saying.text()) < 200 for complaint in reading.complaints] == [True]
