"""Workbooks go out harmless, whole and the same every time."""

from pathlib import Path

import openpyxl
import pytest

from amir.sheets.writing import FORMULA_STARTS, Heading, Page, write_workbook


def page(*rows: tuple[str | int, ...]) -> Page:
    return Page("Pairs: [a/b]", (Heading("Who", 20), Heading("Points")), rows, "A notice.", "None.")


def test_writing_marks_what_begins_like_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    texts = [f"{start}1+1" for start in FORMULA_STARTS if start != "\r"]
    write_workbook(file, [page(*((text, 1) for text in texts))], right_to_left=False)
    sheet = openpyxl.load_workbook(file).active
    cells = [sheet.cell(row, 1) for row in range(3, 3 + len(texts))]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        (text, "s", True) for text in texts
    ]


def test_writing_an_empty_page_says_so(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    write_workbook(file, [page()], right_to_left=True)
    sheet = openpyxl.load_workbook(file).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["A notice.", "Who", "None."]
    assert sheet.sheet_view.rightToLeft


def test_writing_leaves_the_old_workbook_when_it_fails(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "plan.xlsx"
    with pytest.raises(OSError, match="No such file"):
        write_workbook(file, [page()], right_to_left=False)


def test_writing_makes_rows_as_high_as_their_text(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    write_workbook(file, [page(("word " * 40, 1), ("short", 2))], right_to_left=False)
    heights = openpyxl.load_workbook(file).active.row_dimensions
    assert heights[3].height > 10 * heights[4].height / 2
