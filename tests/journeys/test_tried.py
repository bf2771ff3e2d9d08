"""What people and others try: each try is answered clearly, and nothing else is changed."""

import re
from uuid import uuid4

import pytest

from tests.journeys.hostile_uploads import REFUSED
from tests.journeys.house import PEOPLE, House, key_of, list_of, pairs_of
from tests.journeys.page import Page
from tests.journeys.visitor import Upload, Visitor
from tests.sheets.intake.hostile_files import ONE_CELL, xlsx

NOT_HERE = "This page is not here"
UNREADABLE = "This request could not be read"
ODD_NAMES = ["Zoë 😀", "عبد الرحمن", "Nguyễn Thị", "<b>Ali</b>", "O'Brien; --"]


def new_person(house: House, name: str) -> Page:
    """The answers about a new mentee, to be checked."""
    page = house.elena.get("/desk/participants/add/")
    form, _text = page.form("Continue")
    told = {
        "side": "mentee", "preferred_name": name, "language": "en",
        **form.ticked("They know that we write this down, and agree"),
    }  # fmt: skip
    return house.elena.press(page, "Continue", told)


def asked(house: House) -> tuple[str, str]:
    """A pair that is asked, and the link of its mentee."""
    page = house.elena.get(house.plan)
    pair = next(value for value in pairs_of(page) if ":proposed:" in value)
    house.elena.press(page, "Accept and ask both", {"row": pair})
    proposal = house.elena.get(f"/desk/plans/pairs/{key_of(pair)}/")
    links = house.elena.press(proposal, "Print a new link Mentee")
    [path] = re.findall(r"/answer/[^/\s]+/", links.words)
    return key_of(pair), path


def in_english(house: House) -> Visitor:
    """Somebody without an account who chose a language; links speak that of who was asked."""
    somebody = Visitor(house.site)
    somebody.post("/language/", {"language": "en", "next": "/"})
    return somebody


# --- double submit ------------------------------------------------------------------------------
def test_list_that_is_sent_twice_is_one_list(house: House) -> None:
    before = house.count("participants_peoplelist")
    page = house.elena.get("/desk/lists/")
    first, second = (house.elena.send(page, "Upload", {"text": list_of(PEOPLE)}) for _ in "ab")
    assert (first.status, second.status) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert house.count("participants_peoplelist") == before + 1


def test_person_who_is_sent_twice_is_one_person(house: House) -> None:
    before = house.count("participants_participant")
    page = new_person(house, "Farid")
    first, second = (house.elena.send(page, "Take up") for _ in "ab")
    assert (first.status, second.status) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert house.count("participants_participant") == before + 1


def test_plan_that_is_started_twice_is_one_plan(house: House) -> None:
    before = house.count("mentoring_plan")
    page = house.elena.get(house.plan)
    first, second = (house.elena.send(page, "Solve again") for _ in "ab")
    assert first.headers["Location"] == second.headers["Location"]
    house.plan = house.rested(house.elena.get(first.headers["Location"])).path
    assert house.count("mentoring_plan") == before + 1


def test_lock_that_is_sent_twice_is_told_once(house: House) -> None:
    page = house.elena.get(house.plan)
    pair = pairs_of(page)[0]
    assert [house.elena.send(page, "Lock", {"row": pair}).status for _ in "ab"] == [302, 302]
    assert house.elena.get(house.plan).said() == ["1 pair is locked."]


def test_pairs_that_are_accepted_twice_are_asked_once(house: House) -> None:
    page = house.elena.get(house.plan)
    pair = next(value for value in pairs_of(page) if ":proposed:" in value)
    for _ in "ab":
        assert house.elena.send(page, "Accept and ask both", {"row": pair}).status == 302
    assert house.elena.get(house.plan).said() == ["1 pair is being asked."]
    assert house.count("mentoring_asking", f"proposal_id = '{key_of(pair)}'") == 2


