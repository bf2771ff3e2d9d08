"""The pages of the walk, as a browser without JavaScript goes through them."""

import io
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.lists import running
from amir.participants.lists.queries import Counts, counts_of
from amir.participants.models import Participant, PeopleList
from tests.participants.lists.walking import (
    BOLOGNA_200,
    MENTEES,
    answer,
    bring,
    bring_in,
    read,
    run,
)

pytestmark = pytest.mark.django_db
FORM_ID = "7b0d9a3c-2f4e-4c56-9a55-0d5c9f0f1a11"


class Filled(HTMLParser):
    """What a browser would send of the form with this id, as the page filled it in."""

    def __init__(self, page: str, ident: str = "form") -> None:
        super().__init__()
        self.ident, self.inside, self.chosen = ident, False, ""
        self.data: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("id") == self.ident
        elif not self.inside:
            return
        elif tag == "input" and (told["type"] in ("hidden", "text") or "checked" in told):
            self.data[told["name"]] = told.get("value", "")
        elif tag == "select":
            self.chosen = told["name"]
        elif tag == "option" and "selected" in told:
            self.data[self.chosen] = told["value"]


def upload(client: Client, name: str, content: bytes, **more: str) -> str:
    """Bring a file by the form; the address of the list."""
    sent = {"upload": [SimpleUploadedFile(name, content)], "text": "", **more}
    response = client.post("/desk/lists/", sent)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_whole_walk_of_a_clean_list(browser: Client, elena: Actor) -> None:
    """File chooser, Upload, Bring in: three clicks."""
    address = upload(browser, "list.csv", MENTEES.encode())
    assert 'http-equiv="refresh"' in page(browser, address)
    with acting_as(elena):
        people_list = read(elena, PeopleList.objects.get())
    ready = page(browser, address)
    assert "Bring in 3 people" in ready
    browser.post(f"{address}bring-in/", {"version": people_list.version, "form_id": FORM_ID})
    with acting_as(elena):
        run(elena, running.bring_in_list)
        assert Participant.objects.count() == 3
    assert "The list is in" in page(browser, address)
    browser.post(f"{address}undo/")
    with acting_as(elena):
        run(elena, running.take_list_back)
        assert Participant.objects.count() == 0
    assert "3 people were removed." in page(browser, address)


def test_real_list_asks_three_questions(browser: Client, elena: Actor) -> None:
    address = upload(browser, BOLOGNA_200.name, BOLOGNA_200.read_bytes())
    with acting_as(elena):
        people_list = read(elena, PeopleList.objects.get())
    shown = page(browser, address)
    assert "3 questions" in shown
    filled = Filled(shown).data
    assert [name for name in ("q0", "q1", "q2") if name in filled] == []
    answered = {**filled, "q0": "CD", "q1": "day first", "q2": "no"}
    assert browser.post(address, answered).status_code == 302
    with acting_as(elena):
        people_list = read(elena, people_list)
        assert counts_of(people_list) == Counts(create=197, skip=3)
    assert "Bring in 197 people" in page(browser, address)


def test_question_without_an_answer_is_an_error_and_nothing_is_lost(
    browser: Client, elena: Actor
) -> None:
    address = upload(browser, BOLOGNA_200.name, BOLOGNA_200.read_bytes())
    with acting_as(elena):
        read(elena, PeopleList.objects.get())
    filled = Filled(page(browser, address)).data
    response = browser.post(address, {**filled, "q0": "CD"})
    again = response.content.decode()
    assert response.status_code == 200
    assert again.count("Choose an answer.") == 4  # two in the summary, two at the fields
    assert Filled(again).data["q0"] == "CD"


def test_same_answers_next_time_are_not_asked_again(
    browser: Client, elena: Actor, bologna: UUID
) -> None:
    with acting_as(elena):
        first = bring(elena, bologna, BOLOGNA_200.read_bytes(), "may.xlsx")
        told = {"value": "CD", "date_order": "day first", "hidden_rows": "no"}
        bring_in(elena, answer(elena, first, questions=told))
        second = bring(elena, bologna, BOLOGNA_200.read_bytes(), "june.xlsx")
        asked = [q["kind"] for q in second.overview["questions"] if q["answer"] is None]
        assert asked == ["hidden_rows"]


