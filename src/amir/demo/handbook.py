"""The Peer Mentoring Programme as a document: written, tested by partners, written again."""

from typing import Any

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.handbook import actions
from amir.handbook.models import Edition
from amir.programmes.actions import change_settings
from amir.programmes.models import Programme

from .facts import handbook
from .moments import on_day
from .story import coordinator_of
from .world import actor_for, organisation_id, programme_of


def try_handbook(facts: dict[str, Any]) -> None:
    """Two editions of the handbook, and what six partners said between them; nothing if told."""
    told = handbook()
    ines = actor_for("Ines Carraro", "papa-giovanni")
    with acting_as(ines):
        programme = programme_of(facts)
        if programme is None or Edition.objects.filter(programme=programme).exists():
            return
    with on_day(told["first"], ines):
        for section in told["sections"]:
            _write(ines, programme, section)
        edition = actions.publish_edition(ines, programme=programme, note=told["note_first"])
        actions.ask_to_test(ines, edition=edition, organisations=[
            organisation_id(tester["partner"]) for tester in told["testers"]
        ])  # fmt: skip
    for number, tester in enumerate(told["testers"]):
        with on_day(told["first"] - 20, coordinator_of(tester["partner"]), minutes=number) as one:
            actions.comment_on(
                one, edition=edition, organisation_id=organisation_id(tester["partner"]),
                section=tester["section"], works=tester["works"], text=tester["text"],
            )  # fmt: skip
    with on_day(told["second"], ines):
        _write(ines, programme, told["changed"])
        change_settings(ines, programme=programme, values=told["settings"])
        actions.publish_edition(ines, programme=programme, note=told["note_second"])


def _write(ines: Actor, programme: Programme, section: dict[str, Any]) -> None:
    for language, title in section["titles"].items():
        actions.write_section(
            ines, programme=programme, key=section["key"], language=language, title=title,
            text=section["texts"][language],
        )  # fmt: skip