# --- links --------------------------------------------------------------------------------------
def test_answer_after_the_last_day_is_told_to_be_too_late(house: House) -> None:
    pair, path = asked(house)
    house.sql(
        "update mentoring_asking set answer_by = now() - interval '1 minute'"
        f" where proposal_id = '{pair}'"
    )
    somebody = in_english(house)
    page = somebody.get(path)
    assert (page.status, page.heading) == (200, "It is too late to answer")
    somebody.post(path, {"answer": "yes"})
    assert house.sql(f"select answer from mentoring_asking where proposal_id = '{pair}'") == ""
    assert somebody.press(page, "Please call me").heading == "We will call you"


def test_answer_that_is_none_is_refused(house: House) -> None:
    pair, path = asked(house)
    page = in_english(house).post(path, {"answer": "maybe"})
    assert (page.status, page.heading) == (200, "Do you want this mentor?")
    answers = f"select distinct answer from mentoring_asking where proposal_id = '{pair}'"
    assert house.sql(answers) == ""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/answer/forged/", "This link does not work"),
        ("/answer/%00/", "This link does not work"),
        (f"/answer/{'x' * 3000}/", "This link does not work"),
        ("/card/forged/", "This card no longer works"),
        ("/invitation/forged/", "This link is over"),
    ],
)
def test_link_that_never_was_says_so(house: House, path: str, said: str) -> None:
    page = Visitor(house.site).get(path)
    assert (page.status, page.heading) == (404, said)


# --- uploads ------------------------------------------------------------------------------------
@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", REFUSED)
def test_hostile_upload_is_one_sentence_on_the_form(house: House, name: str) -> None:
    make, sentence = REFUSED[name]
    page = house.elena.get("/desk/lists/")
    answer = house.elena.send(page, "Upload", files={"upload": [Upload(name, make())]})
    assert (answer.status, answer.path) == (200, "/desk/lists/")
    assert answer.said() == [sentence.format(name)]


def test_list_with_macros_is_read_and_its_macros_are_not_kept(house: House) -> None:
    content = xlsx(ONE_CELL, **{"xl/vbaProject.bin": "Sub Auto_Open()"})
    page = house.elena.get("/desk/lists/")
    page = house.elena.press(page, "Upload", files={"upload": [Upload("macro.xlsm", content)]})
    assert "Nobody was found in this list" in house.rested(page).words


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd.csv", "passwd"), ("a\0b.csv", "a"), ("\u202egpj.csv", "gpj"),
     ("😀 لائحة.csv", "😀 لائحة")],
)  # fmt: skip
def test_odd_names_of_files_do_no_harm(house: House, name: str, shown: str) -> None:
    page = house.elena.get("/desk/lists/")
    files = {"upload": [Upload(name, list_of(PEOPLE).encode())]}
    page = house.rested(house.elena.press(page, "Upload", files=files))
    assert page.status == 200
    assert shown in page.words


# --- odd texts ----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_of_any_script_are_taken_as_they_are(house: House, name: str) -> None:
    page = house.elena.press(new_person(house, name), "Take up")
    assert page.said() == ["The person is taken up."]
    found = f"organisation_id = '{house.organisation}' and preferred_name = $t${name}$t$"
    assert house.sql(f"select count(*) from people_calling where {found}") == "1"
    assert name in page.words


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("x" * 121, "Write at most 120 letters: What do we call them?"),
        ("ن" * 200_000, "Write at most 120 letters: What do we call them?"),
        ("A\0B", "A character in it cannot be kept. Write it anew: What do we call them?"),
        (" \u200b\u202e ", "Fill in: What do we call them?"),
    ],
    ids=["long", "very long", "nul", "unseen"],
)
def test_text_that_cannot_be_kept_is_refused_in_a_sentence(
    house: House, name: str, sentence: str
) -> None:
    page = new_person(house, name)
    assert page.said() == [sentence]
    assert page.form("Continue")[0].sent["language"] == ["en"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "path",
    ["/desk/participants/?{}", "/desk/lists/?{}", "/desk/plans/?{}", "/desk/work/?{}",
     "/desk/search/?{}", "/desk/matches/?{}", "/desk/attestations/?list=x&{}"],
)  # fmt: skip
@pytest.mark.parametrize(
    "asked", ["q=%00", "sort=%00", "page=99999999999999999999", "state=forged", "page=-1", "q=%F0"]
)
def test_odd_questions_break_no_page(house: House, path: str, asked: str) -> None:
    page = house.elena.get(path.format(asked))
    assert page.status == 200 or (page.status == 400 and UNREADABLE in page.words), page.words


