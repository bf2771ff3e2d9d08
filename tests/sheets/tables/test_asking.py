import json
from pathlib import Path

import pytest

from amir.sheets.tables.answers import Answers, Given, UnreadableAnswers, load_answers

from .lists import sheet, understood

HEADER = ["Name", "Phone", "Country of origin"]
ROWS = [
    HEADER,
    ["Amina Hassan", "085 000 0001", "Congo"],
    ["Yusuf Omar", "085 000 0002", "Congo"],
    ["Elena Rossi", "085 000 0003", "Italy"],
    ["Sara Khan", "085 000 0004", "Pakistan"],
    ["Omar Ali", "085 000 0005", "Somalia"],
]


def test_a_word_is_asked_about_once_for_all_tables() -> None:
    understanding = understood(sheet(ROWS, file="mentors.csv"), sheet(ROWS[:2], file="mentees.csv"))
    (question,) = understanding.questions
    assert (question.kind, question.table, question.column) == ("value", "mentors.csv", HEADER[2])
    assert question.cells == ("mentors.csv!2", "mentors.csv!3", "mentees.csv!2")


def test_an_answer_counts_for_all_tables() -> None:
    answers = Answers([Given("value", "CD", "mentors.csv", HEADER[2])])
    understanding = understood(
        sheet(ROWS[:3], file="mentors.csv"), sheet(ROWS[:2], file="mentees.csv"), answers=answers
    )
    assert [p.values["country_of_origin"] for p in understanding.people] == ["CD", "CD", "CD"]
    assert (understanding.questions, [a for _, a in understanding.answered]) == ((), ["CD"])


def test_hidden_rows_are_asked_about_and_stay_out_on_request() -> None:
    one = sheet(ROWS[3:5], file="x.csv")
    hidden = sheet([HEADER, *ROWS[3:]], file="mentors.csv", hidden_rows=frozenset({2}))
    assert one.hidden_rows == frozenset()
    asked = understood(hidden)
    (question,) = asked.questions
    assert (question.kind, question.cells) == ("hidden_rows", ("mentors.csv!3",))
    assert [p.hidden for p in asked.people] == [False, True, False]
    answered = understood(hidden, answers=Answers([Given("hidden_rows", "no, skip them")]))
    assert [p.left_out for p in answered.people] == [False, True, False]
    assert [s.at for s in answered.skipped] == ["mentors.csv!3"]


def test_colours_are_asked_about_with_the_legend() -> None:
    table = sheet(ROWS, file="mentors.xlsx", name="Mentors", row_colours={3: "FF0000"})
    legend = sheet([["Colour", "Meaning"], ["red", "on hold"]], file="mentors.xlsx", name="Legend")
    answers = Answers([Given("value", "CD")])
    (question,) = understood(table, legend, answers=answers).questions
    assert (question.kind, question.cells) == ("colour", ("mentors.xlsx#Mentors!4",))
    assert question.ask.text() == (
        "1 row is coloured (1 red). A legend says: red = on hold. What should happen?"
    )


def test_stripes_are_no_colours_with_a_meaning() -> None:
    people = [[f"Amina Hassan{c}", f"085 000 000{i}", "Italy"] for i, c in enumerate("abcdefg")]
    stripes = dict.fromkeys(range(1, 8, 2), "DDEBF7")
    table = sheet([HEADER, *people], file="mentors.xlsx", name="Mentors", row_colours=stripes)
    assert understood(table).questions == ()


def test_answers_are_read_from_a_report_or_a_bare_list(tmp_path: Path) -> None:
    entries: list[dict[str, object]] = [
        {"kind": "role", "table": "a.csv", "column": None, "answer": "mentors", "cells": []}
    ]
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps({"country": "IE", "as_of": "2025-06-02", "questions": entries}))
    bare = tmp_path / "bare.yaml"
    bare.write_text("- {kind: role, table: a.csv, answer: mentors}\n- {kind: value, answer: }\n")
    given = (Given("role", "mentors", "a.csv"),)
    assert load_answers(bare) == Answers(given)
    assert load_answers(whole).given == given
    assert load_answers(whole).country == "IE"


@pytest.mark.parametrize("text", ["{", '"yes"', '{"questions": ["yes"]}', '{"as_of": "soon"}'])
def test_answers_that_cannot_be_read_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "answers.json"
    file.write_text(text)
    with pytest.raises(UnreadableAnswers):
        load_answers(file)
