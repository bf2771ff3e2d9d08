"""Ids that are forged, or somebody else's: they lead nowhere, and nothing is changed."""

import pytest

from tests.journeys.house import House, key_of, pairs_of

NOBODY = "00000000-0000-4000-8000-000000000000"
NOT_HERE = "This page is not here"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("key", [NOBODY, "abc", "%00", "..%2F..%2Fetc"])
def test_forged_keys_lead_nowhere(house: House, key: str) -> None:
    for room in ("lists", "participants", "plans", "plans/pairs", "matches", "work", "concerns"):
        page = house.elena.get(f"/desk/{room}/{key}/")
        assert page.status in (403, 404), page.path
        assert NOT_HERE in page.words or "You may not" in page.words or page.status == 403


@pytest.mark.usefixtures("unchanged")
def test_pages_of_another_organisation_are_not_there(house: House, other: House) -> None:
    page = other.elena.get(other.plan)
    person = other.sql(
        "select id from participants_participant"
        f" where organisation_id = '{other.organisation}' limit 1"
    )
    pair = key_of(pairs_of(page)[0])
    mine = house.elena.get(house.plan)
    for path in (other.plan, f"/desk/participants/{person}/", f"/desk/plans/pairs/{pair}/"):
        assert house.elena.get(path).status == 404
    for path in (
        f"/desk/participants/{person}/decide/",
        f"/desk/plans/pairs/{pair}/accept/",
        f"/desk/plans/pairs/{pair}/lock/",
        f"/desk/plans/pairs/{pair}/take-back/",
    ):
        assert house.elena.post(path, {"lock": "1"}, mine).status == 404


@pytest.mark.usefixtures("unchanged")
def test_pairs_of_another_organisation_cannot_be_decided_on_ones_own_plan(
    house: House, other: House
) -> None:
    theirs = pairs_of(other.elena.get(other.plan))[0]
    for button in ("Lock", "Accept and ask both", "Reject"):
        page = house.elena.press(house.elena.get(house.plan), button, {"row": theirs})
        assert page.said() == ["1 pair was changed by somebody else meanwhile. Look at it again."]
    page = house.elena.get(f"{house.plan}reject/?pair={key_of(theirs)}")
    assert page.said() == ["These pairs are decided already."]


@pytest.mark.usefixtures("unchanged")
def test_people_of_another_organisation_cannot_be_signed_for(house: House, other: House) -> None:
    person = other.sql(
        "select id from participants_participant"
        f" where organisation_id = '{other.organisation}' limit 1"
    )
    page = house.elena.get("/desk/attestations/")
    told = {
        "person": person, "form_id": "forged", "statement": "I saw it.",
        "dated_on_day": "1", "dated_on_month": "3", "dated_on_year": "2026",
    }  # fmt: skip
    answer = house.elena.post("/desk/attestations/", told, page)
    assert answer.said() == ["Choose at least one group or one person."]


@pytest.mark.usefixtures("unchanged")
def test_plan_for_another_organisation_is_not_started(house: House, other: House) -> None:
    page = house.elena.get(house.plan)
    for scope in ("forged", f"{other.organisation}:", f"{other.organisation}:{NOBODY}", "\0"):
        house.elena.post("/desk/plans/start/", {"scope": scope}, page)
        assert house.elena.get("/desk/plans/").said() == ["Choose for whom the plan is."]


@pytest.mark.usefixtures("unchanged")
def test_evidence_of_another_person_is_not_removed_under_ones_own(
    house: House, other: House
) -> None:
    rows = "select {} from participants_evidence where organisation_id = '{}' limit 1"
    mine = house.sql(rows.format("participant_id", house.organisation))
    theirs = other.sql(rows.format("id", other.organisation))
    page = house.elena.get(house.plan)
    path = f"/desk/participants/{mine}/evidence/{theirs}/remove/"
    assert house.elena.post(path, {}, page).status == 404
