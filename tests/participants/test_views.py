"""The pages of a coordinator."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.models import AuditEvent
from amir.participants.actions import record_evidence, take_step
from amir.participants.lifecycle import State
from amir.participants.models import Evidence, Participant
from amir.participants.queries import participants_visible_to, screenings_of
from amir.people.queries import contacts_of, profiles_of
from tests.consortium import signed_in

from .conftest import DAY, Register
from .desk import PEOPLE, desk, hidden_in, names_in, states, text_of

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
TOAST = re.compile(r'<div class="toast[^>]*>(.*?)</div>', re.S)


def test_table_filters_and_looks_for_names(
    elena: Actor, amina: Participant, yusuf: Participant
) -> None:
    with acting_as(elena):
        record_evidence(elena, participant=yusuf, kind="consented", dated_on=DAY, source="paper")
    browser = desk(elena)
    for query, names in (
        ("", ["Amina", "Yusuf"]),
        ("?sort=-name", ["Yusuf", "Amina"]),
        ("?side=mentor", ["Amina"]),
        ("?state=available", []),
        ("?theme=housing", ["Yusuf"]),
        ("?missing=consented", ["Amina"]),
        ("?q=yúsuf", ["Yusuf"]),
        ("?language=ti", []),
    ):
        assert names_in(browser.get(f"{PEOPLE}{query}")) == names, query


def test_table_writes_down_who_was_looked_at(elena: Actor, yusuf: Participant) -> None:
    desk(elena).get(PEOPLE)
    with acting_as(Actor(account_id=yusuf.person_id)):
        reads = AuditEvent.objects.filter(act="read").values_list("actor_id", "table_name")
        assert set(reads) == {
            (elena.account_id, "people_calling"), (elena.account_id, "people_identity"),
            (elena.account_id, "people_profile"),
        }  # fmt: skip


def test_table_takes_as_many_queries_for_many(
    elena: Actor, register: Register, yusuf: Participant
) -> None:
    browser = desk(elena)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PEOPLE).status_code == 200
        return len(queries)

    few = count()
    with acting_as(elena):
        for number in range(10):
            register(elena, f"Person{number}", "mentor", needs=("work",))
    assert count() == few


def test_table_goes_out_as_files(elena: Actor, amina: Participant) -> None:
    browser = desk(elena)
    lines = browser.get(f"{PEOPLE}?export=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines] == [
        ["Name", "Side", "State"], ["Amina", "Mentor", "Applicant"],
    ]  # fmt: skip
    assert browser.get(f"{PEOPLE}?export=xlsx").content[:2] == b"PK"


def test_bulk_step_can_be_taken_back(elena: Actor, amina: Participant, yusuf: Participant) -> None:
    browser = desk(elena)
    chosen = {"act": "accept", "row": [str(amina.pk), str(yusuf.pk), str(uuid4())]}
    page = browser.post(PEOPLE, chosen, follow=True)
    assert states(elena) == {amina.pk: State.ACCEPTED, yusuf.pk: State.ACCEPTED}
    undo = re.search(r'action="(/desk/participants/undo/[^"]+)"', text_of(page))
    assert undo is not None
    browser.post(undo[1])
    assert states(elena) == {amina.pk: State.APPLICANT, yusuf.pk: State.APPLICANT}


def test_bulk_step_says_who_stays_and_why(elena: Actor, amina: Participant) -> None:
    page = desk(elena).post(PEOPLE, {"act": "make_ready", "row": [str(amina.pk)]}, follow=True)
    why = "1 person stays: Evidence is missing: Record checked, Trained, Consented."
    assert why in text_of(page)


def test_person_page_shows_what_blocks_and_where_it_stands(
    elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        record_evidence(elena, participant=amina, kind="checked", dated_on=DAY, source="folder 7")
        take_step(elena, participant=amina, step="accept")
    shown = text_of(desk(elena).get(f"{PEOPLE}{amina.pk}/"))
    for words in (
        "<bdi>Amina</bdi>", "<bdi>folder 7</bdi>", "Written down by Elena.",
        "Ready for a match: Evidence is missing: Trained, Consented.", "Accepted",
        f"?about={amina.person_id}",
    ):  # fmt: skip
        assert words in shown, words


def test_step_on_a_stale_page_is_refused(elena: Actor, yusuf: Participant) -> None:
    browser = desk(elena)
    step = {"step": "accept", "version": "1"}
    assert "The state is now: Accepted." in text_of(
        browser.post(f"{PEOPLE}{yusuf.pk}/step/", step, follow=True)
    )
    leave = {"step": "leave", "version": "1"}
    page = browser.post(f"{PEOPLE}{yusuf.pk}/step/", leave, follow=True)
    assert "Somebody else has just changed this." in text_of(page)
    assert states(elena) == {yusuf.pk: State.ACCEPTED}


def test_person_is_added_by_hand_after_a_check(elena: Actor) -> None:
    browser = desk(elena)
    typed = {
        "side": "mentee", "preferred_name": "Yusuf", "language": "ar", "phone": "051 123 4567",
        "needs": ["work", "housing"], "languages": ["ar", "so"], "availability": ["mon-eve"],
        "place": "Bologna", "capacity": "1", "agrees": "on", "email": "", "gender": "m",
    }  # fmt: skip
    check = browser.post(f"{PEOPLE}add/", typed)
    assert "Check your answers" in text_of(check)
    assert states(elena) == {}
    sent = {**typed, "confirmed": "1", "form_id": str(uuid4())}
    first, second = (browser.post(f"{PEOPLE}add/", sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    with acting_as(elena):
        yusuf = participants_visible_to(elena).get()
        ids = [yusuf.person_id]
        profile = profiles_of(elena, ids)[yusuf.person_id]
        assert contacts_of(elena, ids)[yusuf.person_id].phone == "+390511234567"
        assert (profile.place, profile.latitude is not None) == ("Bologna", True)
        assert profile.languages == {"ar": None, "so": None}
        assert [n.theme for n in yusuf.needs.all()] == ["work", "housing"]
        assert [e.kind for e in Evidence.objects.all()] == ["consented"]


def test_wrong_answers_keep_what_was_typed(elena: Actor) -> None:
    typed = {"side": "mentee", "preferred_name": "Yusuf", "place": "Atlantis", "capacity": "1",
             "language": "ar", "agrees": "on"}  # fmt: skip
    page = text_of(desk(elena).post(f"{PEOPLE}add/", typed))
    assert "We do not know this municipality." in page
    assert 'value="Yusuf"' in page


def test_change_keeps_what_another_changed(elena: Actor, sofia: Actor, amina: Participant) -> None:
    mine, hers = desk(elena), desk(sofia)
    address = f"{PEOPLE}{amina.pk}/change/"
    old = hidden_in(hers.get(address))
    typed = {**hidden_in(mine.get(address)), "preferred_name": "Amina", "language": "it"}
    changed = mine.post(address, {**typed, "capacity": "2", "needs": ["finance"]})
    assert changed["Location"] == f"{PEOPLE}{amina.pk}/"
    late = {**old, "preferred_name": "Amina Bibi", "language": "it", "capacity": "5"}
    page = text_of(hers.post(address, late))
    assert "Somebody else has just changed this." in page
    assert 'value="Amina Bibi"' in page
    with acting_as(elena):
        assert participants_visible_to(elena).get().capacity == 2


def test_decision_keeps_criteria_and_reason(elena: Actor, yusuf: Participant) -> None:
    address = f"{PEOPLE}{yusuf.pk}/decide/"
    browser = desk(elena)
    typed = {"version": "1", "decision": "refuse", "criterion_here": "no", "reason": ""}
    assert "Say why, in one sentence." in text_of(browser.post(address, typed))
    browser.post(address, {**typed, "reason": "Lives elsewhere"})
    with acting_as(elena):
        screening = screenings_of(yusuf).get()
        assert (screening.reason, screening.criteria) == ("Lives elsewhere", {"here": "no"})
        take_step(elena, participant=screening.participant, step="accept")
    assert browser.get(address)["Location"] == f"{PEOPLE}{yusuf.pk}/"
    with acting_as(elena):
        yusuf.refresh_from_db()
    assert "Lives elsewhere" in text_of(browser.get(f"{PEOPLE}{yusuf.pk}/"))


def test_evidence_is_written_down_and_taken_away(elena: Actor, amina: Participant) -> None:
    browser = desk(elena)
    address = f"{PEOPLE}{amina.pk}/evidence/"
    day = {"dated_on_day": "2", "dated_on_month": "6", "dated_on_year": "2025"}
    browser.post(address, {"kind": "trained", "source": "course list", **day})
    with acting_as(elena):
        evidence = Evidence.objects.get()
        assert (evidence.dated_on, evidence.signed_by) == (DAY, elena.account_id)
    browser.post(f"{address}{evidence.pk}/remove/")
    with acting_as(elena):
        assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "change/", "decide/", "evidence/"], ids=["page", "change", "decide", "evidence"]
)
def test_strangers_find_nobody(nikos: Actor, amina: Participant, address: str) -> None:
    stranger = desk(nikos)
    assert stranger.get(f"{PEOPLE}{amina.pk}/{address}").status_code == 404
    assert names_in(stranger.get(PEOPLE)) == []
    assert stranger.post(f"{PEOPLE}{amina.pk}/step/", {"step": "leave"}).status_code == 404


def test_evidence_is_found_through_its_person_only(
    elena: Actor, amina: Participant, yusuf: Participant
) -> None:
    with acting_as(elena):
        evidence = record_evidence(
            elena, participant=amina, kind="checked", dated_on=DAY, source="paper"
        )
    swapped = f"{PEOPLE}{yusuf.pk}/evidence/{evidence.pk}/remove/"
    assert desk(elena).post(swapped).status_code == 404


def test_mentee_opens_no_desk_page(yusuf: Participant) -> None:
    phone = signed_in(yusuf.person_id)
    for address in ("", "add/", f"{yusuf.pk}/change/"):
        assert phone.get(f"{PEOPLE}{address}").status_code == 403
    assert phone.get("/desk/attestations/").status_code == 403
    assert phone.get(f"{PEOPLE}{yusuf.pk}/").status_code == 403


def test_one_signature_makes_people_ready(
    elena: Actor, amina: Participant, yusuf: Participant, register: Register
) -> None:
    with acting_as(elena):
        farid = register(elena, "Farid", "mentor")
        record_evidence(
            elena, participant=farid, kind="trained", dated_on=DAY, source="row 9", is_no=True
        )
    browser = desk(elena)
    page = browser.get("/desk/attestations/")
    shown = unescape(text_of(page))
    assert "1 mentee, missing: Consented" in shown
    assert "1 mentor, missing: Record checked, Trained, Consented" in shown
    assert "A source says no to: Trained." in shown
    signature = {
        "statement": "I have seen it.", "dated_on_day": "2", "dated_on_month": "6",
        "dated_on_year": "2025", "form_id": str(uuid4()),
    }  # fmt: skip
    nobody = browser.post("/desk/attestations/", signature)
    assert "Choose at least one group or one person." in text_of(nobody)
    page = browser.post("/desk/attestations/", {**signature, "group": "mentee:consented"},
                        follow=True)  # fmt: skip
    assert "Signed. 1 person is ready for a match." in text_of(page)
    again = {**signature, "everybody": "1", "form_id": str(uuid4())}
    browser.post("/desk/attestations/", again)
    assert states(elena) == {
        amina.pk: State.AVAILABLE, yusuf.pk: State.AVAILABLE, farid.pk: State.APPLICANT,
    }  # fmt: skip


def test_search_and_first_page_lead_to_people(
    elena: Actor, nikos: Actor, amina: Participant, yusuf: Participant
) -> None:
    found = text_of(desk(elena).get("/desk/search/?q=Jusuf"))
    assert f"{PEOPLE}{yusuf.pk}/" in found
    assert f"{PEOPLE}{amina.pk}/" not in found
    assert "2 applications wait for your decision" in text_of(desk(elena).get("/desk/"))
    assert str(yusuf.pk) not in text_of(desk(nikos).get("/desk/search/?q=Yusuf"))
    assert "wait for your decision" not in text_of(desk(nikos).get("/desk/"))
