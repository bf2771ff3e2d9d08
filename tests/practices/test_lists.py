"""A spreadsheet of practices: understood, asked about, looked at, brought in, taken back."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.practices import actions as practices
from amir.practices.exports import template_file
from amir.practices.lists import actions
from amir.practices.models import Practice, PracticeList, PracticeStatus
from tests.consortium import Consortium, actor_of, signed_in
from tests.practices.told import written

pytestmark = pytest.mark.django_db
HEADINGS = "Nome della pratica,Paese,Città,Temi,Destinatari,Fase,Inizio,Sintesi,Come funziona"
LIST = f"""{HEADINGS},Referente
Cucina,Grecia,Atene,Lavoro; housing,Donne,pilota,13/05/2021,"Si cucina, insieme.",Due volte,Anna
Sportello casa,Grecia,Patrasso,casa,famiglie,regolare,2019-03-04,Uno sportello.,Ogni giorno,
Women cook together,GR,Athens,work,women,,,There already.,x,
,Grecia,,,,,,,,
"""


def brought(consortium: Consortium, text: str = LIST) -> PracticeList:
    with acting_as(actor_of(consortium.kostas)) as kostas:
        return actions.bring_list(
            kostas, organisation_id=consortium.asyl.pk, programme_id=consortium.programme.pk,
            name="pratiche.csv", content=text.encode(),
        )  # fmt: skip


def acts(held: PracticeList) -> list[tuple[str, str]]:
    return [(row["facts"].get("title", ""), row["act"]) for row in held.overview["rows"]]


def test_list_in_italian_is_understood_and_what_is_unclear_is_asked(
    consortium: Consortium,
) -> None:
    written(consortium)
    held = brought(consortium)
    columns = {c["header"]: c["field"] for t in held.overview["tables"] for c in t["columns"]}
    assert columns["Nome della pratica"] == "title"
    assert columns["Come funziona"] == "how"
    assert columns["Referente"] == "extra"
    facts = held.overview["rows"][0]["facts"]
    assert {name: facts[name] for name in ("country", "themes", "target_groups", "phase")} == {
        "country": "GR", "themes": ["work", "housing"], "target_groups": ["women"],
        "phase": "pilot",
    }  # fmt: skip
    assert facts["started_on"] == "2021-05-13"
    assert acts(held) == [("Cucina", "create"), ("Sportello casa", "create"),
                          ("Women cook together", "skip")]  # fmt: skip
    asked = [(q["column"], q["word"]) for q in held.overview["questions"]]
    assert asked == [("themes", "casa")]


def test_list_goes_in_when_everything_is_answered_and_can_be_taken_back(
    consortium: Consortium,
) -> None:
    held = brought(consortium)
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        with pytest.raises(Refused, match="Answer the open questions"):
            actions.bring_in(kostas, practice_list=held)
        told = {"answers": {"word|themes|casa": "housing"}}
        held = actions.answer_list(kostas, practice_list=held, told=told)
        made = actions.bring_in(kostas, practice_list=held)
        assert [(p.code, p.title, p.themes, p.state) for p in made] == [
            ("GR-P1", "Cucina", ["work", "housing"], "draft"),
            ("GR-P2", "Sportello casa", ["housing"], "draft"),
            ("GR-P3", "Women cook together", ["work"], "draft"),
        ]
        assert made[0].latitude == pytest.approx(37.98, abs=0.1)
        practices.change_practice(kostas, practice=made[0], title="Cucina insieme")
        assert actions.undo_list(kostas, practice_list=held) == (2, 1)
        assert [p.title for p in Practice.objects.all()] == ["Cucina insieme"]
        assert PracticeStatus.objects.count() == 1
        with pytest.raises(Refused):
            actions.undo_list(kostas, practice_list=held)


def test_bringing_in_takes_a_fixed_number_of_queries(consortium: Consortium) -> None:
    counts = []
    for size in (3, 30):
        rows = "".join(f"P{size} {n},GR,{n} words\n" for n in range(size))
        held = brought(consortium, f"Title,Country,Summary\n{rows}")
        with acting_as(actor_of(consortium.kostas)) as kostas, \
                CaptureQueriesContext(connection) as seen:  # fmt: skip
            actions.bring_in(kostas, practice_list=held)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_column_can_be_told_and_a_row_left_out(consortium: Consortium) -> None:
    held = brought(consortium)
    told = {
        "columns": {"pratiche.csv": {"Referente": "responsible"}},
        "left_out": [held.overview["rows"][1]["at"]],
    }
    with acting_as(actor_of(consortium.kostas)) as kostas:
        held = actions.answer_list(kostas, practice_list=held, told=told)
        assert held.overview["rows"][0]["facts"]["responsible"] == "Anna"
        assert acts(held)[1] == ("Sportello casa", "skip")
        with pytest.raises(Stale):
            actions.answer_list(kostas, practice_list=held, told={}, version=1)


def test_text_that_is_too_long_keeps_its_row_out_and_says_why(consortium: Consortium) -> None:
    held = brought(consortium, f"Title,Country,Summary\nLong,GR,{'word ' * 120}\nShort,GR,Ok\n")
    assert acts(held) == [("Long", "skip"), ("Short", "create")]
    assert "It has 20 too many" in held.overview["rows"][0]["why"]


@pytest.mark.parametrize("text", ["", "a\nb\n", "Country\nGreece\n"])
def test_file_without_practices_is_refused(consortium: Consortium, text: str) -> None:
    with pytest.raises(Refused):
        brought(consortium, text)


def test_list_cannot_be_undone_after_a_month(
    consortium: Consortium, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = brought(consortium, "Title,Country,Summary\nOne,GR,Text\n")
    with acting_as(actor_of(consortium.kostas)) as kostas:
        actions.bring_in(kostas, practice_list=held)
        later = clock.now() + timedelta(days=31)
        monkeypatch.setattr(clock, "now", lambda: later)
        with pytest.raises(Refused, match="30 days"):
            actions.undo_list(kostas, practice_list=held)


def test_others_do_not_bring_lists_here(consortium: Consortium) -> None:
    with acting_as(actor_of(consortium.nour)) as nour, pytest.raises(NotAllowed):
        actions.bring_list(
            nour, organisation_id=consortium.asyl.pk, programme_id=consortium.programme.pk,
            name="x.csv", content=LIST.encode(),
        )  # fmt: skip


def test_template_is_understood_without_a_question(consortium: Consortium) -> None:
    book = load_workbook(io.BytesIO(template_file()))
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    sheet.append(["One", "Greece", "Athens", "en", "Work", "Women", "Pilot", "Up to 10,000",
                  "2020-01-01"])  # fmt: skip
    held_file = io.BytesIO()
    book.save(held_file)
    with acting_as(actor_of(consortium.kostas)) as kostas:
        held = actions.bring_list(
            kostas, organisation_id=consortium.asyl.pk, programme_id=consortium.programme.pk,
            name="practices.xlsx", content=held_file.getvalue(),
        )  # fmt: skip
    fields = [c["field"] for t in held.overview["tables"] for c in t["columns"]]
    assert "extra" not in fields
    assert len(fields) == len(headings)
    assert held.overview["questions"] == []
    assert held.overview["rows"][0]["facts"]["cost_band"] == "to_10"


def test_walk_of_a_list_on_its_pages(consortium: Consortium) -> None:
    client = signed_in(consortium.kostas)
    upload = SimpleUploadedFile("pratiche.csv", LIST.encode())
    started = client.post(
        reverse("practice_lists"), {"upload": upload, "programme": consortium.programme.pk}
    )
    page = client.get(started["Location"]).content.decode()
    assert "1 question is open" in page
    answered = client.post(started["Location"], {"version": 1, "q0": "housing"})
    assert answered["Location"] == started["Location"]
    client.post(started["Location"] + "bring-in/")
    with acting_as(actor_of(consortium.kostas)):
        assert Practice.objects.count() == 3
    shown = client.get(started["Location"]).content.decode()
    assert "Undo the list" in shown
    client.post(started["Location"] + "undo/")
    with acting_as(actor_of(consortium.kostas)):
        assert not Practice.objects.exists()
