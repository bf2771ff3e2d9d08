"""The pages of a report, as the browser of somebody gets them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.reports import actions
from amir.reports.models import Report, ReportEdition, ReportSection
from tests.consortium import Consortium, actor_of, signed_in

Counting = Callable[[int], Any]
SLY = '<script>alert("x")</script>\n\n<img src=x onerror=alert(1)>'


@pytest.fixture
def carla(consortium: Consortium) -> Client:
    return signed_in(consortium.carla)


def section_of(consortium: Consortium, report: Report, key: str) -> ReportSection:
    with acting_as(actor_of(consortium.carla)):
        return ReportSection.objects.select_related("report").get(report=report, key=key)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_report_is_begun_and_written(consortium: Consortium, carla: Client) -> None:
    sent = {"kind": "comparative", "title": "What helps in Europe", "language": "en", "country": ""}
    made = carla.post(reverse("report_add", args=["amir"]), sent)
    page = carla.get(made["Location"])
    assert "What helps in Europe" in text_of(page)
    listed = text_of(carla.get(reverse("programme_reports", args=["amir"])))
    assert "What helps in Europe" in listed
    assert "0 of 8 sections ready" in listed
    for client in (signed_in(consortium.kostas), signed_in(consortium.elena)):
        assert "What helps in Europe" not in text_of(
            client.get(reverse("programme_reports", args=["amir"]))
        )
        assert client.get(made["Location"]).status_code == 404


def test_two_editors_lose_nothing(consortium: Consortium, report: Report, carla: Client) -> None:
    section = section_of(consortium, report, "context")
    address = reverse("report_section", args=[section.pk])
    first = {"title": section.title, "text": "Primo.\nComune.", "version": "1"}
    assert carla.post(address, first).status_code == 302
    second = {"title": section.title, "text": "Comune.\nSecondo.", "version": "1"}
    again = carla.post(address, second)
    said = text_of(again)
    assert again.status_code == 200
    assert "Somebody else changed this section meanwhile." in said
    assert all(f"<br>{line}" in said or f"{line}<br>" in said for line in ("Primo.", "Secondo."))
    field = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", said, re.DOTALL)
    version = re.search(r'name="version" value="(\d+)"', said)
    assert field
    assert version
    assert {"Primo.", "Comune.", "Secondo."} == set(field[1].split("\n"))
    both = {"title": section.title, "text": field[1], "version": version[1]}
    assert carla.post(address, both).status_code == 302
    assert section_of(consortium, report, "context").version == 3


def test_a_text_left_in_the_middle_is_there_again(
    consortium: Consortium, report: Report, carla: Client
) -> None:
    section = section_of(consortium, report, "context")
    address = reverse("report_section", args=[section.pk])
    key = f"report-section-{section.pk}"
    typed = {"title": section.title, "text": "Half a sen", "version": "1", "draft_key": key}
    assert carla.post(reverse("kit:draft"), typed).status_code == 200
    said = text_of(signed_in(consortium.carla).get(address))
    assert "Half a sen" in said
    assert "This is the text that you kept for later." in said
    assert "Half a sen" not in text_of(signed_in(consortium.carla).get(
        reverse("report_preview", args=[report.pk])
    ))  # fmt: skip


def test_pasted_html_is_shown_and_never_run(
    consortium: Consortium, report: Report, carla: Client
) -> None:
    section = section_of(consortium, report, "context")
    sent = {"title": SLY[:27], "text": SLY, "version": "1"}
    carla.post(reverse("report_section", args=[section.pk]), sent)
    carla.post(reverse("report_section_comments", args=[section.pk]), {"text": SLY})
    pages = [reverse(f"report_section{each}", args=[section.pk])
             for each in ("", "_versions", "_comments")]  # fmt: skip
    pages += [reverse(f"report_{each}", args=[report.pk]) for each in ("page", "preview", "file")]
    for page in pages:
        said = text_of(carla.get(page, {"as": "html"}))
        assert "alert(" in said or page == pages[3]
        assert "<script>alert" not in said
        assert "<img src=x" not in said


def test_publishing_shows_partners_the_edition_in_three_forms(
    consortium: Consortium, report: Report, carla: Client
) -> None:
    actor = actor_of(consortium.carla)
    with acting_as(actor):
        for order, section in enumerate(ReportSection.objects.filter(report=report), start=1):
            section.report = report
            actions.set_section(actor, section=section, status="ready", owner_id=None, order=order)
    step = reverse("report_step", args=[report.pk])
    assert carla.post(step, {"step": "submit"}).status_code == 302
    assert "Publish this report?" in text_of(carla.get(reverse("report_publish", args=[report.pk])))
    assert carla.post(reverse("report_publish", args=[report.pk])).status_code == 302
    with acting_as(actor):
        edition = ReportEdition.objects.get()
    kostas = signed_in(consortium.kostas)
    address = reverse("report_edition", args=["amir", edition.pk])
    page = text_of(kostas.get(address))
    assert "What helps in Italy" in page
    assert re.search(r'<data class="cited" value="Asyl" data-source="[\w-]{36}">', page)
    for ending, begins in (("html", b"<!doctype"), ("pdf", b"%PDF"), ("docx", b"PK")):
        file = kostas.get(reverse("report_edition_file", args=["amir", edition.pk]), {"as": ending})
        assert file.content.startswith(begins)
        assert f"amir-national-it-1-it.{ending}" in file["Content-Disposition"]
    assert signed_in(consortium.nour).get(address).status_code == 404


def test_a_live_block_is_placed_by_a_form(
    consortium: Consortium, report: Report, carla: Client
) -> None:
    section = section_of(consortium, report, "policy")
    address = reverse("report_section_block", args=[section.pk, "partners"])
    assert carla.get(address).status_code == 200
    assert carla.post(address).status_code == 302
    assert section_of(consortium, report, "policy").text == "[[partners]]"
    assert carla.get(reverse("report_section_block", args=[section.pk, "no"])).status_code == 404


def test_translation_stands_beside_the_original(
    consortium: Consortium, report: Report, carla: Client
) -> None:
    carla.post(reverse("report_languages", args=[report.pk]), {"languages": ["en"]})
    section = section_of(consortium, report, "context")
    address = reverse("report_section_translate", args=[section.pk, "en"])
    sent = {"title": "Context", "text": "Words.", "version": "0", "of_version": "1"}
    assert carla.post(address, sent).status_code == 302
    assert "up to date" in text_of(carla.get(reverse("report_languages", args=[report.pk])))
    again = text_of(carla.post(address, {**sent, "text": "Mine."}))
    assert "Somebody else changed this translation meanwhile." in again
    assert "Words." in again
    assert "Mine." in again
    carla.post(
        reverse("report_section", args=[section.pk]),
        {"title": section.title, "text": "Nuovo testo.", "version": "1"},
    )
    assert "outdated" in text_of(carla.get(reverse("report_languages", args=[report.pk])))
    assert "The original has changed" in text_of(carla.get(address))
    assert (
        carla.get(reverse("report_section_translate", args=[section.pk, "el"])).status_code == 404
    )


@pytest.mark.parametrize(("name", "queries"), [("report_page", 17), ("report_preview", 25)])
def test_a_page_takes_a_fixed_number_of_queries(
    name: str, queries: int, consortium: Consortium, report: Report, carla: Client,
    django_assert_num_queries: Counting,
) -> None:  # fmt: skip
    address = reverse(name, args=[report.pk])
    carla.get(address)
    with django_assert_num_queries(queries):
        carla.get(address)
    with acting_as(actor_of(consortium.carla)) as actor:
        for number in range(5):
            actions.add_section(actor, report=report, title=f"More {number}")
    with django_assert_num_queries(queries):
        carla.get(address)