def test_refused_file_is_a_form_error(browser: Client, elena: Actor) -> None:
    sent = {"upload": [SimpleUploadedFile("cv.pdf", b"%PDF-1.7")], "text": ""}
    response = browser.post("/desk/lists/", sent)
    assert (response.status_code, "cv.pdf" in response.content.decode()) == (200, True)
    assert "<title>Error: " in response.content.decode()


def test_nothing_brought_is_a_form_error(browser: Client) -> None:
    response = browser.post("/desk/lists/", {"text": "  "})
    assert "Choose a file, or paste the cells of your list." in response.content.decode()


def test_pasted_cells_are_a_list(browser: Client, elena: Actor) -> None:
    cells = MENTEES.replace('"Italian, Arabic"', "Italian").replace(",", "\t")
    response = browser.post("/desk/lists/", {"text": cells})
    assert response.status_code == 302
    with acting_as(elena):
        people_list = read(elena, PeopleList.objects.get())
        assert counts_of(people_list) == Counts(create=3)


def test_form_sent_twice_brings_one_list(browser: Client, elena: Actor) -> None:
    first = upload(browser, "list.csv", MENTEES.encode(), form_id=FORM_ID)
    second = upload(browser, "list.csv", MENTEES.encode(), form_id=FORM_ID)
    assert first == second
    with acting_as(elena):
        assert PeopleList.objects.count() == 1


def test_answers_are_kept_for_later(browser: Client, elena: Actor) -> None:
    address = upload(browser, BOLOGNA_200.name, BOLOGNA_200.read_bytes())
    with acting_as(elena):
        read(elena, PeopleList.objects.get())
    filled = Filled(page(browser, address)).data
    browser.post(address, {**filled, "q0": "CG", "_draft": "x"})
    assert Filled(page(browser, address)).data["q0"] == "CG"


def test_rows_are_left_out_and_taken_in_again(browser: Client, elena: Actor) -> None:
    address = upload(browser, "list.csv", MENTEES.encode())
    with acting_as(elena):
        people_list = read(elena, PeopleList.objects.get())
        row = people_list.rows.get(source="list.csv!3")
    browser.post(f"{address}rows/", {"act": "leave_out", "row": str(row.pk)})
    with acting_as(elena):
        people_list = read(elena, people_list)
        assert counts_of(people_list) == Counts(create=2, skip=1)
        row = people_list.rows.get(source="list.csv!3")
    browser.post(f"{address}rows/", {"act": "take_in", "row": str(row.pk)})
    with acting_as(elena):
        assert counts_of(read(elena, people_list)) == Counts(create=3)


def test_left_out_rows_come_back_with_the_reason(browser: Client, elena: Actor) -> None:
    address = upload(browser, "list.csv", MENTEES.encode())
    with acting_as(elena):
        answer(elena, read(elena, PeopleList.objects.get()), left_out=["list.csv!3"])
    response = browser.get(f"{address}left-out.xlsx")
    (sheet,) = load_workbook(io.BytesIO(response.content)).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert (rows[0][0], rows[0][-1]) == ("Role", "Why")
    assert (rows[1][1], rows[1][-1], len(rows)) == ("Rima", "You left this row out.", 2)


def test_others_find_no_list(browser: Client, elena: Actor, nikos: Actor, bologna: UUID) -> None:
    address = upload(browser, "list.csv", MENTEES.encode())
    assert Client().get(address).status_code == 302
    unknown = address.replace(address.split("/")[3], FORM_ID)
    for way in ("", "rows/", "progress/", "left-out.xlsx"):
        assert browser.get(f"{unknown}{way}").status_code == 404
    for way in ("bring-in/", "undo/", "discard/", "read-again/"):
        assert browser.post(f"{unknown}{way}").status_code == 404


@pytest.mark.parametrize(("way", "queries"), [("", 18), ("rows/", 16)])
def test_pages_ask_a_fixed_number_of_queries(
    browser: Client, elena: Actor, bologna: UUID, way: str, queries: int
) -> None:
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna))
        people_list = bring(elena, bologna, MENTEES.replace("housing", "work"))
    address = f"/desk/lists/{people_list.pk}/{way}"
    page(browser, address)
    with CaptureQueriesContext(connection) as captured:
        page(browser, address)
    assert len(captured) == queries
