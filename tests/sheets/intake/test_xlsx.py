"""XLSX: values as people see them, and the furniture of a grown workbook."""

import io
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from amir.sheets.grid import Book, Cell, Refused, Sheet
from amir.sheets.intake import read_bytes
from tests.sheets.intake.hostile_files import ONE_CELL, xlsx


def written(fill: Callable[[Worksheet], None], *, from_1904: bool = False) -> Book:
    """The workbook that openpyxl writes after `fill` has filled its sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "Mentees"
    if from_1904:
        book.epoch = MAC_EPOCH
    fill(page)
    whole = io.BytesIO()
    book.save(whole)
    return read_bytes(whole.getvalue(), "list.xlsx")


def first(fill: Callable[[Worksheet], None]) -> Sheet:
    return written(fill).sheets[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=x", Cell("=x", "=x")),
        ("Amina", Cell("Amina", "Amina")),
        (34600006890, Cell("34600006890", 34600006890)),
        (393400000000.0, Cell("393400000000", 393400000000)),
        (0.25, Cell("0.25", 0.25)),
        (1e-7, Cell("0.0000001", 1e-7)),
        (-3, Cell("-3", -3)),
        (True, Cell("TRUE", True)),
        (date(1990, 3, 12), Cell("1990-03-12", date(1990, 3, 12))),
        (datetime(2025, 3, 1, 0, 0), Cell("2025-03-01", date(2025, 3, 1))),
        (datetime(2025, 3, 1, 14, 30), Cell("2025-03-01 14:30", datetime(2025, 3, 1, 14, 30))),
        (time(14, 30), Cell("14:30", time(14, 30))),
        ("#N/A", Cell("#N/A", "#N/A", "#N/A")),
    ],
)
def test_value_is_what_a_person_would_copy(value: object, expected: Cell) -> None:
    def fill(page: Worksheet) -> None:
        page["A1"].value = value
        if value == "=x":
            page["A1"].data_type = "s"

    assert first(fill).cell(0, 0) == expected


def test_days_counted_from_1904_are_the_same_days() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = date(1990, 3, 12)

    assert written(fill, from_1904=True).sheets[0].cell(0, 0) == Cell(
        "1990-03-12", date(1990, 3, 12)
    )


def test_zeros_that_a_format_puts_in_front_are_kept() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = 612345678
        page["A1"].number_format = "0000000000"

    assert first(fill).cell(0, 0) == Cell("0612345678", 612345678)


def test_rows_and_columns_keep_their_numbers() -> None:
    def fill(page: Worksheet) -> None:
        page["C5"] = "Amina"

    read = first(fill)

    assert [list(row) for row in read.rows] == [
        [], [], [], [], [None, None, Cell("Amina", "Amina")],
    ]  # fmt: skip


def test_empty_cells_with_a_format_are_no_data() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = "Amina"
        for row in range(1, 200):
            for column in range(1, 41):
                page.cell(row, column).fill = PatternFill("solid", "FFFF00")

    assert [list(row) for row in first(fill).rows] == [[Cell("Amina", "Amina")]]


def test_hundreds_of_empty_rows_move_no_filled_one() -> None:
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 900))
    sheet = (
        f'<sheetData><row r="1"><c r="A1" s="1"/><c r="B1"><v>1</v></c></row>{empty}'
        '<row r="900" hidden="1"/><row r="901"><c r="C901"><v>2</v></c></row></sheetData>'
    )
    read = read_bytes(xlsx(sheet), "list.xlsx").sheets[0]

    filled = {
        (row, column)
        for row, cells in enumerate(read.rows)
        for column, cell in enumerate(cells)
        if cell
    }
    assert (filled, read.hidden_rows) == ({(0, 1), (900, 2)}, frozenset({899}))


def test_formula_that_was_never_calculated_is_kept_and_told() -> None:
    def fill(page: Worksheet) -> None:
        page["B2"] = "=CONCAT(A1,A2)"

    read = first(fill)

    assert (read.cell(1, 1), read.formulas_without_value) == (
        Cell("=CONCAT(A1,A2)", "=CONCAT(A1,A2)", "no value"),
        frozenset({(1, 1)}),
    )


def test_formula_gives_its_stored_value() -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, '=A2&"x"', value="Amina")
        page.write_formula(2, 0, "=NA()", value="#N/A")

    read = read_bytes(whole.getvalue(), "list.xlsx").sheets[0]

    assert (read.cell(0, 0), read.cell(2, 0)) == (
        Cell("Amina", "Amina"),
        Cell("#N/A", "#N/A", "#N/A"),
    )


def test_hidden_rows_and_columns_are_told() -> None:
    def fill(page: Worksheet) -> None:
        for row in range(1, 6):
            page.append([f"Amina {row}", "Paris", "x"])
        page.row_dimensions[2].hidden = True
        page.row_dimensions[90].hidden = True
        page.column_dimensions["B"].hidden = True

    read = first(fill)

    assert (read.hidden_rows, read.hidden_columns) == (frozenset({1}), frozenset({1}))


def test_row_without_height_is_hidden_and_empty_text_of_a_formula_is_nothing() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>'
        '<row r="2" ht="0"><c r="A2"><v>0.30000000000000004</v></c></row></sheetData>'
    )
    read = read_bytes(xlsx(sheet), "list.xlsx").sheets[0]

    assert [list(row) for row in read.rows] == [[], [Cell("0.3", 0.1 + 0.2)]]
    assert (read.hidden_rows, read.formulas_without_value) == (frozenset({1}), frozenset())


def test_hidden_sheet_is_read_and_told() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = "Amina"
        assert page.parent is not None
        page.parent.create_sheet("Lists").sheet_state = "hidden"

    assert [(sheet.name, sheet.visible) for sheet in written(fill).sheets] == [
        ("Mentees", True),
        ("Lists", False),
    ]


def test_colour_of_a_row_needs_half_of_its_filled_cells() -> None:
    def fill(page: Worksheet) -> None:
        for _ in range(4):
            page.append(["Amina", "Paris", "yes", "no"])
        for cell in page[1]:
            cell.fill = PatternFill("solid", "FFF8CBAD")
        for cell in page[2][:2]:
            cell.fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
        page["A3"].fill = PatternFill("solid", "FFFF0000")
        for cell in page[4]:
            cell.fill = PatternFill("solid", "FFFFFFFF")

    assert first(fill).row_colours == {0: "F8CBAD", 1: "A7C0DE"}


def test_comment_is_told() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = "Amina"
        page["A1"].comment = Comment("call her sister", "Elena")

    assert first(fill).comments == {(0, 0): "call her sister"}


def test_merges_are_cut_to_what_is_filled() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B2:XFD1048576"/>'
        '<mergeCell ref="A7:B9"/></mergeCells>'
    )

    assert read_bytes(xlsx(sheet), "list.xlsx").sheets[0].merges == ((0, 0, 0, 1), (1, 1, 2, 2))


def test_threaded_comments_are_read_once_and_whole() -> None:
    sheet_relations = (
        "<Relationships>"
        '<Relationship Id="a" Type="x/comments" Target="../notes.xml"/>'
        '<Relationship Id="b" Type="x/threadedComment" Target="../threads.xml"/></Relationships>'
    )
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": sheet_relations,
        "xl/notes.xml": '<comments><commentList><comment ref="A1"><text><t>[Threaded comment] '
        "old</t></text></comment></commentList></comments>",
        "xl/threads.xml": '<ThreadedComments><threadedComment ref="A1"><text>on leave</text>'
        '</threadedComment><threadedComment ref="A1"><text>until May</text></threadedComment>'
        "</ThreadedComments>",
    }

    read = read_bytes(xlsx(ONE_CELL, **more), "list.xlsx").sheets[0]

    assert read.comments == {(0, 0): "on leave\nuntil May"}


def test_names_with_a_prefix_and_rich_texts_are_read() -> None:
    sheet = (
        b'<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        b'<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )
    shared = (
        "<sst><si><r><t>Ami</t></r><r><t xml:space='preserve'>na_x000D_\nB </t></r>"
        "<rPh><t>phonetic</t></rPh></si></sst>"
    )

    read = read_bytes(xlsx(iter([sheet]), shared=shared), "list.xlsx").sheets[0]

    assert [list(row) for row in read.rows] == [[Cell("Amina\nB ", "Amina\nB "), Cell("7", 7)]]


def test_wrong_ending_does_not_matter() -> None:
    book = read_bytes(xlsx(ONE_CELL), "list.xls")

    assert (book.file, book.sheets[0].table, book.sheets[0].cell(0, 0)) == (
        "list.xls",
        "list.xls#Uno",
        Cell("Amina", "Amina"),
    )


def test_cell_too_far_out_is_named() -> None:
    far = '<sheetData><row r="70000"><c r="XFD70000"><v>1</v></c></row></sheetData>'

    with pytest.raises(Refused, match=r"^list.xlsx#Uno has something in cell XFD70000:"):
        read_bytes(xlsx(far), "list.xlsx")
