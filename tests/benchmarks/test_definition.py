"""Reading a set: our files fit the JSON Schema; what is wrong is named by its place."""

import copy
import json
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
import yaml

from amir.benchmarks.definition import parse
from amir.benchmarks.shipped import json_schema, shipped
from amir.core.errors import Refused
from amir.core.yaml_files import read_yaml

SET: dict[str, Any] = {
    "key": "own", "version": 1, "kind": "benchmark", "names": {"en": "Own"}, "source": "us",
    "licence": "free",
    "dimensions": [{
        "code": "d", "title": {"en": "D"},
        "factors": [{"code": "f", "indicators": [
            {"code": "i", "question": {"en": "I?"}, "kind": "option",
             "options": [{"value": 0, "label": {"en": "No"}},
                         {"value": 100, "label": {"en": "Yes"}}]},
            {"code": "words", "question": {"en": "W?"}, "kind": "text"},
        ]}],
    }],
}  # fmt: skip


def wrong(**changed: Any) -> dict[str, Any]:
    return {**copy.deepcopy(SET), **changed}


def with_indicator(**changed: Any) -> dict[str, Any]:
    made = copy.deepcopy(SET)
    made["dimensions"][0]["factors"][0]["indicators"][0].update(changed)
    return made


def test_every_shipped_set_fits_the_schema() -> None:
    checker = jsonschema_rs.validator_for(json.loads(json_schema()))
    folder = files("amir.benchmarks").joinpath("shipped")
    found = [yaml.safe_load(each.read_bytes()) for each in folder.iterdir()]
    assert {each["key"] for each in found} == shipped().keys()
    assert [list(checker.iter_errors(each)) for each in found] == [[] for _each in found]


def test_set_of_a_programme_is_read() -> None:
    made = parse(read_yaml(yaml.safe_dump(SET).encode()))
    assert list(made.indicators) == ["i", "words"]
    assert made.languages == ["en"]
    assert [made.indicators["i"].takes(v) for v in (0, 50, 100)] == [True, False, True]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (wrong(kind="test"), "kind "),
        (wrong(version=0), "version "),
        (wrong(version=True), "version "),
        (wrong(names={}), "names "),
        (wrong(dimensions=[]), "dimensions "),
        (with_indicator(options=[]), "dimensions[1].factors[1].indicators[1].options ".strip()),
        (with_indicator(kind="level", levels=[{"value": 4, "label": {"en": "x"}}] * 2), "levels"),
        (with_indicator(code="words"), "indicators:"),
        (with_indicator(code="Ü"), "indicators[1].code"),
    ],
)
def test_reader_and_schema_refuse_alike(data: dict[str, Any], place: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(data)
    assert place in str(refusal.value)
    if place != "indicators:":  # that no code stands twice cannot be said in JSON Schema
        checker = jsonschema_rs.validator_for(json.loads(json_schema()))
        assert not checker.is_valid(data)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"a: [", b"- 1", b"a: &x 1\nb: *x", b"a" * 300_001]
)
def test_file_that_is_no_set_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_yaml(content)
