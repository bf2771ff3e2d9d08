"""What the programme's rules mean for people: Yusuf looks for a mentor, Amina offers."""

from typing import Any

import pytest

from peermatch import PROGRAMME, YARDSTICK, Instance, Options, explain, solve

ARABIC, ITALIAN = 1, 2
WORK, HOUSING = 1, 2


def yusuf_and_amina(**changes: Any) -> Instance:
    arrays: dict[str, Any] = {
        "loc_country": [0, 0, 1], "loc_x": [0.0, 20.0, 0.0], "loc_y": [0.0, 0.0, 0.0],
        "e_loc": [0], "e_b1": [ARABIC], "e_slots": [4], "e_need3": [WORK], "e_gender": [1],
        "r_loc": [0], "r_b1": [ARABIC], "r_slots": [4], "r_topics": [WORK], "r_gender": [0],
        "r_ready": [1], "r_cap": [1], **changes,
    }  # fmt: skip
    return Instance.from_mapping(arrays)


def blocked_by(**changes: Any) -> list[str]:
    """The hard rules that keep Yusuf and Amina apart, none if they are matched."""
    people = yusuf_and_amina(**changes)
    explanation = explain(people, PROGRAMME, solve(people, PROGRAMME), 0)
    return [rule for rule, count in explanation.fails.items() if count]


TOGETHER: dict[str, dict[str, Any]] = {
    "as they are": {},
    "an interpreter stands in": {"r_b1": [ITALIAN], "e_interpreter": [ITALIAN]},
    "nobody knows when": {"e_slots": [0]},
    "years unknown": {"e_arrival": [2020]},
    "two years longer": {"e_arrival": [2020], "r_arrival": [2018]},
    "no theme asked": {"e_need3": [0], "r_topics": [0]},
    "remote": {"r_loc": [1], "e_remote": [1], "r_remote": [1]},
    "within 25 km": {"r_loc": [1], "e_radius": [2]},
    "she serves his town": {"r_loc": [1], "r_serve": [[1, 0]]},
    "he wants a woman": {"e_wish": [0]},
}
APART: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no shared language": ({"r_b1": [ITALIAN]}, ["language"]),
    "interpreter for another": ({"r_b1": [ITALIAN], "e_interpreter": [4]}, ["language"]),
    "other evenings": ({"r_slots": [8]}, ["slot"]),
    "one year longer": ({"e_arrival": [2020], "r_arrival": [2019]}, ["settled"]),
    "other theme": ({"r_topics": [HOUSING]}, ["theme"]),
    "only he is remote": ({"r_loc": [1], "e_remote": [1]}, ["place"]),
    "remote abroad": ({"r_loc": [2], "e_remote": [1], "r_remote": [1]}, ["place"]),
    "same spot abroad": ({"r_loc": [2], "e_radius": [3]}, ["place"]),
    "his town unknown": ({"e_loc": [-1], "e_radius": [3], "e_remote": [1]}, ["place"]),
    "he cannot travel at all": ({"e_radius": [-1]}, ["place"]),
    "he wants a man": ({"e_wish": [1]}, ["gender"]),
    "she mentors women only": ({"r_same": [1]}, ["gender"]),
    "unknown is not the same": ({"e_gender": [-1], "r_gender": [-1], "e_same": [1]}, ["gender"]),
    "not yet trained": ({"r_ready": [0]}, ["ready"]),
    "full": ({"r_load": [1]}, ["capacity"]),
    "his wish": ({"excl": [[0, 0]]}, ["exclusion"]),
    "she is his landlady": ({"conflict": [[0, 0]]}, ["conflict"]),
    "several at once": ({"r_ready": [0], "r_b1": [ITALIAN]}, ["ready", "language"]),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_programme_allows(case: str) -> None:
    assert blocked_by(**TOGETHER[case]) == []


@pytest.mark.parametrize("case", APART)
def test_programme_keeps_apart(case: str) -> None:
    changes, rules = APART[case]
    assert blocked_by(**changes) == rules


@pytest.mark.parametrize(("wished", "points"), [(0, 0), (1, 120)])
def test_programme_counts_origin_only_if_wished(wished: int, points: int) -> None:
    people = yusuf_and_amina(e_origin=[7], r_origin=[7], e_wishes_origin=[wished])
    given = explain(people, PROGRAMME, solve(people, PROGRAMME), 0).points
    assert {p.criterion: p.points for p in given}["origin"] == points


@pytest.mark.parametrize(
    ("wait", "urgency", "tier"), [(12, 0, 0), (13, 0, 1), (52, 1, 3), (0, 2, 2), (0, 5, 5)]
)
def test_programme_takes_priority_from_waiting_and_urgency(
    wait: int, urgency: int, tier: int
) -> None:
    people = yusuf_and_amina(e_wait=[wait], e_urgency=[urgency], e_tier=[6])
    assert solve(people, PROGRAMME).by_tier[tier] == 1


def test_yardstick_takes_priority_as_given() -> None:
    people = yusuf_and_amina(e_wait=[60], e_tier=[2])
    assert solve(people, YARDSTICK).by_tier == (0, 0, 1, 0)


def test_priority_decides_who_gets_the_only_place() -> None:
    two = {name: [value[0]] * 2 for name, value in yusuf_and_amina().to_mapping().items()
           if name.startswith("e_")}  # fmt: skip
    people = yusuf_and_amina(**{**two, "e_wait": [3, 14]})
    plan = solve(people, PROGRAMME)
    assert plan.mate.tolist() == [-1, 0]
    assert solve(people, PROGRAMME, options=Options(locked=((0, 0),))).mate.tolist() == [0, -1]
