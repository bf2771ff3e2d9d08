"""Reports: one in two languages, one still being written, and the comparison of all countries."""

from typing import Any

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404
from amir.reports import actions
from amir.reports.models import Report, ReportStatus
from amir.reports.queries import our_sections, sections_of

from .facts import what_is_known
from .moments import on_day
from .world import actor_for, organisation_id

LEAD = "papa-giovanni"


def write_reports(facts: dict[str, Any]) -> None:
    """All of them; nothing if they are told."""
    told = what_is_known("reports")
    chiara, ines = actor_for("Chiara Bassi", LEAD), actor_for("Ines Carraro", LEAD)
    with acting_as(chiara):
        programme = programme_or_404(chiara, facts["key"])
        if ReportStatus.objects.filter(programme_id=programme.pk).exists():
            return
    with on_day(told["national"]["ago"], chiara):
        report = _begin(chiara, programme, LEAD, "national", told["national"], "it", "IT")
        report = actions.choose_languages(chiara, report=report, languages=["en"])
        _write(chiara, report, told["national"]["sections"])
        _translate(chiara, report, told["national"]["in_english"])
        _publish(chiara, report)
    with on_day(told["comparative"]["ago"], ines):
        report = _begin(ines, programme, LEAD, "comparative", told["comparative"], "en")
        _write(ines, report, told["comparative"]["sections"])
        _publish(ines, report)
    begun = told["begun"]
    with on_day(begun["ago"], actor_for("Myrsini", begun["partner"])) as myrsini:
        report = _begin(myrsini, programme, begun["partner"], "national", begun, "en",
                        begun["country"])  # fmt: skip
        _write(myrsini, report, {begun["section"]: begun["text"]})


def _begin(
    actor: Actor, programme: Programme, partner: str, kind: str, told: dict[str, Any],
    language: str, country: str = "",
) -> Report:  # fmt: skip
    return actions.create_report(
        actor, programme=programme, organisation_id=organisation_id(partner), kind=kind,
        title=told["title"], language=language, country=country,
    )  # fmt: skip


def _write(actor: Actor, report: Report, words: dict[str, str]) -> None:
    """The words before the live blocks that stand there."""
    for section in sections_of(report):
        if section.key in words:
            section.report = report
            text = f"{words[section.key]}\n\n{section.text}".strip()
            actions.write_section(
                actor, section=section, title=section.title, text=text, version=section.version
            )


def _translate(actor: Actor, report: Report, words: dict[str, list[str]]) -> None:
    """Live blocks speak every language; words of ours are translated."""
    titles = {each["key"]: each["titles"]["en"] for each in our_sections()[report.kind]}
    for section in sections_of(report):
        section.report = report
        title, text = words.get(section.key, [titles[section.key], section.text])
        actions.translate_section(
            actor, section=section, language="en", title=title, text=text,
            of_version=section.version, version=0,
        )  # fmt: skip


def _publish(actor: Actor, report: Report) -> None:
    for order, section in enumerate(sections_of(report), start=1):
        section.report = report
        actions.set_section(
            actor, section=section, status="ready", owner_id=actor.account_id, order=order
        )
    report = actions.take_step(actor, report=report, step="submit")
    actions.publish_report(actor, report=report)
