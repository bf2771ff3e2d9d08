"""Questions are asked once each; an empty line leaves them open."""

from datetime import date

from amir.config.command.asking import ask_all
from amir.sheets.sayings import Option, Question, Saying
from amir.sheets.tables.answers import Given
from amir.sheets.understanding import NO_ANSWERS, Understanding

ORDER = Question(
    "date_order",
    "list.csv",
    "Training",
    Saying("Is 03/04/25 the 3rd of April or the 4th of March?"),
    (Option("day first", Saying("the 3rd of April")), Option("month first", Saying("the 4th"))),
    ("list.csv!2", "list.csv!3"),
)
CONGO = Question("value", "list.csv", "Country", Saying("Which Congo?"), key="congo")


def understanding() -> Understanding:
    return Understanding("IT", ("en",), date(2025, 6, 2), questions=(ORDER, CONGO))


def test_asking_takes_the_number_of_an_option_or_free_text() -> None:
    typed = iter(["1\n", "CD\n"])
    answers = ask_all(understanding(), NO_ANSWERS, lambda prompt: next(typed))
    assert answers.given == (
        Given("date_order", "day first", "list.csv", "Training"),
        Given("value", "CD", "list.csv", "Country", "congo"),
    )


def test_asking_leaves_open_what_nobody_answers() -> None:
    assert ask_all(understanding(), NO_ANSWERS, lambda prompt: "\n") == NO_ANSWERS


def test_asking_shows_rows_and_options() -> None:
    shown: list[str] = []
    ask_all(understanding(), NO_ANSWERS, lambda prompt: shown.append(prompt) or "")
    assert shown[0].splitlines() == [
        "",
        "Is 03/04/25 the 3rd of April or the 4th of March?",
        "Rows: list.csv!2, list.csv!3",
        "  1  the 3rd of April",
        "  2  the 4th",
        "Your answer (Enter leaves it open): ",
    ]
