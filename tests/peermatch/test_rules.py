"""Rules are data: read, checked, written."""

from typing import Any

import pytest

from peermatch import HARD, PROGRAMME, YARDSTICK, Rules, RulesError


def test_rules_survive_being_written_as_data() -> None:
    for rules in (PROGRAMME, YARDSTICK):
        assert Rules.from_mapping(rules.to_mapping()) == rules


def test_rules_name_every_hard_rule() -> None:
    assert list(PROGRAMME.to_mapping()["hard"]) == list(HARD)


def test_rules_yardstick_is_programme_without_its_additions() -> None:
    written = Rules.from_mapping(
        {
            "name": "yardstick",
            "hard": {
                "language": {"interpreter": False}, "slot": {"unknown": False},
                "theme": False, "settled": False,
            },
            "score": {"language": {"interpreter": 0}, "origin": {"if_wished": False}},
            "objective": {"tier": "given", "per_person": 1300},
        }
    )  # fmt: skip
    assert written == YARDSTICK


def test_rules_take_numbers_and_truths_as_text() -> None:
    rules = Rules.from_mapping(
        {
            "base": "yardstick",
            "hard": {"theme": "yes", "language": {"level": "b2"}, "settled": {"years": "3"}},
            "score": {"slots": ["1", "2"]},
        }
    )
    assert rules.hard.theme.on
    assert rules.hard.language.level == "b2"
    assert rules.hard.settled.years == 3
    assert rules.score.slots == (1, 2)
    assert rules.objective == YARDSTICK.objective


def test_rules_weigh_a_person_more_than_all_points() -> None:
    assert YARDSTICK.big(10) == 1300 * 11
    assert PROGRAMME.big(10) == (PROGRAMME.most_points + 1) * 11
    assert YARDSTICK.big(10, bonus=150) == 1450 * 11


REFUSED: dict[str, dict[str, Any]] = {
    "'best' is not a rule set; known: programme, yardstick.": {"base": "best"},
    "'hard.religion' is not a setting; known here: capacity, conflict, exclusion, gender, "
    "language, place, ready, settled, slot, theme.": {"hard": {"religion": True}},
    "'hard' needs named settings.": {"hard": 3},
    "'score.slots' needs a list.": {"score": {"slots": "16"}},
    "'score.sector' is many; it needs a whole number.": {"score": {"sector": "many"}},
    "'score.sector' is 1.5; it needs a whole number.": {"score": {"sector": 1.5}},
    "'hard.theme.on' is perhaps; it needs true or false.": {"hard": {"theme": "perhaps"}},
    "Points, costs, weeks and years are 0 to 1000000.": {"score": {"sector": -1}},
    "The rules 'capacity', 'exclusion' and 'conflict' cannot be switched off.": {
        "hard": {"exclusion": False}
    },
    "'language.level' is one of a2, b1, b2, c1.": {"hard": {"language": {"level": "a1"}}},
    "'place.kilometres' must rise from 0 and hold at most 15 distances.": {
        "hard": {"place": {"kilometres": [5, 1]}}
    },
    "'score.place.near' needs one figure per distance.": {"score": {"place": {"near": [1]}}},
    "'score.topics.urgency' needs three figures.": {"score": {"topics": {"urgency": [1]}}},
    "'score.slots' needs a figure for one shared slot.": {"score": {"slots": []}},
    "'objective.load_costs' must not fall.": {"objective": {"load_costs": [5, 1]}},
    "'objective.tier' is 'given' or 'waiting'.": {"objective": {"tier": "age"}},
    "'objective.tier_weeks' must rise and hold at most 7 steps.": {
        "objective": {"tier_weeks": [4, 4]}
    },
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_rules_say_what_is_wrong(sentence: str) -> None:
    with pytest.raises(RulesError) as refusal:
        Rules.from_mapping(REFUSED[sentence])
    assert str(refusal.value) == sentence
