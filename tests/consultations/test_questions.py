"""Questions and answers in words, and what makes an answer doubtful."""

from amir.consultations.questions import chosen_questions, in_words, options_of
from amir.consultations.rules import doubts_about


def test_doubts_are_about_speed_links_and_the_trap() -> None:
    def found(texts: list[str], seconds: float = 60, trap: str = "") -> list[str]:
        return doubts_about(texts, trap=trap, seconds=seconds, least_seconds=10, most_links=1)

    assert found(["See https://a.example"]) == []
    assert found(["https://a.example www.b.example"]) == ["links"]
    assert found(["A word"], seconds=9.9) == ["fast"]
    assert found(["A word"], seconds=1, trap="x") == ["trap", "fast"]


def test_options_keep_our_order_whatever_was_kept() -> None:
    [question] = chosen_questions(["matters"], "", "en")
    shuffled = {**question, "options": dict(sorted(question["options"].items()))}
    assert options_of(shuffled, "en") == options_of(question, "en")
    assert options_of(shuffled, "en")[-1] == ("other", "Something else")


def test_contribution_says_what_was_chosen_in_words() -> None:
    chosen = chosen_questions(["matters", "missing"], "", "en")
    answers = {"matters": "home", "missing": "A desk near the station."}
    assert in_words(chosen, answers, "it") == "Casa\n\nA desk near the station."
