"""Countries by name, adjective and code."""

import pytest

from .columns_of_words import Worded

ENGLISH = Worded("country", ("en",), "Country of origin")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Syria", "SY"),
        ("SYR", "SY"),
        ("sy", "SY"),
        ("NGA", "NG"),
        ("Syria (Aleppo)", "SY"),
        ("Aleppo, Syria", "SY"),
        ("سورية - حلب", "SY"),
        ("Syrian Arab Republic", "SY"),
        ("Eritrean", "ER"),
        ("DR Congo", "CD"),
        ("Korea (South)", "KR"),
        ("Moldova, Republic of", "MD"),
        ("Iran (Islamic Republic of)", "IR"),
        ("UK", "GB"),
        ("Côte d'Ivoire", "CI"),
        ("Burma", "MM"),
        ("Kosovo", "XK"),
        ("from Somalia", "SO"),
        ("Сирия", "SY"),
        ("ሶማሌ", None),
    ],
)
def test_country_is_found_by_name_adjective_or_code(cell: str, expected: str | None) -> None:
    assert ENGLISH.values(cell) == [expected]


@pytest.mark.parametrize(
    ("language", "cell", "expected"),
    [
        ("it", "marocchina", "MA"),
        ("de", "Syrerin", "SY"),
        ("fr", "ivoirien", "CI"),
        ("es", "Ucrania", "UA"),
        ("el", "Σύριος", "SY"),
        ("hu", "Törökország", "TR"),
        ("pl", "ukraińskie", "UA"),
    ],
)
def test_country_adjective_is_read_in_the_language_of_the_list(
    language: str, cell: str, expected: str
) -> None:
    assert Worded("country", (language,)).values(cell) == [expected]


def test_country_word_for_two_countries_is_asked_about_once() -> None:
    cells = ["Congo", "Syria", "CONGO", "Korea"]
    assert [(q.kind, q.key, q.cells, q.ask.text()) for q in ENGLISH.questions(*cells)] == [
        (
            "value",
            "congo",
            ("list.csv!2", "list.csv!4"),
            "2 people come from 'Congo': which country is it?",
        ),
        (
            "value",
            "korea",
            ("list.csv!5",),
            "1 person comes from 'Korea': which country is it?",
        ),
    ]
    assert [r.waiting for r in ENGLISH.readings(*cells)] == [True, False, True, True]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("CD", "CD"),
        ("Democratic Republic", "CD"),
        ("Kinshasa", "CD"),
        ("the Republic (Brazzaville)", "CG"),
        ("Congo Brazzaville", "CG"),
        ("I do not know", None),
    ],
)
def test_country_answer_may_be_code_name_or_part_of_it(answer: str, expected: str | None) -> None:
    assert ENGLISH.values("Congo", answers={"value:congo": answer}) == [expected]


def test_country_town_beside_the_country_is_kept() -> None:
    assert [r.rest for r in ENGLISH.readings("Syria (Aleppo)", "Syria")] == ["Aleppo", ""]


def test_country_unknown_code_land_and_word_are_errors_with_their_own_sentences() -> None:
    assert [ENGLISH.said(cell) for cell in ("XXX", "Kurdistan", "Atlantis")] == [
        [("unknown_value", "error", "'XXX' is no country code.")],
        [
            (
                "unknown_value",
                "error",
                (
                    "'Kurdistan' is not a country of the list: "
                    "which of Iraq, Syria, Türkiye, Iran is it?"
                ),
            )
        ],
        [
            (
                "unknown_value",
                "error",
                "'Atlantis' is not a country of the list: type the name of the country.",
            )
        ],
    ]


def test_country_two_in_one_cell_takes_the_first_with_a_warning() -> None:
    reading = ENGLISH.readings("Syria/Turkey")[0]
    assert (reading.value, reading.rest) == ("SY", "Syria/Turkey")
    assert [c.kind for c in reading.complaints] == ["two_values"]


def test_country_stateless_is_kept_without_a_problem() -> None:
    reading = ENGLISH.readings("stateless")[0]
    assert (reading.value, reading.complaints, reading.rest) == (None, (), "stateless")


def test_country_likeness_is_not_won_by_topics() -> None:
    assert Worded("country", ("ar",)).likeness("السكن، العمل، الأمور المالية") == 0.0
    assert ENGLISH.likeness("Syria", "Eritrea", "AFG") == 1.0


@pytest.mark.parametrize(
    ("language", "cell", "asked"), [("de", "Guinea", 0), ("es", "Guinea", 1), ("en", "Congo", 1)]
)
def test_country_word_is_asked_about_where_the_language_of_the_list_leaves_it_open(
    language: str, cell: str, asked: int
) -> None:
    assert len(Worded("country", (language, "es", "pl")).questions(cell)) == asked


@pytest.mark.parametrize(
    ("cell", "expected"), [("D", "DE"), ("A", "AT"), ("CH", "CH"), ("I", "IT"), ("SLO", "SI")]
)
def test_country_signs_of_cars_are_read(cell: str, expected: str) -> None:
    assert Worded("country", ("de",)).values("Syrien", cell) == ["SY", expected]


def test_country_land_inside_one_country_is_not_guessed() -> None:
    reading = ENGLISH.readings("Chechnya")[0]
    assert (reading.value, reading.rest) == (None, "Chechnya")
    assert [c.saying.text() for c in reading.complaints] == [
        "'Chechnya' is not a country of the list: type Russia if you mean it."
    ]


def test_country_codes_are_codes_where_most_cells_are() -> None:
    assert Worded("country", ("de",)).values("SO", "ER", "SY", "k.A.", "NA") == [
        "SO",
        "ER",
        "SY",
        None,
        None,
    ]
