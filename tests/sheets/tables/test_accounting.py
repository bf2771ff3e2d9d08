"""Nothing disappears: every filled cell of a table of people leaves a trace."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from amir.core.text import tidy

from .lists import sheet, understood

HEADER = ["Name", "Phone", "Email", "Date of birth", "Gender", "Languages", "Availability",
          "Needs", "Consent", "Zorb", "Religion", "Monday"]  # fmt: skip
ODD = st.sampled_from(
    ["?", "-", "none", "no", "x", "1", "12/12/12", "085 000 0001", "a@example.org", "Arabic B1",
     "mon", "morning", "woman", "1990", "ask my wife", "=1+1", "\tx", "عربي", "work; housing"]
) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)  # fmt: skip


def untraced(report: dict[str, Any], rows: list[list[str | None]], first: int) -> list[str]:
    fields = report["columns"].get("mentors.csv", {})
    people = {row["at"]: row for row in report["rows"]}
    told = {(p["at"], p["column"]) for p in report["problems"]}
    told |= {(s["at"], s.get("column")) for s in report["skipped"]}
    asked = {(q["table"], q["column"]) for q in report["questions"]}
    lost: list[str] = []
    for number, row in enumerate(rows, start=first):
        at = f"mentors.csv!{number}"
        person = people.get(at, {})
        for header, text in zip(HEADER, row, strict=True):
            if not text or not tidy(text) or (at, None) in told:
                continue
            kept = fields[header] in person or header in person.get("extra", {})
            if not kept and (at, header) not in told and ("mentors.csv", header) not in asked:
                lost.append(f"{at} {header}: {text!r}")
    return lost


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.none() | ODD, min_size=11, max_size=11), min_size=1, max_size=5))
def test_every_filled_cell_leaves_a_trace(rows: list[list[str | None]]) -> None:
    named = [[f"Amina Hassan{chr(97 + i)}", *row] for i, row in enumerate(rows)]
    report = understood(sheet([HEADER, *named], file="mentors.csv")).report()
    assert untraced(report, named, 2) == []
