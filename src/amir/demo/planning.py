"""The shared strategy, and what two cities made of it: asked about, adopted, followed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.evidence.models import PublishedGroup
from amir.practices.models import Practice
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404
from amir.strategies import actions
from amir.strategies.content import MODELS
from amir.strategies.enums import PartKind, StrategyKind
from amir.strategies.models import Measure, Objective, Standing, Strategy

from .facts import what_is_known
from .moments import days_ago, on_day
from .world import actor_for, organisation_id

# Days from the draft to its adoption, and from there to the first word on its measures.
DRAFTED, FOLLOWED = 50, 20
Asking = Callable[[Actor, Strategy], None]


def share_strategy(facts: dict[str, Any]) -> None:
    """The programme's own strategy; nothing if it is told."""
    told = what_is_known("strategies")["shared"]
    ines = actor_for("Ines Carraro", "papa-giovanni")
    with acting_as(ines):
        programme = programme_or_404(ines, facts["key"])
        if _standing(programme, organisation_id("papa-giovanni"), StrategyKind.SHARED):
            return
    with on_day(told["ago"], ines):
        shared = actions.begin_shared(ines, programme=programme, title=told["title"])
        titles = {part.key: part.title for part in shared.sections.all()}
        for key, text in told["sections"].items():
            _write(ines, shared, PartKind.SECTION, key, title=titles[key], text=text)
        for objective in told["objectives"]:
            _write(ines, shared, PartKind.OBJECTIVE, "", **objective)
        for measure in told["measures"]:
            said = {name: value for name, value in measure.items() if name != "cites"}
            made = _write(ines, shared, PartKind.MEASURE, "", **said, **_attention())
            for cited in measure["cites"]:
                _cite(ines, programme, shared, made.key, cited)
        _adopt(ines, shared, told["by"])


def plan_place(facts: dict[str, Any], told: dict[str, Any], ask_people: Asking) -> None:
    """The strategy of a city in both of its languages; nothing if it is told."""
    officer = actor_for(told["officer"], told["partner"])
    at = organisation_id(told["partner"])
    with acting_as(officer):
        programme = programme_or_404(officer, facts["key"])
        if _standing(programme, at, StrategyKind.LOCAL):
            return
        template = Standing.objects.get(programme_id=programme.pk, kind=StrategyKind.SHARED)
    for language, title in told["title"].items():
        with on_day(told["ago"] + DRAFTED, officer):
            place = actions.begin_local(
                officer, programme=programme, organisation_id=at, title=title, language=language,
                template_id=template.strategy_id, **told["place"],
            )  # fmt: skip
            _adapt(officer, place, told, language)
            for part, things in told["cites"].items():
                for cited in things:
                    _cite(officer, programme, place, part, f"{told['place']['country']} {cited}")
        ask_people(officer, place)
        with on_day(told["ago"], officer):
            _adopt(officer, place, told["by"][language])
        with on_day(told["ago"] - FOLLOWED, officer):
            for measure in Measure.objects.filter(strategy=place).select_related("strategy"):
                plan = told["plans"][measure.key]
                actions.follow_measure(
                    officer, measure=measure, state=plan["state"], note=plan["note"]
                )


def _adapt(officer: Actor, place: Strategy, told: dict[str, Any], language: str) -> None:
    """The city's own words, who does what until when, and who was asked to the table."""
    words = told["parts"][language]
    for part in (*place.sections.all(), *place.objectives.all()):
        if part.key in words:
            title, text = words[part.key]
            is_objective = isinstance(part, Objective)
            more = {"theme": part.theme} if isinstance(part, Objective) else {}
            kind = PartKind.OBJECTIVE if is_objective else PartKind.SECTION
            _write(officer, place, kind, part.key, title=title, text=text, **more)
    for measure in Measure.objects.filter(strategy=place).select_related("objective"):
        plan = told["plans"][measure.key]
        title, text = words.get(measure.key, (measure.title, measure.text))
        starts = days_ago(plan["starts"])
        _write(
            officer, place, PartKind.MEASURE, measure.key, title=title, text=text,
            objective=measure.objective.key, indicator=measure.indicator, serves=measure.serves,
            target_groups=measure.target_groups, owner=plan["owner"], starts_on=starts,
            ends_on=starts + timedelta(days=30 * plan["months"]), budget=plan["budget"],
            currency="EUR", **_attention(),
        )  # fmt: skip
    for group, name, turnout in told["involved"]:
        actions.involve(officer, strategy=place, group=group, name=name, turnout=turnout)


def _adopt(actor: Actor, strategy: Strategy, by: str) -> None:
    actions.take_step(actor, strategy=strategy, step="finish")
    actions.take_step(actor, strategy=strategy, step="adopt", on=clock.today(), by=by)


def _cite(actor: Actor, programme: Programme, strategy: Strategy, key: str, cited: str) -> None:
    """`key`: of any part. `cited`: "IT practice 1" is IT-P1, "GR group 2" is GR-FG2."""
    country, kind, number = cited.split()
    same = {"programme_id": programme.pk, "country": country, "number": int(number)}
    if kind == "practice":
        ident = Practice.objects.get(**same).pk
    else:
        ident = PublishedGroup.objects.get(**same).group_id
    tables = (
        (part, model.objects.filter(strategy=strategy, key=key)) for part, model in MODELS.items()
    )
    part = next(part for part, rows in tables if rows.exists())
    actions.cite(actor, strategy=strategy, kind=part, key=key, cited_kind=kind, cited_id=ident)


def _write(actor: Actor, strategy: Strategy, kind: str, key: str, **values: Any) -> Any:
    return actions.write_part(actor, strategy=strategy, kind=kind, key=key, values=values)


def _attention() -> dict[str, str]:
    told = what_is_known("strategies")["attention"]
    return {f"attention_{group}": words for group, words in told.items()}


def _standing(programme: Programme, at: Any, kind: str) -> bool:
    rows = Standing.objects.filter(programme_id=programme.pk, organisation_id=at, kind=kind)
    return bool(rows.exists())
