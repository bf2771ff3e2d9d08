"""Strategies of an organisation: shared, local, adopted; a round that is open and one answered."""

from datetime import timedelta
from typing import Any

from amir.consultations import actions as consultations
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.strategies import actions as strategies
from amir.strategies.models import Measure, Strategy

from .side import Side

# What stands on public pages does not hold the word of the organisation.
MEASURE = {"title": "Courses", "text": "In the evening.", "objective": "work", "why_not": "All."}


def _write(actor: Actor, strategy: Strategy, kind: str, key: str = "", **values: Any) -> None:
    strategies.write_part(actor, strategy=strategy, kind=kind, key=key, values=values)


def plan_together(side: Side) -> None:
    """A shared strategy in two editions; a local one that has not looked at the second."""
    with acting_as(side.actor("programme_coordinator")) as carla:
        programme = Programme.objects.get(key=side.programme)
        shared = strategies.begin_shared(carla, programme=programme, title=side.called("Shared"))
        _write(carla, shared, "objective", title="Work", text="For all.")
        _write(carla, shared, "measure", **MEASURE)
        strategies.publish_edition(carla, strategy=shared, note=side.called("First"))
    with acting_as(side.actor("partner_lead")) as kostas:
        begun = {
            "programme": programme, "organisation_id": side.organisation,
            "country": side.country, "template_id": shared.pk,
        }  # fmt: skip
        local = strategies.begin_local(kostas, title="Our place", **begun)
        cited = strategies.cite_outside(
            kostas, strategy=local, kind="objective", key="work", title=side.called("Survey")
        )
        map_row = strategies.involve(
            kostas, strategy=local, group="employers", name=side.called("Chamber"), turnout="came"
        )
        adopted = strategies.begin_local(kostas, title=side.called("Adopted"), **begun)
        _write(kostas, adopted, "measure", "courses", **MEASURE)
        for step in ("finish", "adopt"):
            strategies.take_step(
                kostas, strategy=adopted, step=step, on=clock.today(), by=side.called("Council")
            )
        measure = Measure.objects.select_related("strategy").get(strategy=adopted)
        strategies.follow_measure(
            kostas, measure=measure, state="running", note=side.called("Begun")
        )
        _ask_people(side, kostas, local)
        edition = local.editions.latest("number")
        _write(kostas, local, "section", "governance", title="Who decides", text="All.")
    with acting_as(side.actor("programme_coordinator")) as carla:
        _write(carla, shared, "section", "vision", title="Vision", text=side.called("A home"))
        strategies.publish_edition(carla, strategy=shared)
    side.ids |= {
        "strategy_id": local.pk, "part_kind": "section", "part_key": "vision",
        "strategy_part_drop.part_key": "resources", "measure_key": "courses",
        "edition_id": edition.pk, "cited_kind": cited.cited_kind, "cited_id": cited.cited_id,
        "citation_id": cited.pk, "involved_id": map_row.pk, "strategy_step": "finish",
        "strategy_follow.strategy_id": adopted.pk,
        "api:follow_strategy_measure.strategy_id": adopted.pk, "adopted_id": adopted.pk,
    }  # fmt: skip


def _ask_people(side: Side, kostas: Actor, local: Strategy) -> None:
    """One round is prepared, one is open, one has published its answers."""
    today = clock.today()
    told = {
        "strategy": local, "title": "What do you think?", "opens_on": today,
        "closes_on": today + timedelta(days=9), "languages": ["en"], "questions": ["change"],
    }  # fmt: skip
    consultations.prepare_round(kostas, **told)
    open_one, done = (consultations.prepare_round(kostas, **told) for _ in range(2))
    said = []
    for held in (open_one, done):
        consultations.take_round_step(kostas, consultation=held, step="open")
        consultations.hold_workshop(
            kostas, consultation=held, title=side.called("At the library"), held_on=today,
            invited=9, came=5, paid=2,
        )  # fmt: skip
        said.append(consultations.type_contribution(
            kostas, consultation=held, channel="paper", language="en",
            answers={"change": side.called("More courses")},
        ))  # fmt: skip
        consultations.answer_contribution(
            kostas, contribution=said[-1], said="More courses", answer="Two new ones"
        )
    begun = consultations.begin_contribution(open_one, language="en")
    consultations.keep_answer(open_one, token=begun.token, question="change", answer="A bus")
    consultations.take_round_step(kostas, consultation=done, step="close")
    consultations.publish_answers(kostas, consultation=done)
    side.ids |= {
        "consultation_id": open_one.pk, "contribution_id": said[0].pk,
        "consultation_publish.consultation_id": done.pk, "round_slug": open_one.slug,
        "contribution_token": begun.token, "place": 1,
    }  # fmt: skip
