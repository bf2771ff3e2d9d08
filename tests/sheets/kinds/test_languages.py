"""Languages and levels from free text, codes and columns of one language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .columns_of_words import Worded

ENGLISH = Worded("languages", ("en",), "Languages")


def spoken(value: object) -> str:
    """A value as a short text: "ar:native en"."""
    listed = value if isinstance(value, list) else []
    return " ".join(f"{x['tag']}:{x['level']}" if x["level"] else x["tag"] for x in listed)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Somali (native), English (C1)", "so:native en:C1"),
        ("arabo madrelingua - italiano A1", "ar:native it:A1"),
        ("ar:native|fr:A2", "ar:native fr:A2"),
        ("ara, fra", "ar fr"),
        ("EN, FR", "en fr"),
        ("spagnolo / italiano A2/B1", "es it:A2"),
        ("English B1-B2; French b1+", "en:B1 fr:B1"),
        ("عربي (لغة أم)، يوناني (A2)", "ar:native el:A2"),
        ("العربية والانجليزية", "ar en"),
        ("Arabic/English", "ar en"),
        ("arabic-english-french", "ar en fr"),
        ("native Arabic, fluent English", "ar:native en"),
        ("a little English (A2)", "en:A2"),
        ("Arabic: native, English: B2", "ar:native en:B2"),
        ("Arabic, native, English, B2", "ar:native en:B2"),
        ("C1 English", "en:C1"),
        ("Ukrainian, Russian - native", "uk ru:native"),
        ("Kurdish (Sorani) B2, Arabic", "ckb:B2 ar"),
        ("Dari\nPashto", "prs ps"),
        ("moroccan arabic", "ary"),
        ("Arabic, Arabic (native)", "ar:native"),
        ("English (spoken B2, written A2)", "en:B2"),
        ("no English", ""),
        ("Serbo-Croatian", "sh"),
    ],
)
def test_languages_of_a_free_text_keep_their_order_and_levels(cell: str, expected: str) -> None:
    assert [spoken(value) for value in ENGLISH.values(cell)] == [expected]


@pytest.mark.parametrize(
    ("language", "cell", "expected"),
    [
        ("de", "Arabisch Muttersprache, Deutsch A2, etwas Englisch", "ar:native de:A2 en"),
        ("de", "Tigrinya und Englisch", "ti en"),
        ("fr", "le français et l'arabe", "fr ar"),
        ("fr", "langue maternelle : peul ; français B1", "ff:native fr:B1"),
        ("el", "αραβικά (μητρική), ελληνικά Α2", "ar:native el:A2"),
        ("it", "un po' di italiano, urdu madrelingua", "it ur:native"),
        ("it", "parla solo bangla", "bn"),
        ("hu", "kicsit magyarul és angolul", "hu en"),
        ("es", "árabe y un poco de castellano", "ar es"),
    ],
)
def test_languages_are_read_in_the_language_of_the_list(
    language: str, cell: str, expected: str
) -> None:
    assert [spoken(value) for value in Worded("languages", (language,)).values(cell)] == [expected]


@pytest.mark.parametrize("cell", ["-", "none", "?", "n/a"])
def test_languages_word_for_nothing_leaves_the_field_empty(cell: str) -> None:
    reading = ENGLISH.readings(cell)[0]
    assert (reading.value, reading.complaints, reading.rest) == (None, (), "")


def test_languages_unknown_word_is_named_and_kept() -> None:
    reading = ENGLISH.readings("african, English B1")[0]
    assert (spoken(reading.value), reading.rest) == ("en:B1", "african")
    assert ENGLISH.said("african, English B1") == [
        (
            "unknown_value",
            "warning",
            "'african' is not a language; en was understood. Which other one?",
        )
    ]


def test_languages_misspelling_is_read_with_a_warning() -> None:
    assert spoken(ENGLISH.values("Englsh")[0]) == "en"
    assert ENGLISH.said("Englsh") == [
        ("unknown_value", "warning", "'Englsh' was read as 'english': is that right?")
    ]


def test_languages_column_of_one_language_holds_levels_and_crosses() -> None:
    cells = ["B1", "native", "a little", "x", "yes", "B1/B2", "-", "0", "none", "no"]
    values = ENGLISH.values(*cells, told={"language": "en"})
    assert [spoken(value) for value in values] == [
        "en:B1", "en:native", "en", "en", "en", "en:B1", "", "", "", "",
    ]  # fmt: skip


def test_languages_mother_tongue_heading_gives_the_level() -> None:
    column = Worded("languages", ("en",), "Mother tongue")
    assert [spoken(v) for v in column.values("Arabic", "French B2")] == ["ar:native", "fr:B2"]


def test_languages_levels_without_a_language_are_asked_about_once() -> None:
    column = Worded("languages", ("en",), "Level")
    assert [(q.kind, q.key) for q in column.questions("A1", "B2", "C1")] == [("value", "language")]
    answered = column.values("A1", "none", answers={"value": "Italian"})
    assert [spoken(value) for value in answered] == ["it:A1", ""]


def test_languages_likeness_tells_languages_from_names() -> None:
    assert ENGLISH.likeness("Arabic, English", "Somali (native)", "Urdu B1") == 1.0
    assert ENGLISH.likeness("Amina Hassan", "Yusuf Ali", "Elena Conti") == 0.0


@settings(deadline=None)
@given(st.text(max_size=80))
def test_languages_any_text_leaves_a_trace(text: str) -> None:
    reading = ENGLISH.readings(text)[0]
    words = [c for c in text if c.isalpha()]
    traced = bool(reading.value or reading.complaints or reading.rest)
    assert traced or len(words) < 12


@pytest.mark.parametrize(
    ("language", "cell", "expected"),
    [
        ("de", "Türk. (Muttersprache), Franz. B1, SPAN.", ["tr native", "fr B1", "es"]),
        ("it", "ucr. madrelingua, ing. A2", ["uk native", "en A2"]),
        ("hu", "ném. A2, arab", ["de A2", "ar"]),  # "nem" alone is no
        ("ru", "англ. B1, фр.", ["en B1", "fr"]),
        ("fr", "roumain LM, nl A1", ["ro native", "nl A1"]),
        ("en", "ur (native), en C1", ["ur native", "en C1"]),
        ("en", "Filipino, tagalog", ["fil", "tl"]),
    ],
)  # fmt: skip
def test_languages_are_read_from_their_abbreviations(
    language: str, cell: str, expected: list[str]
) -> None:
    value = Worded("languages", (language,)).values(cell)[0]
    assert isinstance(value, list)
    assert [" ".join(filter(None, (s["tag"], s["level"]))) for s in value] == expected


def test_languages_of_a_continent_are_asked_about() -> None:
    reading = Worded("languages", ("it",)).readings("africano, francese B1")[0]
    assert (reading.value, reading.rest) == ([{"tag": "fr", "level": "B1"}], "africano")
    assert [c.saying.text() for c in reading.complaints] == [
        "'africano' is not a language; fr was understood. Which other one?"
    ]


def test_languages_small_words_beside_no_language_are_kept() -> None:
    assert ENGLISH.readings("no - (and ug Ӯ-xx en zq")[0].rest != ""
    assert ENGLISH.readings("Italian: none")[0].rest == ""


def test_languages_levels_explained_in_the_heading() -> None:
    column = Worded("languages", ("it",), "Lingue (codice:livello, LM = lingua madre)")
    assert column.values("so:LM; it:A2") == [
        [{"tag": "so", "level": "native"}, {"tag": "it", "level": "A2"}]
    ]
