from collections.abc import Sequence
from typing import Any

from amir.sheets.grid import Cell, Value

from .lists import sheet, understood

HEADER = ["No", "Surname", "First name", "Phone", "Email", "Languages"]
AMINA: list[Value | None] = [1, "Hassan", "Amina", "085 000 0001", "amina@example.org", "Arabic"]


def rows_of(*rows: Sequence[Value | Cell | None]) -> dict[str, Any]:
    return understood(sheet([HEADER, *rows], file="mentors.csv")).report()


def kinds(report: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(p["at"], p["column"], p["level"], p["kind"]) for p in report["problems"]]


def test_people_with_only_a_family_name_need_a_fix() -> None:
    report = rows_of(AMINA, [2, "Omar", None, "085 000 0002", None, "Somali"])
    assert kinds(report) == [("mentors.csv!3", "First name", "error", "name_missing")]


def test_people_with_one_name_are_people() -> None:
    assert kinds(rows_of(AMINA, [2, None, "Yusuf", "085 000 0002", None, "Somali"])) == []


def test_people_without_any_name_need_a_fix() -> None:
    report = rows_of(AMINA, [2, None, None, "085 000 0002", None, "Somali"])
    assert kinds(report) == [("mentors.csv!3", "First name", "error", "name_missing")]


def test_rows_with_a_number_alone_are_skipped() -> None:
    report = rows_of(AMINA, [2, None, None, None, None, None])
    assert [s["at"] for s in report["skipped"]] == ["mentors.csv!3"]
    assert kinds(report) == []


def test_cells_with_errors_are_warnings_and_no_values() -> None:
    broken = Cell("#N/A", "#N/A", error="#N/A")
    report = rows_of(AMINA, [2, "Omar", "Yusuf", broken, None, "Somali"])
    assert kinds(report) == [("mentors.csv!3", "Phone", "warning", "cell_error")]


def test_notes_of_several_columns_are_joined() -> None:
    rows = [["Name", "Phone", "Notes", "Comments"], ["Amina Hassan", "085 000 0001", "one", "two"]]
    (amina,) = understood(sheet(rows, file="mentors.csv")).people
    assert amina.values["notes"] == "one; two"


def test_comments_on_cells_become_extras() -> None:
    one = sheet([HEADER, AMINA], file="mentors.csv", comments={(1, 3): "her sister's phone"})
    (amina,) = understood(one).people
    assert amina.extra == {"comment on Phone": "her sister's phone"}


def test_formulas_without_a_value_are_no_empty_cells() -> None:
    row = [1, "Hassan", "Amina", None, None, "Arabic"]
    one = sheet([HEADER, row], file="mentors.csv", formulas_without_value=frozenset({(1, 3)}))
    (problem,) = understood(one).problems
    assert (problem.at, problem.column, problem.complaint.kind) == (
        "mentors.csv!2",
        "Phone",
        "cell_error",
    )


def test_years_ago_count_from_the_day_of_the_form() -> None:
    rows = [
        ["Timestamp", "Name", "Email", "Year of arrival"],
        ["2025/03/03 10:18:10", "Amina Hassan", "amina@example.org", "2 years ago"],
    ]
    (amina,) = understood(sheet(rows, file="mentees.csv")).people
    assert amina.values["arrival_year"] == 2023


def test_sensitive_columns_stay_out_unless_asked_for() -> None:
    rows = [["Name", "Phone", "Religion"], ["Amina Hassan", "085 000 0001", "secret"]]
    one = sheet(rows, file="mentors.csv")
    kept_out = understood(one)
    assert kept_out.tables[0].sensitive == ("Religion",)
    assert [(s.at, s.column) for s in kept_out.skipped] == [("mentors.csv!2", "Religion")]
    assert "secret" not in str(kept_out.report())
    (amina,) = understood(one, include_sensitive=frozenset({"Religion"})).people
    assert amina.extra == {"Religion": "secret"}
