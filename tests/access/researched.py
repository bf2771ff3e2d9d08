"""What an organisation knows and judges: sets of questions, assessments, practices."""

from datetime import date

import yaml

from amir.benchmarks import actions as benchmarks
from amir.benchmarks.actions import Said
from amir.benchmarks.queries import sets_of
from amir.core.access.acting import acting_as
from amir.practices import actions as practices
from amir.practices.lists import actions as lists
from amir.practices.models import Media, Practice, PublishedFile, PublishedPractice
from amir.programmes.models import Programme

from .side import SETUP, Side

WHOLE = {
    "country": "SE", "language": "en", "themes": ["work"], "target_groups": ["women"],
    "phase": "pilot", "started_on": date(2020, 1, 1),
}  # fmt: skip
LIST = "Title,Country,Summary,How it works\n{name},SE,{name},{name}\n"


def judge(side: Side) -> None:
    """A published set and a draft; an assessment that is answered and not handed in."""
    with acting_as(side.actor("programme_coordinator")) as carla:
        programme = Programme.objects.get(key=side.programme)
        for version in (1, 2):
            made = benchmarks.bring_benchmark(
                carla, programme=programme, content=_set(side, version)
            )
            if version == 1:
                benchmarks.publish_benchmark(carla, benchmark=made)
    with acting_as(side.actor("partner_lead")) as kostas:
        held = sets_of(programme.pk)["quick"]
        assessment = benchmarks.start_assessment(
            kostas, organisation_id=side.organisation, held=held, programme_id=programme.pk,
            subject_kind="organisation", subject_id=side.organisation,
        )  # fmt: skip
        said = {c: Said(50, narrative=side.called("Half")) for c in held.definition.indicators}
        benchmarks.answer(kostas, assessment=assessment, answers=said)
    side.ids |= {
        "benchmark": "own", "benchmark_page.version": 1, "benchmark_file.version": 1,
        "benchmark_file.benchmark": "quick", "benchmark_publish.version": 2,
        "benchmark_assess.version": 1, "assessment_id": assessment.pk,
    }  # fmt: skip


def _set(side: Side, version: int) -> bytes:
    question = {
        "code": "one", "question": {"en": side.called("Is it so?")}, "kind": "option",
        "options": [{"value": 0, "label": {"en": "No"}}, {"value": 100, "label": {"en": "Yes"}}],
    }  # fmt: skip
    part = {
        "code": "part", "title": {"en": side.called("Part")},
        "factors": [{"code": "factor", "indicators": [question]}],
    }  # fmt: skip
    told = {
        "key": "own", "version": version, "kind": "benchmark", "source": "us", "licence": "free",
        "names": {"en": side.called("Own")}, "dimensions": [part],
    }  # fmt: skip
    return yaml.safe_dump(told).encode()


def collect_practices(side: Side) -> None:
    """Drafts, and one that everybody reads: it does not hold the word of the organisation."""
    key = str(side.ids.get("programme_page.key", ""))
    with acting_as(SETUP):
        programme = Programme.objects.get(key=side.programme)
        public = Programme.objects.filter(key=key).first()
    with acting_as(side.actor("partner_lead")) as kostas:

        def write(name: str, about: Programme, title: str) -> Practice:
            themes = ["work"] if about == programme else []
            made = practices.write_practice(
                kostas, organisation_id=side.organisation, programme_id=about.pk,
                title=title, summary=title, how=title, **{**WHOLE, "themes": themes},
            )  # fmt: skip
            side.ids[name] = made.pk
            return made

        draft = write("practice_id", programme, side.called("Draft"))
        write("practice_remove.practice_id", programme, side.called("Thrown away"))
        side.ids["transfer_id"] = practices.add_transfer(
            kostas, practice=draft, adopter=side.called("Adopter"), country="SE",
            since=date(2024, 1, 1), how=side.called("As it is"),
        ).pk  # fmt: skip
        side.ids["media_id"] = practices.add_link(
            kostas, practice=draft, title=side.called("Link"), url="https://example.org/"
        ).pk
        _bring_lists(side, programme)
        if public is not None:
            _publish(side, write("open_practice", public, "A practice for all"), public)


def _publish(side: Side, practice: Practice, programme: Programme) -> None:
    with acting_as(SETUP):
        from amir.programmes.actions import add_theme  # noqa: PLC0415  only here

        add_theme(SETUP, programme=programme, key="all", names={"en": "All"})
    with acting_as(side.actor("partner_lead")) as kostas:
        practices.change_practice(kostas, practice=practice, themes=["all"])
        practices.add_file(
            kostas, practice=practice, title="Leaflet", name="leaflet.pdf", content=b"%PDF-1.7"
        )
        for step in ("report", "publish"):
            practices.step_practice(kostas, practice=practice, step=step)
        published = PublishedPractice.objects.get(practice_id=practice.pk)
        side.ids |= {
            "practice_page.practice_id": practice.pk,
            "practice_assess.practice_id": practice.pk,
            "practice_media.media_id": Media.objects.get(practice=practice).pk,
            "published_id": published.pk,
            "file_id": PublishedFile.objects.get(published=published).pk,
        }


def _bring_lists(side: Side, programme: Programme) -> None:
    with acting_as(side.actor("partner_lead")) as kostas:
        held = [
            lists.bring_list(
                kostas, organisation_id=side.organisation, programme_id=programme.pk,
                name=f"{side.word}.csv",
                content=LIST.format(name=side.called(name)).encode(),
            )
            for name in ("Read", "In")
        ]  # fmt: skip
        lists.bring_in(kostas, practice_list=held[1])
    for route in ("practice_list", "practice_list_in", "practice_list_discard"):
        side.ids[f"{route}.list_id"] = held[0].pk
    side.ids["practice_list_undo.list_id"] = held[1].pk
    side.ids["practice_list_version"] = held[0].version
