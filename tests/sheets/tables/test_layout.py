from amir.sheets.tables.headings import column_letters
from amir.sheets.tables.layout import heard_sections, layouts

from .lists import sheet, words

HEADER = ["Name", "Phone", "Languages"]
AMINA = ["Amina Hassan", "085 000 0001", "Arabic"]
YUSUF = ["Yusuf Omar", "085 000 0002", "Somali"]


def test_layout_passes_titles_and_empty_rows_above_the_header() -> None:
    (found,) = layouts(sheet([["Our programme"], ["as of: May"], [], HEADER, AMINA]), words("en"))
    assert found.header_rows == (3,)
    assert found.rows == (4,)
    assert found.above == ("Our programme", "as of: May")


def test_layout_skips_totals_and_notes_below_the_people() -> None:
    rows = [HEADER, AMINA, YUSUF, ["Total:", 2], [], ["Ask Elena before you call."]]
    (found,) = layouts(sheet(rows), words("en"))
    assert found.rows == (1, 2)
    assert [row for row, _ in found.skipped] == [3, 5]


def test_layout_skips_headings_that_are_repeated() -> None:
    (found,) = layouts(sheet([HEADER, AMINA, HEADER, YUSUF]), words("en"))
    assert found.rows == (1, 3)
    assert [row for row, _ in found.skipped] == [2]


def test_layout_gives_rows_the_role_of_their_section() -> None:
    rows = [HEADER, ["MENTORS"], AMINA, ["Mentees"], YUSUF]
    (found,) = layouts(sheet(rows), words("en"))
    assert found.sections == {2: "MENTORS", 4: "Mentees"}
    assert heard_sections(found.sections, words("en")) == {2: "mentor", 4: "mentee"}


def test_layout_parts_tables_that_stand_below_each_other() -> None:
    other = ["Surname", "First name", "Needs", "Email"]
    rows = [["Mentors"], HEADER, AMINA, [], ["Mentees"], other, ["Omar", "Yusuf", "work", "y@a.ie"]]
    first, second = layouts(sheet(rows), words("en"))
    assert (first.above, first.rows) == (("Mentors",), (2,))
    assert (second.above, second.rows) == (("Mentees",), (6,))


def test_layout_joins_a_header_of_two_merged_rows() -> None:
    rows = [
        ["Name", "Contact", None, "Languages", None, "Gender"],
        [None, "Phone", "Email", "Arabic", "English", None],
        ["Amina Hassan", "085 000 0001", "a@example.org", "B1", "C1", "f"],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)]
    (found,) = layouts(sheet(rows, merges=merges), words("en"))
    assert found.header_rows == (0, 1)
    assert [h.text for h in found.headings] == [
        "Name",
        "Contact / Phone",
        "Contact / Email",
        "Languages / Arabic",
        "Languages / English",
        "Gender",
    ]


def test_layout_carries_group_labels_where_nothing_is_merged() -> None:
    rows = [
        ["Name", "Contact", None, "Gender"],
        [None, "Phone", "Email", None],
        ["Amina Hassan", "085 000 0001", "a@example.org", "f"],
    ]
    (found,) = layouts(sheet(rows), words("en"))
    texts = [h.text for h in found.headings]
    assert texts == ["Name", "Contact / Phone", "Contact / Email", "Gender"]


def test_layout_keeps_a_first_person_with_gaps_out_of_the_header() -> None:
    rows = [HEADER, ["Amina Hassan", None, "Arabic"], YUSUF]
    (found,) = layouts(sheet(rows), words("en"))
    assert (found.header_rows, found.rows) == ((0,), (1, 2))


def test_layout_finds_a_header_in_unknown_words_by_its_looks() -> None:
    rows = [["Xlorp", "Frumm"], *[[f"Person {c}", 100 + i] for i, c in enumerate("ABCDE")]]
    (found,) = layouts(sheet(rows), words())
    assert (found.header_rows, found.rows) == ((0,), (1, 2, 3, 4, 5))


def test_layout_knows_a_list_without_headings() -> None:
    rows = [["Amina Hassan", "085 000 0001"], ["Yusuf Omar", "085 000 0002"]]
    (found,) = layouts(sheet(rows), words())
    assert (found.header_rows, found.rows) == ((), (0, 1))
    assert [h.text for h in found.headings] == ["A", "B"]


def test_layout_makes_equal_headings_unique_and_names_empty_ones() -> None:
    rows = [["Name", "Note", "Note", None], ["Amina Hassan", "one", "two", "three"]]
    (found,) = layouts(sheet(rows), words("en"))
    assert [h.text for h in found.headings] == ["Name", "Note", "Note (2)", "D"]


def test_layout_fills_cells_that_are_merged_over_several_people() -> None:
    rows = [HEADER, AMINA, ["Yusuf Omar", "085 000 0002", None]]
    (found,) = layouts(sheet(rows, merges=[(1, 2, 2, 2)]), words("en"))
    filled = found.cell(2, 2)
    assert filled is not None
    assert filled.text == "Arabic"


def test_layout_of_an_empty_sheet_is_no_table() -> None:
    assert layouts(sheet([[], [None]]), words()) == []


def test_column_letters_go_on_after_z() -> None:
    assert [column_letters(c) for c in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
