"""What was told about a list, and what is remembered of it."""

from amir.participants.lists.told import LATER, Told, question_id, told_of, with_lasting
from amir.sheets.grid import Book, Cell, Sheet
from amir.sheets.sayings import Question, Saying

ORDER = Question("date_order", "may.csv", "Checked on", Saying("?"))
HIDDEN = Question("hidden_rows", "may.csv", None, Saying("?"))


def answered(question: Question, answer: str) -> dict[str, dict[str, object]]:
    parts = {"kind": question.kind, "table": question.table, "column": question.column}
    return {question_id(question): {**parts, "key": question.key, "answer": answer}}


def test_told_survives_the_database() -> None:
    told = Told(roles={"may.csv!2": "mentor"}, left_out=["may.csv!3"], year_only=True)
    assert told_of(told.as_json()) == told


def test_question_put_off_is_no_answer_for_the_engine() -> None:
    told = Told(questions=answered(ORDER, LATER))
    assert told.for_engine().to(ORDER) is None
    assert told.answer_to(ORDER) == LATER


def test_only_what_holds_for_a_shape_is_remembered() -> None:
    questions = answered(ORDER, "day first") | answered(HIDDEN, "no")
    told = Told(questions=questions, columns={"may.csv": {"Seen by": "notes"}}, roles={"x!1": "y"})
    next_one = with_lasting(Told(), told.lasting(), ["june.csv"])
    june = Question("date_order", "june.csv", "Checked on", Saying("?"))
    assert next_one.for_engine().to(june) == "day first"
    assert next_one.for_engine().to(HIDDEN) is None
    assert next_one.columns == {"june.csv": {"Seen by": "notes"}}
    assert next_one.roles == {}


def test_new_answer_stands_above_the_remembered_one() -> None:
    past = Told(questions=answered(ORDER, "day first")).lasting()
    june = Question("date_order", "june.csv", "Checked on", Saying("?"))
    told = with_lasting(Told(questions=answered(june, "month first")), past, ["june.csv"])
    assert told.for_engine().to(june) == "month first"


def test_typed_cells_stand_in_the_books() -> None:
    sheet = Sheet("may.csv", None, [[Cell("Phone", "Phone")], [Cell("3.9E+11", 3.9e11)], []])
    told = Told(cells={"may.csv!2": {"0": "+39 340 000 0001"}, "may.csv!3": {"1": "new"}})
    (book,) = told.on_cells([Book("may.csv", [sheet])])
    assert [[cell and cell.text for cell in row] for row in book.sheets[0].rows] == [
        ["Phone"], ["+39 340 000 0001"], [None, "new"]
    ]  # fmt: skip


def test_cell_can_be_emptied() -> None:
    sheet = Sheet("may.csv", None, [[Cell("Phone", "Phone")], [Cell("x", "x")]])
    (book,) = Told(cells={"may.csv!2": {"0": ""}}).on_cells([Book("may.csv", [sheet])])
    assert book.sheets[0].rows[1] == [None]
