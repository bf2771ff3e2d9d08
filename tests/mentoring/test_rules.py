"""A programme's rules are data; what makes no sense is refused with a sentence."""

from pathlib import Path

import pytest

from amir.mentoring.rules import RulesRefused, programme_rules


def written(folder: Path, text: str) -> Path:
    file = folder / "rules.yaml"
    file.write_text(text, "utf-8")
    return file


def test_rules_as_shipped() -> None:
    shipped = programme_rules()
    assert (shipped.reach_km, shipped.unknown_level, shipped.rules.name) == (
        50.0,
        "b1",
        "programme",
    )
    assert shipped.rules.hard.settled.years == 2
    assert shipped.reach == 3


def test_rules_of_a_file_change_only_what_they_name(tmp_path: Path) -> None:
    file = written(tmp_path, "reach_km: 12\nhard:\n  settled: {years: 5}\nscore: {sector: 7}\n")
    own = programme_rules(file)
    shipped = programme_rules()
    assert own.reach == 1
    assert own.rules.hard.settled.years == 5
    assert own.rules.score.sector == 7
    assert own.rules.hard.language == shipped.rules.hard.language
    assert own.rules.score.topics == shipped.rules.score.topics


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("reach_km: far", "The programme's rules cannot be used"),
        ("reach_km: -3", "reach_km is a number of kilometres, 0 or more."),
        ("unknown_level: c9", "unknown_level is one of a2, b1, b2, c1."),
        ("hard: {moonlight: true}", "The programme's rules cannot be used"),
        ("- a\n- b", "must hold names and values."),
        ("a: [", "is no YAML or JSON."),
    ],
)
def test_rules_that_make_no_sense_are_refused(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(RulesRefused) as refused:
        programme_rules(written(tmp_path, text))
    assert sentence in str(refused.value)
