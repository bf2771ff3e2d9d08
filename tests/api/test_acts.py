"""What the acts of the API do: the same as the buttons of the pages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.models import Submission
from amir.core.tasks import run_here
from amir.mentoring.models import Proposal
from amir.participants.lists.running import BRING, READ
from tests.consortium import signed_in

from .conftest import House
from .program import Program

TWO_CONGOS = b"""Role,First name,Phone,Country of origin,Languages,Topics
mentee,Yusuf,+39 340 123 0001,Congo,Arabic,work
mentee,Rima,+39 340 123 0002,Italy,Arabic,housing
"""


def program(house: House, who: str = "coordinator") -> Program:
    return Program(house.casa.accounts[who])


def told(answer: Any, status: int = 200) -> Any:
    """The body of an answer with that status."""
    assert answer.status_code == status, answer.content
    return answer.json()


def test_step_and_evidence_are_taken_down(within: House) -> None:
    elena, path = program(within), f"/participants/{within.casa.ids['participant_id']}"
    assert told(elena.get(path))["state"] == "applicant"
    stepped = told(elena.post(f"{path}/steps", {"step": "accept"}))
    assert stepped["state"] == "accepted"
    sent = {"kind": "trained", "dated_on": "2025-06-03", "source": "Folder 7"}
    evidence = told(elena.post(f"{path}/evidence", sent))["evidence"]
    assert {"expires_on": None, **sent} in evidence
    assert told(elena.get(path))["evidence"] == evidence


def test_step_that_there_is_not_is_refused_with_a_sentence(within: House) -> None:
    path = f"/participants/{within.casa.ids['participant_id']}/steps"
    refused = program(within).post(path, {"step": "fly"})
    assert set(told(refused, 422)) == {"problem", "field"}


def test_tick_is_counted(within: House) -> None:
    ids, kostas = within.casa.ids, program(within, "partner_lead")
    path = f"/programmes/{ids['key']}/deliverables"
    sent = {"organisation_id": str(within.casa.organisation), "done_on": "2025-06-03"}
    answer = kostas.post(f"{path}/{ids['deliverable_id']}/tick", sent)
    assert (answer.status_code, answer.content) == (204, b"")
    done = {row["id"]: row["done_by"] for row in told(kostas.get(path))}
    assert done[str(ids["deliverable_id"])] == [str(within.casa.organisation)]


def test_tick_with_an_address_that_runs_code_is_refused(within: House) -> None:
    ids = within.casa.ids
    sent = {
        "organisation_id": str(within.casa.organisation),
        "done_on": "2025-06-03",
        "link": "javascript:alert(1)",
    }
    path = f"/programmes/{ids['key']}/deliverables/{ids['deliverable_id']}/tick"
    refused = told(program(within, "partner_lead").post(path, sent), 422)
    assert refused["field"] == "body.sent.link"


def test_list_goes_from_upload_to_the_records(within: House) -> None:
    elena, actor = program(within), within.casa.actor("coordinator")
    before = told(elena.get("/participants"))["count"]
    sent = {
        "organisation_id": str(within.casa.organisation),
        "upload": SimpleUploadedFile("new people.csv", TWO_CONGOS),
    }
    brought = told(elena.post("/lists", sent, is_form=True), 202)
    path = f"/lists/{brought['id']}"
    assert (brought["name"], brought["state"], brought["is_at_work"]) == (
        "new people", "reading", True,
    )  # fmt: skip
    assert told(elena.get(f"/work/{brought['work_id']}"))["state"] == "waiting"
    run(actor, READ, brought)
    [question] = told(elena.get(path))["questions"]
    assert (question["kind"], question["answer"]) == ("value", None)
    assert told(elena.post(f"{path}/bring-in", {}), 422)["problem"] == (
        "Answer the open questions first."
    )
    option = question["options"][0]["value"]
    answered = elena.post(f"{path}/answers", {"answers": {question["id"]: option}})
    run(actor, READ, told(answered, 202))
    read = told(elena.get(path))
    assert [q["answer"] for q in read["questions"]] == [option]
    assert (read["can_go_in"], read["counts"]["create"]) == (True, 2)
    run(actor, BRING, told(elena.post(f"{path}/bring-in", {"version": read["version"]}), 202))
    assert told(elena.get(path))["state"] == "brought_in"
    assert told(elena.get("/participants"))["count"] == before + 2


def run(actor: Actor, task: str, people_list: dict[str, Any]) -> None:
    """What the worker does."""
    with acting_as(actor), override("en"):
        run_here(task, actor, people_list["work_id"], list_id=people_list["id"])


def test_questions_of_a_list_are_told_in_the_readers_language(within: House) -> None:
    elena, actor = program(within), within.casa.actor("coordinator")
    sent = {
        "organisation_id": str(within.casa.organisation),
        "upload": SimpleUploadedFile("people.csv", TWO_CONGOS),
    }
    brought = told(elena.post("/lists", sent, is_form=True), 202)
    run(actor, READ, brought)
    path = f"/lists/{brought['id']}"
    asked = {
        language: told(elena.get(path, language))["questions"][0]["says"]
        for language in ("en", "it", "ar")
    }
    assert len(set(asked.values())) == 3
    assert asked["en"] == told(elena.get(path))["questions"][0]["says"]


def test_answer_that_the_question_does_not_take_is_refused(within: House) -> None:
    path = f"/lists/{within.casa.ids['list_id']}"
    for answers in ({"nothing": "asked"}, {"date_order|x||": "dmy"}):
        refused = told(program(within).post(f"{path}/answers", {"answers": answers}), 422)
        assert refused == {"problem": "Choose an answer.", "field": next(iter(answers))}


def test_list_that_somebody_else_went_on_with_is_stale(within: House) -> None:
    path = f"/lists/{within.casa.ids['list_id']}"
    version = told(program(within).get(path))["version"]
    told(program(within, "second").post(f"{path}/answers", {"answers": {}}), 202)
    sent = {"answers": {}, "version": version}
    assert "Somebody else" in told(program(within).post(f"{path}/answers", sent), 409)["problem"]


def test_plan_is_started_once_while_it_is_worked_out(within: House) -> None:
    elena = program(within)
    sent = {"organisation_id": str(within.casa.organisation)}
    started = told(elena.post("/plans", sent), 202)
    assert (started["state"], started["number"]) == ("waiting", 2)
    assert told(elena.post("/plans", sent), 202)["id"] == started["id"]
    found = told(elena.get(f"/plans/{started['id']}"))
    assert (found["finding"], found["matched"], found["decided"]) == ("", None, {})
    assert told(elena.get(f"/work/{started['work_id']}"))["title"] == "Plan 2"


def test_plan_for_nobody_is_refused(within: House) -> None:
    sent = {"organisation_id": str(within.casa.organisation),
            "programme_id": str(within.casa.ids["programme_id"])}  # fmt: skip
    assert told(program(within).post("/plans", sent), 422)["field"] == "programme_id"


def test_pairs_are_locked_unlocked_rejected(within: House) -> None:
    elena, path = program(within), f"/plans/{within.casa.ids['plan_id']}"
    pair = str(within.casa.ids["proposal_id"])
    sent = {"proposals": [pair]}
    [locked] = told(elena.post(f"{path}/lock", sent))
    assert (locked["id"], locked["is_locked"]) == (pair, True)
    assert [row["is_locked"] for row in told(elena.post(f"{path}/unlock", sent))] == [False]
    rejected = told(elena.post(f"{path}/reject", {**sent, "why": "Not now."}))
    assert [row["state"] for row in rejected] == ["rejected"]
    assert told(elena.post(f"{path}/reject", {**sent, "why": "Not now."}), 422)["problem"]


def test_accepted_pair_is_asked_and_both_answers_make_a_match(within: House) -> None:
    elena, ids = program(within), within.casa.ids
    path = f"/plans/{ids['plan_id']}"
    asked = elena.post(f"{path}/accept", {"proposals": [str(ids["proposal_id"])]})
    [pair] = told(asked)
    assert pair["state"] == "asked"
    assert "token" not in asked.content.decode()
    before = told(elena.get("/matches", state="running"))["count"]
    states = []
    with acting_as(within.casa.actor("coordinator")):
        proposal = Proposal.objects.get(pk=pair["id"])
    for person_id in (proposal.mentee_person_id, proposal.mentor_person_id):
        person = Program(person_id)
        [question] = told(person.get("/me/questions"))["items"]
        assert question["answer"] == ""
        answer = person.post(f"/me/questions/{question['id']}/answer", {"answer": "yes"})
        states.append(told(answer)["state"])
    assert states == ["waiting", "agreed"]
    assert told(elena.get("/matches", state="running"))["count"] == before + 1


def test_plan_that_was_changed_meanwhile_is_stale(within: House) -> None:
    path = f"/plans/{within.casa.ids['plan_id']}"
    seen = told(program(within).get(path))["version"]
    sent = {"proposals": [str(within.casa.ids["proposal_id"])]}
    told(program(within, "second").post(f"{path}/lock", {**sent, "version": seen}))
    assert told(program(within).post(f"{path}/lock", {**sent, "version": seen}), 409)["problem"]


def test_proposal_of_another_plan_is_not_found(within: House) -> None:
    path = f"/plans/{within.casa.ids['plan_id']}/lock"
    sent = {"proposals": [str(within.casa.ids["proposal_id"]), str(within.casa.ids["match_id"])]}
    assert told(program(within).post(path, sent), 404)["field"] is None


def test_match_ends_with_its_reason(within: House) -> None:
    elena, path = program(within), f"/matches/{within.casa.ids['match_id']}"
    assert told(elena.get(path))["state"] == "running"
    ended = told(elena.post(f"{path}/end", {"why": "She moved."}))
    assert (ended["state"], ended["why_ended"]) == ("ended", "She moved.")
    assert told(elena.post(f"{path}/end", {"why": "Again."}), 422)["problem"] == (
        "This match is over already."
    )


def test_concern_is_read_by_the_lead_alone(within: House) -> None:
    path = f"/organisations/{within.casa.organisation}/concerns"
    sent = {"text": "He does not answer.", "urgency": "now", "reach_me": "At work."}
    mentor, sara = program(within, "mentor"), program(within, "lead")
    answer = mentor.post(path, sent)
    assert (answer.status_code, answer.content) == (204, b"")
    [newest, _older] = told(sara.get("/concerns"))["items"]
    assert (newest["urgency"], newest["state"]) == ("now", "received")
    opened = told(sara.get(f"/concerns/{newest['id']}"))
    assert (opened["text"], opened["entries"]) == ("He does not answer.", [])
    assert opened["reach_me"].endswith("At work.")
    assert mentor.get(f"/concerns/{newest['id']}").status_code == 403


def test_nothing_says_who_reported_anonymously(within: House) -> None:
    form_id = "5d3b1c1e-6f0e-4c2b-9a51-0d7d4d1f2a10"
    sent = {"text": "He shouts.", "urgency": "soon", "anonymous": True, "form_id": form_id}
    path = f"/organisations/{within.casa.organisation}/concerns"
    assert program(within, "mentor").post(path, sent).status_code == 204
    assert program(within, "mentor").post(path, sent).status_code == 204
    with acting_as(VISITOR):
        held = Submission.objects.get(pk=form_id)
    assert (held.account_id, held.answer) == (None, "")
    sara = program(within, "lead")
    found = told(sara.get("/concerns"))
    assert found["count"] == 2
    assert told(sara.get(f"/concerns/{found['items'][0]['id']}"))["reach_me"] == ""


def test_many_reports_are_slowed_down(within: House) -> None:
    path = f"/organisations/{within.casa.organisation}/concerns"
    mentor = program(within, "mentor")
    sent = {"text": "I worry.", "urgency": "unsure"}
    statuses = [mentor.post(path, sent).status_code for _ in range(11)]
    assert statuses == [204] * 10 + [429]


def test_my_data_are_those_of_the_page(within: House) -> None:
    account = within.casa.accounts["mentee"]
    page = signed_in(account).get("/me/data/download/", {"as": "json"}).json()
    mine = told(Program(account).get("/me/data"))
    assert mine["data"] == page["data"]
    assert len(mine["data"]) > 5
