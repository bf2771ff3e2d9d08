"""Writing reports: nothing is lost between two, editions never change, drafts stay at home."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.documents.model import Cited, Table
from amir.documents.saved import from_plain, to_plain
from amir.programmes.actions import add_deliverable, tick_deliverable
from amir.programmes.models import Partner
from amir.reports import actions
from amir.reports.document import as_document
from amir.reports.models import (
    Report,
    ReportEdition,
    ReportSection,
    ReportStatus,
    SectionTranslation,
    SectionVersion,
)
from amir.reports.queries import programme_of, sections_of, translated
from tests.consortium import Consortium, actor_of


def write(consortium: Consortium, report: Report, key: str, text: str) -> ReportSection:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        section = ReportSection.objects.select_related("report").get(report=report, key=key)
        return actions.write_section(
            carla, section=section, title=section.title, text=text, version=section.version
        )


def make_ready(consortium: Consortium, report: Report) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        for order, section in enumerate(sections_of(report), start=1):
            section.report = report
            actions.set_section(carla, section=section, status="ready", owner_id=consortium.carla,
                                order=order)  # fmt: skip
        actions.take_step(carla, report=report, step="submit")


def test_report_begins_with_the_sections_of_its_kind(
    consortium: Consortium, report: Report
) -> None:
    with acting_as(actor_of(consortium.carla)):
        assert [(s.key, s.title) for s in sections_of(report)][:3] == [
            ("policy", "Politiche e dati dell'Unione"), ("context", "Il contesto nazionale"),
            ("areas", "Come sono stati scelti i temi"),
        ]  # fmt: skip
        assert SectionVersion.objects.count() == 10


def test_the_second_writer_is_told_and_nothing_is_overwritten(
    consortium: Consortium, report: Report
) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        seen = ReportSection.objects.select_related("report").get(report=report, key="context")
    write(consortium, report, "context", "First.")
    with acting_as(carla):
        with pytest.raises(Stale):
            actions.write_section(carla, section=seen, title=seen.title, text="2nd", version=1)
        texts = SectionVersion.objects.filter(section=seen).order_by("number")
        assert [v.text for v in texts] == ["", "First."]
        assert ReportSection.objects.get(pk=seen.pk).status == "draft"


def test_only_partners_write_and_only_the_coordinator_compares(consortium: Consortium) -> None:
    kostas, told = actor_of(consortium.kostas), {"title": "T", "language": "en"}
    with acting_as(kostas):
        mine = {"programme": consortium.programme, "organisation_id": consortium.asyl.pk, **told}
        with pytest.raises(NotAllowed):
            actions.create_report(kostas, kind="comparative", **mine)
        with pytest.raises(Refused) as refused:
            actions.create_report(kostas, kind="national", **mine)
        assert refused.value.field == "country"
        made = actions.create_report(kostas, kind="national", country="gr", **mine)
        assert (made.country, made.organisation_id) == ("GR", consortium.asyl.pk)
        with pytest.raises(NotAllowed):
            actions.create_report(kostas, kind="national", country="IT",
                                  **{**mine, "organisation_id": consortium.casa.pk})  # fmt: skip
    nour = actor_of(consortium.nour)
    with acting_as(nour), pytest.raises(NotAllowed):
        actions.create_report(nour, kind="national", country="SE",
                              **{**mine, "organisation_id": consortium.elsewhere.pk})  # fmt: skip


def test_partners_see_how_far_it_is_and_no_word(consortium: Consortium, report: Report) -> None:
    write(consortium, report, "context", "A draft.")
    with acting_as(actor_of(consortium.kostas)):
        rows = ReportStatus.objects.values_list("kind", "country", "state", "sections", "ready")
        assert list(rows) == [("national", "IT", "writing", 10, 0)]
        assert not Report.objects.exists()
        assert not ReportSection.objects.exists()
        assert not SectionVersion.objects.exists()
    with acting_as(actor_of(consortium.nour)):
        assert not ReportStatus.objects.exists()


def test_sections_are_added_and_moved(consortium: Consortium, report: Report) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        added = actions.add_section(carla, report=report, title="Context")
        again = actions.add_section(carla, report=report, title="Context")
        assert (added.key, again.key) == ("context-1", "context-2")
        actions.set_section(carla, section=again, status="draft", owner_id=consortium.elena,
                            order=1)  # fmt: skip
        assert [s.key for s in sections_of(report)][:2] == ["context-2", "policy"]
        with pytest.raises(Refused, match="works in your organisation"):
            actions.set_section(carla, section=again, status="draft", order=1,
                                owner_id=consortium.kostas)  # fmt: skip


def test_edition_is_kept_and_seen_by_partners(consortium: Consortium, report: Report) -> None:
    write(consortium, report, "involvement", "Chi:\n[[partners]]")
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla), pytest.raises(Refused, match="gone on"):
        actions.publish_report(carla, report=report)
    with acting_as(carla):
        actions.take_step(carla, report=report, step="submit")
    with acting_as(carla), pytest.raises(Refused, match="Not every section"), transaction.atomic():
        actions.publish_report(carla, report=report)
    with acting_as(carla):
        actions.take_step(carla, report=report, step="return")
    make_ready(consortium, report)
    with acting_as(carla):
        edition = actions.publish_report(carla, report=report)
        Partner.objects.filter(name="Asyl").update(name="Renamed")
    with acting_as(kostas):
        held = ReportEdition.objects.get()
        document = from_plain(held.documents["it"])
        assert document.small_print == ("Paid by AMIF.", "Ours.")
        (table,) = [b for b in document.blocks if isinstance(b, Table)]
        assert [row[0].value for row in table.rows] == ["Casa", "Asyl"]
        assert ReportStatus.objects.get().state == "published"
    with acting_as(carla):
        with pytest.raises(Refused, match="is published"):
            write(consortium, report, "context", "Late.")
        for change in (ReportEdition.objects.filter(pk=edition.pk).update, edition.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(title="Other") if change != edition.delete else change()
        actions.take_step(carla, report=report, step="reopen")
        assert Report.objects.get().state == "writing"
    with acting_as(actor_of(consortium.nour)):
        assert not ReportEdition.objects.exists()


def test_translation_is_outdated_when_the_original_changes(
    consortium: Consortium, report: Report
) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        actions.choose_languages(carla, report=report, languages=["en", "it", "ar"])
        section = ReportSection.objects.select_related("report").get(report=report, key="context")
        told = {"section": section, "title": "Context", "text": "Words.", "of_version": 1}
        actions.translate_section(carla, language="en", version=0, **told)
        with pytest.raises(Stale):
            actions.translate_section(carla, language="en", version=0, **told)
        with pytest.raises(Refused, match="Add this language"):
            actions.translate_section(carla, language="el", version=0, **told)
    write(consortium, report, "context", "Nuovo.")
    with acting_as(carla):
        held = Report.objects.get()
        rows = [(t.language, t.there, t.outdated, t.missing)
                for t in translated(held, sections_of(held))]  # fmt: skip
        assert rows == [("en", 1, 1, 9), ("ar", 0, 0, 10)]
        said = [str(vars(b).get("text", "")) for b in
                as_document(carla, held, consortium.programme, "en").blocks]  # fmt: skip
        assert said[2:5] == ["Context", "This translation is older than the text.", "Words."]
        assert said[1] == "This part is not translated yet."
        assert SectionTranslation.objects.get().text == "Words."


def test_comments_are_given_and_settled(consortium: Consortium, report: Report) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        section = ReportSection.objects.select_related("report").get(report=report, key="context")
        comment = actions.comment_on_section(carla, section=section, text=" Longer? ")
        assert (comment.text, sections_of(report)[1].open_comments) == ("Longer?", 1)
        actions.settle_comment(carla, comment=comment)
        assert sections_of(report)[1].open_comments == 0


def test_live_blocks_follow_their_records_and_cite_them(
    consortium: Consortium, report: Report
) -> None:
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla):
        owed = add_deliverable(carla, programme=consortium.programme, title="National report",
                               due_on=date(2026, 1, 31))  # fmt: skip
        section = ReportSection.objects.select_related("report").get(report=report, key="context")
        actions.place_block(carla, section=section, block="deliverables", options={})
        with pytest.raises(Refused, match="Choose a block"):
            actions.place_block(carla, section=section, block="nothing", options={})

    def figures() -> list[object]:
        with acting_as(carla):
            document = as_document(carla, report, programme_of(carla, report), "it")
        table = next(b for b in document.blocks if isinstance(b, Table))
        return [(cell.value, cell.source_id) for cell in table.rows[0] if isinstance(cell, Cited)]

    key = str(owed.pk)
    assert figures() == [("National report", key), (date(2026, 1, 31), key), (0, key), (2, key)]
    with acting_as(kostas):
        tick = tick_deliverable(kostas, deliverable=owed, organisation_id=consortium.asyl.pk,
                                done_on=date(2026, 1, 5))  # fmt: skip
    assert figures()[2:] == [(1, str(tick.pk)), (1, key)]


def test_a_document_is_the_same_after_it_was_kept(consortium: Consortium, report: Report) -> None:
    write(consortium, report, "involvement", "A\n\n- b\n\n[[programme]]\n[[unknown]]")
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        document = as_document(carla, report, consortium.programme, "it")
    assert from_plain(to_plain(document)) == document
    assert replace(document, title="x") != document
