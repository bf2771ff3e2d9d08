"""Reading definitions: what comes with us is whole, and a wrong file says where it is wrong."""

from typing import Any

import pytest
import yaml

from amir.core.errors import Refused
from amir.core.yaml_files import read_yaml
from amir.instruments.definition import parse
from amir.instruments.shipped import file_of, shipped, without_text


def small(**changed: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "key": "small",
        "version": 1,
        "names": {"en": "Small"},
        "source": "Us",
        "licence": "own",
        "licence_note": "Free",
        "answers": {"two": [{"value": 1, "text": {"en": "No"}}, {"value": 2, "text": {"en": "Y"}}]},
        "items": [{"key": "a", "answers": "two", "text": {"en": "A?"}}],
        "scales": [{"key": "s", "names": {"en": "S"}, "items": ["a"], "method": "mean"}],
    }
    return {**made, **changed}


def refusal(data: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        parse(data)
    return str(refused.value)


def test_shipped_are_those_whose_words_we_may_give() -> None:
    found = shipped()
    assert {key: d.languages for key, d in found.items()} == {
        "gse": ["en"], "pulse": ["ar", "en", "it"],
    }  # fmt: skip
    assert len(found["gse"].items) == 10
    assert [item.key for item in found["pulse"].items] == ["going", "belonging"]
    assert {len(item.choices) for item in found["pulse"].items} == {3}


def test_offered_without_words_hold_none() -> None:
    found = without_text()
    assert {key: len(d.items) for key, d in found.items()} == {"ysor": 10, "msor": 14, "ipl12": 12}
    assert [item.texts for d in found.values() for item in d.items if item.texts] == []
    assert {d.licence for d in found.values()} == {"ask"}
    assert sum(item.is_reversed for item in found["ysor"].items) == 4


def test_offered_without_words_is_refused_until_the_words_are_there() -> None:
    content = file_of("ysor")
    assert content is not None
    data = dict(read_yaml(content))
    assert refusal(data) == (
        "answers.how_often[1].text is missing or wrong. It can be: words by language, like en: Yes."
    )
    for choice in data["answers"]["how_often"]:
        choice["text"] = {"en": str(choice["value"])}
    for item in data["items"]:
        item["text"] = {"en": item["key"]}
    assert parse(data).languages == ["en"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "No!"}, "key is missing or wrong. It can be: small letters, digits and _."),
        ({"version": 0}, "version is missing or wrong. It can be: a whole number."),
        ({"version": True}, "version is missing or wrong. It can be: a whole number."),
        ({"licence": "mine"}, "licence is missing or wrong. It can be: own, free, ask."),
        ({"items": []}, "items is missing or wrong. It can be: a list of 1 to 100 entries."),
        (
            {"items": [{"key": "a", "answers": "three", "text": {"en": "A?"}}]},
            "items[1].answers is missing or wrong. It can be: two.",
        ),
        (
            {"scales": [{"key": "s", "names": {"en": "S"}, "items": ["b"], "method": "mean"}]},
            "scales[1].items is missing or wrong. It can be: a.",
        ),
        (
            {"low": {"scale": "s", "at_most": "x"}},
            "low.at_most is missing or wrong. It can be: a number.",
        ),
        ({"sides": ["friend"]}, "sides is missing or wrong. It can be: mentee, mentor or both."),
    ],
)  # fmt: skip
def test_parse_says_where_a_definition_is_wrong(changed: dict[str, Any], said: str) -> None:
    assert refusal(small(**changed)) == said


def test_parse_refuses_a_key_twice() -> None:
    item = {"key": "a", "answers": "two", "text": {"en": "A?"}}
    assert refusal(small(items=[item, item])) == "items: each name stands there once only."


def test_parse_refuses_a_language_that_lacks_a_word() -> None:
    data = small(items=[{"key": "a", "answers": "two", "text": {"it": "A?"}}])
    assert refusal(data) == "No language has words for every question and every answer."


def test_read_yaml_refuses_what_refers_to_itself() -> None:
    with pytest.raises(Refused, match="Write everything out"):
        read_yaml(b"a: &a [1]\nb: [*a, *a]")


def test_read_yaml_says_in_which_line_it_ends() -> None:
    with pytest.raises(Refused) as refused:
        read_yaml(b"key: a\n  bad: [1")
    assert str(refused.value) == "Line 2 of the file is no YAML."


def test_read_yaml_runs_nothing() -> None:
    with pytest.raises(Refused):
        read_yaml(b"!!python/object/apply:os.system ['true']")


def test_parse_reads_back_what_yaml_writes() -> None:
    assert parse(read_yaml(yaml.safe_dump(small()).encode())) == parse(small())
