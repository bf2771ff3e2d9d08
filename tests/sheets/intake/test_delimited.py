"""Text files: delimiters, quotes, encodings, and quotes that never close."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.sheets.grid import Refused, Sheet
from amir.sheets.intake import read_bytes, read_pasted


def sheet(text: str, encoding: str = "utf-8") -> Sheet:
    return read_bytes(text.encode(encoding), "list.csv").sheets[0]


def texts(read: Sheet) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in read.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    read = sheet("Name,City\nAmina,Paris\nYusuf,Rome\n".replace(",", delimiter))

    assert (read.delimiter, texts(read)) == (
        delimiter,
        [["Name", "City"], ["Amina", "Paris"], ["Yusuf", "Rome"]],
    )


def test_decimal_commas_do_not_hide_the_semicolon() -> None:
    read = sheet("Name;Phone;Hours\nAmina;3,934E+11;1,5\nYusuf;3,935E+11;2,5\n")

    assert (read.delimiter, texts(read)[1]) == (";", ["Amina", "3,934E+11", "1,5"])


def test_lists_inside_cells_do_not_hide_the_comma() -> None:
    read = sheet("Name,Languages,Days\nAmina,ar;fr,mon;tue\nYusuf,en,sat\n")

    assert (read.delimiter, texts(read)[1]) == (",", ["Amina", "ar;fr", "mon;tue"])


def test_first_line_that_tells_the_delimiter_is_an_empty_row() -> None:
    assert texts(sheet("sep=;\nName;City, country\nAmina;Paris, France\n")) == [
        [],
        ["Name", "City, country"],
        ["Amina", "Paris, France"],
    ]


def test_one_column_has_no_delimiter() -> None:
    read = sheet("Mentors\nAmina\nYusuf\n")

    assert (read.delimiter, texts(read)) == (None, [["Mentors"], ["Amina"], ["Yusuf"]])


def test_empty_rows_between_keep_their_number_and_those_at_the_end_go() -> None:
    assert texts(sheet("Name;City\n;\n\nAmina;Paris\n;\n;;;\n")) == [
        ["Name", "City"],
        [],
        [],
        ["Amina", "Paris"],
    ]


def test_quoted_line_breaks_and_quotes_stay_in_the_cell() -> None:
    read = sheet('Name,Note\r\nAmina,"She said ""call"",\r\nthen\n\nwrite"\r\nYusuf,-\r\n')

    assert texts(read)[1:] == [["Amina", 'She said "call",\nthen\n\nwrite'], ["Yusuf", "-"]]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    read = sheet("Name;Phone\n=1+1;+39 340\n-x;@y\n")

    assert texts(read)[1:] == [["=1+1", "+39 340"], ["-x", "@y"]]


@pytest.mark.parametrize(
    "text",
    [
        'Name,City\nYusuf,"Paris\nElena,Rome\nOmar,Turin\n',
        'Name,City\nYusuf,"Paris\nElena,"Rome"\nOmar,Turin\n',
        'Name,City\nElena,Rome\nYusuf,"Paris\nElena,""\nOmar,Turin\n',
    ],
)
def test_quote_that_is_not_closed_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(Refused, match=r'^In line [23] of list.csv a quotation mark \("\) opens'):
        sheet(text)


def test_quotes_inside_a_cell_are_plain_signs() -> None:
    assert texts(sheet('Size,Name\n5" pipe,Amina\n"Big" one,Yusuf\n'))[1:] == [
        ['5" pipe', "Amina"],
        ["Big one", "Yusuf"],
    ]


def test_old_line_ends_and_nul_bytes_are_read() -> None:
    assert texts(sheet("Name,City\rAmi\0na,Paris\rYusuf,Rome\r")) == [
        ["Name", "City"],
        ["Amina", "Paris"],
        ["Yusuf", "Rome"],
    ]


def test_pasted_cells_are_cut_at_tabs() -> None:
    read = read_pasted('Name\tNote\nAmina\t"two\nlines"\n').sheets[0]

    assert (read.file, read.encoding, texts(read)) == (
        "pasted",
        None,
        [["Name", "Note"], ["Amina", "two\nlines"]],
    )


def test_cell_of_a_million_characters_is_refused() -> None:
    with pytest.raises(Refused, match=r"^A cell of list.csv holds 130,000 characters"):
        sheet("Name,Note\nAmina," + "x" * 130_000)


LETTERS = {
    "utf-8": "aZ é ł Ж ع ’€\"'\n,;|\t=+-@",
    "utf-8-sig": "aZ é ł Ж ع ’€\"'\n,;|\t=+-@",
    "utf-16": "aZ é ł Ж ع ’€\"'\n,;|\t=+-@",
    "cp1252": "a é \"'\n,;|\t=+-@",
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str, list[list[str]]]:
    """An encoding, a delimiter and a table whose cells all hold something."""
    encoding = draw(st.sampled_from(sorted(LETTERS)))
    width = draw(st.integers(2, 5))
    cell = st.text(LETTERS[encoding], max_size=12).map(lambda text: f"x{text}x")
    rows = st.lists(st.lists(cell, min_size=width, max_size=width), min_size=2, max_size=8)
    return encoding, draw(st.sampled_from(",;\t|")), draw(rows)


@given(tables())
def test_any_table_written_as_text_reads_back_the_same(
    table: tuple[str, str, list[list[str]]],
) -> None:
    encoding, delimiter, rows = table
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)

    read = read_bytes(written.getvalue().encode(encoding), "list.csv").sheets[0]

    assert (read.delimiter, texts(read)) == (delimiter, rows)
