"""The words of lists: what they mean, in which language, and what a wrong file is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.core.text import fold
from amir.sheets.vocabulary import Phrases, VocabularyError, key, load_vocabulary
from amir.sheets.vocabulary.phrases import keys_of

from .columns_of_words import FOLDER, words

TREE = {
    "headings": {
        "phone": ["phone", "phone number"],
        "gender": ["gender", "gender identity"],
        "country_of_origin": ["where did you live before"],
        "place": ["where did you live"],
    },
    "sensitive": ["religion", "identity", "hiv"],
    "codes": {"gender": [{"f": "F", "m": "M"}]},
}


def test_vocabulary_heading_is_found_whole_or_by_its_longest_phrase() -> None:
    vocabulary = load_vocabulary({"en": TREE}, names=())
    found = vocabulary.heading_fields("Where did you live before you came?")
    assert [(h.field, h.whole) for h in found] == [("country_of_origin", False), ("place", False)]
    assert [h.whole for h in vocabulary.heading_fields("PHONE number:")] == [True]


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Religion", True), ("Religionszugehörigkeit", True), ("HIV", True), ("hive", False),
     ("Gender identity", False), ("Identity", True), ("Phone", False)],
)  # fmt: skip
def test_vocabulary_sensitive_headings_are_words_or_stems(header: str, expected: bool) -> None:
    assert load_vocabulary({"en": TREE}, names=()).is_sensitive(header) is expected


def test_vocabulary_language_of_the_headings_settles_what_a_word_means() -> None:
    vocabulary = words()
    assert [vocabulary.weekday("mar", ("it",)), vocabulary.month("mar", ("en",))] == ["tue", 3]
    assert vocabulary.codes("gender", ("es",))[0]["m"] == "f"
    assert vocabulary.codes("gender", ("en",))[0]["m"] == "m"


def test_vocabulary_ranks_languages_by_what_they_explain() -> None:
    assert words().languages_of(["Vorname", "Nachname", "Telefon", "E-Mail"])[0] == "de"
    assert words().languages_of(["Nome", "Cognome", "Paese di origine"])[0] == "it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("-", "nothing"), ("--", "nothing"), ("؟", "nothing"), ("✓", "yes"), ("Yes, I agree", "yes"),
     ("نعم ✓", "yes"), ("not yet", "no"), ("purple", None)],
)  # fmt: skip
def test_vocabulary_short_answers(text: str, expected: str | None) -> None:
    assert words().answer(text, ("en",)) == expected


def test_vocabulary_header_tells_its_language_also_in_a_compound() -> None:
    vocabulary = words()
    assert [
        vocabulary.told("languages", header, (language,))
        for header, language in [("Level of Italian", "en"), ("Deutschkenntnisse", "de"),
                                 ("Nyelvtudás / arab", "hu"), ("Comments", "en")]
    ] == ["it", "de", "ar", None]  # fmt: skip


def test_vocabulary_codes_of_languages_and_countries() -> None:
    vocabulary = words()
    assert [vocabulary.language_code(code) for code in ("it", "ger", "prs", "xx")] == [
        "it",
        "de",
        "prs",
        None,
    ]
    assert [vocabulary.country_code(code) for code in ("SYR", "uk", "XXX")] == ["SY", "GB", None]


def test_vocabulary_nearest_phrase_must_be_the_only_one() -> None:
    phrases = Phrases()
    for name, tag in [("albanian", "sq"), ("armenian", "hy"), ("slovak", "sk"), ("slovac", "sl")]:
        phrases.add(name, tag, "en")
    assert [
        phrases.nearest(word, ("en",)) for word in ("albanan", "armeniann", "slova", "alb")
    ] == [
        "albanian",
        "armenian",
        None,
        None,
    ]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_vocabulary_keys_of_many_are_the_keys_of_each(texts: list[str]) -> None:
    assert keys_of(texts) == [key(text) for text in texts]


@given(st.text(max_size=20))
def test_vocabulary_key_is_the_folded_text_where_something_is_left(text: str) -> None:
    assert key(text) == fold(text) or not fold(text)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("headings: {phone: telephone}", "xx.yaml: headings.phone must be a list of words"),
        ("heading: {}", "xx.yaml: heading is no section of a vocabulary"),
        (
            "topics: {sport: [football]}",
            "xx.yaml: topics.sport must be one of all, finance, housing, work",
        ),
        ("language: yy", "xx.yaml: language must be xx, not yy"),
        ("- phone", "xx.yaml: must hold sections of words"),
    ],
)
def test_vocabulary_wrong_file_is_named_with_its_key(
    tmp_path: Path, content: str, sentence: str
) -> None:
    (tmp_path / "xx.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(tmp_path)
    assert str(caught.value) == sentence


def test_vocabulary_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError):
        load_vocabulary(tmp_path)


def test_vocabulary_files_all_load() -> None:
    assert set(words().languages) == {file.stem for file in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize(
    ("language", "header", "expected"),
    [
        ("tr", "Din", True),
        ("ro", "Din ce țară veniți?", False),
        ("sv", "Din adress", False),
        ("de", "Aufenthaltsort", False),
        ("de", "Aufenthaltsstatus", True),
        ("es", "Castellano (nivel)", False),
        ("pt", "Castelhano", False),
        ("en", "HIV", True),
    ],
)
def test_vocabulary_sensitive_short_words_count_in_their_language(
    language: str, header: str, expected: bool
) -> None:
    assert words().is_sensitive(header, (language, "en", "fr", "tr")) is expected


def test_vocabulary_heading_with_dots_counts_alone_only() -> None:
    tree = {"headings": {"gender": ["are you ..."], "availability": ["free"]}}
    vocabulary = load_vocabulary({"en": tree}, names=())
    assert [h.field for h in vocabulary.heading_fields("Are you…?")] == ["gender"]
    assert [h.field for h in vocabulary.heading_fields("When are you free?")] == ["availability"]