@pytest.mark.parametrize("path", ["/en/", "/sign-in/", "/answer/forged/", "/demo/"])
@pytest.mark.parametrize("language", ["xx", "../../etc/passwd", "x" * 3000, "%D9%A1", "en-tlh"])
def test_unknown_language_is_english(house: House, path: str, language: str) -> None:
    page = Visitor(house.site).request("GET", path, headers={"Cookie": f"language={language}"})
    assert page.status in (200, 404)
    assert page.headers["Content-Language"] == "en"


# --- sessions -----------------------------------------------------------------------------------
def test_text_typed_before_the_session_ended_is_sent_after_signing_in(house: House) -> None:
    page = new_person(house, "Leila")
    ended = f"delete from people_browsersession where account_id = '{house.accounts[0]}'"
    house.sql(ended)
    answer = house.elena.send(page, "Take up")
    assert (answer.status, "You were signed out" in answer.words) == (403, True)
    assert "What you typed is kept. Sign in, and you can send it." in answer.words
    house.elena.press(answer, "Sign in and go on")
    offered = house.elena.get(f"/demo/as/{house.accounts[0]}/")
    assert "You are signed in again. Nothing that you typed is lost." in offered.words
    done = house.elena.press(offered, "Go on where I was")
    assert done.said() == ["The person is taken up."]
    assert "Leila" in done.words


# --- two coordinators ---------------------------------------------------------------------------
def test_second_of_two_coordinators_is_told_that_the_pair_has_changed(house: House) -> None:
    elenas, marcos = house.elena.get(house.plan), house.marco.get(house.plan)
    [pair] = [value for value in pairs_of(elenas) if ":proposed:" in value][:1]
    house.elena.press(elenas, "Accept and ask both", {"row": pair})
    late = house.marco.press(marcos, "Reject", {"row": pair})
    assert late.said() == ["1 pair was changed by somebody else meanwhile. Look at it again."]
    state = f"select state from mentoring_proposal where id = '{key_of(pair)}'"
    assert house.sql(state) == "asked"


def test_second_of_two_coordinators_is_told_of_a_newer_plan(house: House) -> None:
    marcos = house.marco.get(house.plan)
    before = house.again()
    pair = next(value for value in pairs_of(marcos) if ":proposed:0" in value)
    late = house.marco.press(marcos, "Accept and ask both", {"row": pair})
    assert late.path == before
    sentence = "A newer plan has taken the place of this one. Nothing was changed."
    assert late.said() == [sentence]
    old = house.marco.get(before)
    assert "A newer plan has taken the place of this one." in old.words
    assert [form for form in old.forms if "Lock" in form.buttons] == []
    state = f"select state from mentoring_proposal where id = '{key_of(pair)}'"
    assert house.sql(state) == "proposed"


def test_second_of_two_coordinators_answers_a_list_in_vain(house: House) -> None:
    page = house.read(list_of([*PEOPLE, ("mentee", "Karim", "work")]))
    theirs = house.marco.get(page.path)
    house.elena.press(page, "Apply changes")
    house.rested(house.elena.get(page.path))
    late = house.marco.press(theirs, "Apply changes")
    sentence = "Somebody else has just gone on with this list. Nothing of theirs was overwritten."
    assert late.said() == [sentence]


def test_same_form_id_of_somebody_else_takes_nothing_away(house: House, other: House) -> None:
    """Whoever guesses the id of a form learns nothing and gets nothing."""
    form_id = str(uuid4())
    page = house.elena.get("/desk/lists/")
    first = house.elena.send(page, "Upload", {"text": list_of(PEOPLE), "form_id": form_id})
    page = other.elena.get("/desk/lists/")
    second = other.elena.send(page, "Upload", {"text": list_of(PEOPLE), "form_id": form_id})
    assert first.headers["Location"] != second.headers["Location"]
    assert second.headers["Location"] == "/desk/lists/"
