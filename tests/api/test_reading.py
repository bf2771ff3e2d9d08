"""What the API tells: in pages, in the reader's language, with a fixed number of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .conftest import House
from .operations import OPERATIONS
from .program import Program

# What one request takes, session and actor included; a longer list takes no more.
QUERIES = {
    "list_organisations": 8,
    "list_colleagues": 11,
    "list_programmes": 11,
    "list_deliverables": 14,
    "list_participants": 14,
    "list_roles": 8,
    "list_applications": 13,
    "list_lists": 11,
    "list_concerns": 11,
    "list_plans": 11,
    "list_proposals": 15,
    "list_unmatched": 17,
    "list_rules": 11,
    "list_matches": 13,
    "list_meetings": 13,
    "list_expenses": 11,
    "list_goals": 13,
    "list_alarms": 34,
    "list_contacts": 11,
    "list_my_matches": 13,
    "list_helpers": 11,
    "list_my_helping": 11,
    "list_interpreters": 11,
    "list_guardians": 12,
    "list_my_questions": 11,
    "list_work": 11,
    "list_editions": 13,
    "list_assessments": 12,
    "list_practices": 11,
    "list_focus_groups": 13,
    "list_excerpts": 15,
    "list_quotes": 13,
    "list_reports": 12,
    "list_report_editions": 13,
    "list_publications": 9,
    "list_rounds": 12,
    "list_my_rounds": 11,
    "list_closures": 12,
    "list_follow_ups": 11,
    "list_my_follow_ups": 11,
    "list_certificates": 11,
    "list_my_certificates": 11,
    "list_strategies": 13,
    "list_strategy_editions": 13,
    "list_measures": 12,
    "list_consultations": 12,
    "list_contributions": 12,
}
# How many there are, for whoever reads them.
COUNTS = {
    "list_organisations": 3,
    "list_colleagues": 11,
    "list_programmes": 2,
    "list_roles": 2,
    "list_applications": 1,
    "list_participants": 26,
    "list_lists": 3,
    "list_concerns": 1,
    "list_plans": 1,
    "list_proposals": 9,
    "list_unmatched": 5,
    "list_rules": 1,
    "list_meetings": 3,
    "list_expenses": 1,
    "list_goals": 1,
    "list_alarms": 7,
    "list_contacts": 1,
    "list_matches": 4,
    "list_my_matches": 1,
    "list_helpers": 2,
    "list_my_helping": 1,
    "list_interpreters": 1,
    "list_guardians": 1,
    "list_my_questions": 1,
    "list_work": 6,
    "list_editions": 1,
    "list_focus_groups": 3,
    "list_excerpts": 1,
    "list_quotes": 1,
    "list_reports": 3,
    "list_report_editions": 1,
    "list_assessments": 1,
    "list_practices": 4,
    "list_publications": 1,
    "list_rounds": 4,
    "list_my_rounds": 2,
    "list_closures": 1,
    "list_follow_ups": 4,
    "list_my_follow_ups": 1,
    "list_certificates": 1,
    "list_my_certificates": 1,
    "list_strategies": 3,
    "list_strategy_editions": 4,
    "list_measures": 1,
    "list_consultations": 3,
    "list_contributions": 1,
}


def told(house: House, path: str, language: str = "en", **query: Any) -> Any:
    """What the coordinator is told."""
    answer = Program(house.casa.accounts["coordinator"]).get(path, language, **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def rows(house: House, name: str, **query: Any) -> Any:
    """One page of a list, for whoever may see it."""
    operation = OPERATIONS[name]
    program = Program(house.casa.accounts.get(operation.by))
    return program.get(operation.address(house.casa), "en", **query).json()


def test_lists_are_all_there() -> None:
    assert {n for n in OPERATIONS if n.startswith("list_")} == QUERIES.keys()
    assert QUERIES.keys() - {"list_deliverables"} == COUNTS.keys()


@pytest.mark.parametrize(("name", "count"), QUERIES.items())
@pytest.mark.parametrize("limit", [1, 100])
def test_list_takes_a_fixed_number_of_queries(
    within: House, name: str, count: int, limit: int
) -> None:
    operation = OPERATIONS[name]
    program = Program(within.casa.accounts.get(operation.by))
    with CaptureQueriesContext(connection) as held:
        answer = program.get(operation.address(within.casa), "en", limit=limit)
    assert answer.status_code == 200
    assert len(held) == count, "\n".join(query["sql"][:150] for query in held)


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_pages_of_a_list_make_the_whole(within: House, name: str, count: int) -> None:
    whole = rows(within, name)
    assert (whole["count"], len(whole["items"]), whole["next_offset"]) == (count, count, None)
    found, offset = [], 0
    while offset is not None:
        part = rows(within, name, limit=2, offset=offset)
        assert part["count"] == count
        found += part["items"]
        offset = part["next_offset"]
    assert found == whole["items"]


def test_offset_behind_the_end_gives_an_empty_page(within: House) -> None:
    assert rows(within, "list_plans", offset=50) == {"items": [], "count": 1, "next_offset": None}


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [
        ("/participants", {"side": "mentor"}, 11),
        ("/participants", {"side": "mentor", "state": "matched"}, 3),
        ("/matches", {"state": "ended"}, 1),
        ("/plans/{plan_id}/proposals", {"state": "agreed"}, 4),
        ("/plans/{plan_id}/proposals", {"is_locked": "true"}, 1),
        ("/colleagues", {"organisation_id": "{organisation_id}"}, 11),
    ],
)
def test_list_is_narrowed(within: House, path: str, query: dict[str, str], count: int) -> None:
    ids = within.casa.ids
    wanted = {name: value.format(**ids) for name, value in query.items()}
    assert told(within, path.format(**ids), **wanted)["count"] == count


def test_colleagues_of_another_organisation_are_not_found(within: House) -> None:
    other = Program(within.nour).get("/colleagues", organisation_id=within.casa.organisation)
    assert other.status_code == 404


def test_reasons_are_told_in_the_readers_language(within: House) -> None:
    path = f"/plans/{within.casa.ids['plan_id']}"
    whys = {
        language: told(within, f"{path}/proposals", language)["items"][0]["why"]
        for language in ("en", "it", "ar")
    }
    assert whys["en"].endswith("They live in the same town. Both are free on Tuesday evening.")
    assert len(set(whys.values())) == 3
    helps = {
        language: told(within, f"{path}/unmatched", language)["items"][0]["helps"]
        for language in ("en", "it", "ar")
    }
    assert len(set(helps.values())) == 3
    assert told(within, path)["finding"] == (
        "9 of 13 mentees have a proposal; no other plan gives more."
    )
    assert len({told(within, path, language)["finding"] for language in ("en", "it", "ar")}) == 3


def test_funding_is_told_in_the_readers_language(within: House) -> None:
    said = {
        language: told(within, "/programmes/open", language)["funding_statement"]
        for language in ("en", "it", "ar")
    }
    assert said == {"en": "Paid by all.", "it": "Pagato da tutti.", "ar": "Paid by all."}


def test_question_tells_the_least_of_the_other(within: House) -> None:
    casa = within.casa
    [question] = Program(casa.accounts["asked"]).get("/me/questions", "it").json()["items"]
    assert question["id"] == str(casa.mine["asked"]["asking_id"])
    assert question["about"].pop("name") in {f"Mentor{number}" for number in range(10)}
    assert question["about"] == {
        "languages": ["somalo"], "topics": ["lavoro"], "place": casa.called("Place"),
    }  # fmt: skip


def test_participant_is_told_without_contact_and_full_name(within: House) -> None:
    path = f"/participants/{within.casa.ids['participant_id']}"
    answer = Program(within.casa.accounts["coordinator"]).get(path)
    assert answer.json()["preferred_name"] == within.casa.called("Hana")
    for secret in ("the whole", within.casa.digits, "@"):
        assert secret not in answer.content.decode()


def test_answers_are_never_stored_on_the_way(within: House) -> None:
    answer = Program(within.casa.accounts["coordinator"]).get("/participants")
    assert answer["Cache-Control"] == "private, no-store"
