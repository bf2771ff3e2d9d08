"""Rules as settings: what differs from the defaults, what is refused, what is said."""

from typing import Any

import pytest

from amir.mentoring.rule_books import RuleBook
from amir.mentoring.rule_form import RulesForm
from amir.mentoring.rule_settings import changes_said, every_setting
from amir.mentoring.rulebook import checked_changes, differences, settings_of
from amir.mentoring.rules import RulesRefused, merged, programme_rules

from .rule_data import DEFAULTS, typed

SHIPPED = settings_of(programme_rules())
# What makes no difference for people is not on the page; who is an origin wish is not asked.
NOT_ON_THE_PAGE = {
    "hard.ready.on", "hard.capacity.on", "hard.exclusion.on", "hard.conflict.on",
    "score.origin.if_wished", "objective.per_person",
}  # fmt: skip


def paths(settings: dict[str, Any], above: str = "") -> set[str]:
    found = set()
    for name, value in settings.items():
        path = f"{above}{name}"
        found |= paths(value, f"{path}.") if isinstance(value, dict) else {path}
    return found


def form(data: dict[str, str], **now: Any) -> RulesForm:
    return RulesForm(data, defaults=SHIPPED, now=merged(SHIPPED, now))


def test_page_holds_every_setting_of_the_matching_library() -> None:
    assert {setting.path for _, setting in every_setting()} == paths(SHIPPED) - NOT_ON_THE_PAGE
    assert {setting.name for _, setting in every_setting()} == DEFAULTS.keys()


def test_untouched_form_changes_nothing() -> None:
    filled = form(DEFAULTS)
    assert filled.is_valid(), filled.errors
    assert filled.changes == {}


def test_typed_changes_are_only_what_differs_from_the_defaults() -> None:
    filled = form(typed(hard__theme__on=None, hard__settled__years="٣", score__slots="10 20; 30"))
    assert filled.is_valid(), filled.errors
    changes = {
        "hard": {"theme": {"on": False}, "settled": {"years": 3}},
        "score": {"slots": [10, 20, 30]},
    }
    assert filled.changes == changes
    assert checked_changes(changes, over={}) == changes
    assert changes_said(SHIPPED, merged(SHIPPED, changes)) == [
        "The mentor knows the mentee's first theme: no instead of yes.",
        "The mentor has been here for longer – Years longer, at least: 3 instead of 2.",
        "Times – For 1, 2, 3 … shared times: 10, 20, 30 instead of 16, 33, 50.",
    ]


def test_form_keeps_what_is_not_on_the_page() -> None:
    filled = form(DEFAULTS, objective={"per_person": 5000})
    assert filled.is_valid(), filled.errors
    assert filled.changes == {"objective": {"per_person": 5000}}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("score-sector", "many", ("Write a whole number, 0 to 1000000: Sector – The same sector of"
         " work")),
        ("score-sector", "-1", ("Write a whole number, 0 to 1000000: Sector – The same sector of"
         " work")),
        ("score-sector", "", "Fill in: The same sector of work"),
        ("score-slots", "16, a", ("Write whole numbers, separated by commas: Times – For 1, 2, 3 …"
         " shared times")),
        ("score-slots", "16, 2000000", ("Each number is 0 to 1000000: Times – For 1, 2, 3 … shared"
         " times")),
        ("hard-place-kilometres", "0, 25, 10, 50", ("Each number must be larger than the one"
         " before: Distances, in km")),
        ("hard-place-kilometres", "5, 10, 25, 50", "The first distance is 0: the same town."),
        ("score-place-near", "100, 70", ("Points for place: give as many numbers as there are"
         " distances, 4.")),
        ("score-topics-urgency", "1, 2", "Weights of themes: give three numbers."),
        ("objective-tier_weeks", "1,2,3,4,5,6,7,8", ("Give 7 numbers at most: Weeks after which the"
         " priority rises")),
        ("objective-load_costs", "60, 0", "Points off for each mentee: numbers must not fall."),
        ("hard-language-level", "d4", "Choose one of the answers: How well, at least"),
    ],
)  # fmt: skip
def test_bad_number_is_refused_where_it_stands(name: str, value: str, sentence: str) -> None:
    filled = form(DEFAULTS | {name: value})
    # The page says what is missing by its bound fields.
    assert [field.name for field in filled if field.errors] == [name]
    assert list(filled.errors[name]) == [sentence]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "ours"}, ("“name” is not a part of the rules; known: reach_km, unknown_level,"
         " hard, score, objective.")),
        ({"hard": {"ready": False}}, "Nobody is matched without evidence: “ready” stays on."),
        ({"score": {"origin": {"if_wished": False}}}, ("Origin counts only if the mentee wishes"
         " it.")),
        ({"reach_km": 1e300}, "Distances are 20000 km at most."),
        ({"reach_km": 7.5}, "Distances are whole kilometres."),
        ({"score": {"age": {"offsets": [99]}}}, "Age bands differ by 10 at most."),
        ({"score": {"slots": list(range(5000))}}, "These lists of numbers are too long."),
        ({"hard": {"capacity": False}}, ("The programme's rules cannot be used: The rules"
         " 'capacity', 'exclusion' and 'conflict' cannot be switched off.")),
    ],
)  # fmt: skip
def test_rules_that_make_no_sense_are_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RulesRefused) as refused:
        checked_changes(changes, over={})
    assert str(refused.value) == sentence


def test_changes_are_kept_plain_and_without_what_is_default_anyway() -> None:
    said = {"reach_km": "50", "hard": {"theme": "no", "settled": {"years": "2"}}}
    assert checked_changes(said, over={}) == {"hard": {"theme": {"on": False}}}
    assert checked_changes({"hard": {"theme": True}}, over={"hard": {"theme": False}}) == {
        "hard": {"theme": {"on": True}}
    }
    assert differences({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}) == {"a": {"c": 3}}


def test_programme_whose_own_rules_are_useless_is_said() -> None:
    assert RuleBook({}, None).fault == ""
    assert RuleBook({"hard": {"nothing": 1}}, None).fault == (
        "The programme's rules cannot be used: 'hard.nothing' is not a setting; known here: "
        "capacity, conflict, exclusion, gender, language, place, ready, settled, slot, theme."
    )
