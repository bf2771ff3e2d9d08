"""Reading strategies: one's own in full, those of partners as published."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404, programmes_visible_to

from .content import MODELS, AnyPart, shared_in, shared_of
from .enums import Kind, PartKind
from .merging import Difference, compare, waiting
from .models import (
    Citation,
    Edition,
    FollowNote,
    Measure,
    Objective,
    PartVersion,
    Reconciled,
    Standing,
    Strategy,
    StrategySection,
)
from .rules import VIEW, lacks_reason

M = TypeVar("M", bound=Model)


def strategies_visible_to(actor: Actor) -> QuerySet[Strategy]:
    """Strategies of the actor's own organisations."""
    return Strategy.objects.filter(organisation_id__in=actor.organisations_where(VIEW))


def strategy_or_404(actor: Actor, strategy_id: UUID) -> Strategy:
    """One of them."""
    return _one(strategies_visible_to(actor).filter(pk=strategy_id))


def programme_of(actor: Actor, strategy: Strategy) -> Programme:
    """The programme of a strategy that the actor sees. Raises Http404."""
    return _one(programmes_visible_to(actor).filter(pk=strategy.programme_id))


def standings_visible_to(actor: Actor, programme: Programme) -> QuerySet[Standing]:
    """Where every strategy of a programme stands."""
    return Standing.objects.filter(programme_id=programme.pk)


def editions_visible_to(actor: Actor, programme: Programme) -> QuerySet[Edition]:
    """Every published edition of a programme's strategies, newest first."""
    return Edition.objects.filter(programme_id=programme.pk).order_by("-made_on", "-created_at")


def edition_or_404(actor: Actor, key: str, edition_id: UUID) -> Edition:
    """One edition in a programme that the actor works in."""
    return _one(editions_visible_to(actor, programme_or_404(actor, key)).filter(pk=edition_id))


def editions_of(strategy_id: UUID) -> QuerySet[Edition]:
    """The editions of a strategy, newest first."""
    return Edition.objects.filter(strategy_id=strategy_id).order_by("-number")


def newest_edition(strategy_id: UUID | None) -> Edition | None:
    """What a strategy published last."""
    return editions_of(strategy_id).first() if strategy_id else None


def edition_before(edition: Edition) -> Edition | None:
    """The one that it replaces."""
    return editions_of(edition.strategy_id).filter(number__lt=edition.number).first()


def shared_strategies(programme_id: UUID) -> QuerySet[Standing]:
    """Templates that a place can adapt: shared strategies with an edition."""
    return Standing.objects.filter(
        programme_id=programme_id, kind=Kind.SHARED, newest__isnull=False
    )


def regional_strategies(programme_id: UUID) -> QuerySet[Standing]:
    """Published strategies of regions, under which a municipality's may stand."""
    return Standing.objects.filter(
        programme_id=programme_id, kind=Kind.LOCAL, municipality="", newest__isnull=False
    )


def part_or_404(strategy: Strategy, kind: str, key: str) -> AnyPart:
    """A part by kind and key."""
    if kind not in PartKind.values:
        raise Http404
    found = MODELS[kind].objects.filter(strategy=strategy, key=key).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class At:
    """A part of a strategy, for the guard of a page."""

    strategy: Strategy
    kind: str
    row: AnyPart

    @property
    def organisation_id(self) -> UUID:
        """Whose it is."""
        return self.strategy.organisation_id


@dataclass(frozen=True)
class NewPart:
    """A part that is not there yet, for the guard of a page."""

    strategy: Strategy
    kind: str

    @property
    def organisation_id(self) -> UUID:
        """Whose it is."""
        return self.strategy.organisation_id


def new_or_404(actor: Actor, strategy_id: UUID, part_kind: str) -> NewPart:
    """A strategy that the actor sees, and a kind of part that there is."""
    if part_kind not in PartKind.values:
        raise Http404
    return NewPart(strategy_or_404(actor, strategy_id), part_kind)


def at_or_404(actor: Actor, strategy_id: UUID, part_kind: str, part_key: str) -> At:
    """A part of a strategy that the actor sees."""
    strategy = strategy_or_404(actor, strategy_id)
    return At(strategy, part_kind, part_or_404(strategy, part_kind, part_key))


def versions_of(strategy: Strategy, kind: str, key: str) -> list[PartVersion]:
    """What was saved of a part, newest first."""
    return list(PartVersion.objects.filter(strategy=strategy, kind=kind, key=key))


def citations_of(strategy: Strategy) -> dict[str, list[Citation]]:
    """Part by name -> what it cites."""
    found: dict[str, list[Citation]] = {}
    for each in strategy.citations.all():
        found.setdefault(f"{each.part_kind}:{each.part_key}", []).append(each)
    return found


@dataclass(frozen=True)
class Outline:
    """A strategy as its page shows it."""

    sections: list[StrategySection]
    objectives: list[tuple[Objective, list[Measure]]]
    cited: dict[str, list[Citation]]
    without_reason: list[Measure]


def outline_of(strategy: Strategy) -> Outline:
    """Sections, objectives with their measures, citations; four queries."""
    by_objective: dict[UUID, list[Measure]] = {}
    measures = list(strategy.measures.all())
    for measure in measures:
        by_objective.setdefault(measure.objective_id, []).append(measure)
    return Outline(
        sections=list(strategy.sections.all()),
        objectives=[(o, by_objective.get(o.pk, [])) for o in strategy.objectives.all()],
        cited=citations_of(strategy),
        without_reason=[measure for measure in measures if lacks_reason(measure)],
    )


def measures_of(strategy: Strategy) -> QuerySet[Measure]:
    """The measures with their objectives, in order of the objectives."""
    return strategy.measures.select_related("objective").order_by(
        "objective__order", "objective__key", "order", "key"
    )


def measure_or_404(actor: Actor, strategy_id: UUID, measure_key: str) -> Measure:
    """A measure of a strategy that the actor sees, by its key."""
    strategy = strategy_or_404(actor, strategy_id)
    return _one(
        measures_of(strategy).filter(key=measure_key).select_related("strategy", "objective")
    )


def notes_of(measures: Iterable[Measure]) -> dict[UUID, list[FollowNote]]:
    """Measure -> how it stood, newest first; one query."""
    found: dict[UUID, list[FollowNote]] = {}
    for note in FollowNote.objects.filter(measure__in=list(measures)):
        found.setdefault(note.measure_id, []).append(note)
    return found


def differences_of(strategy: Strategy) -> tuple[Edition | None, list[Difference]]:
    """The template's newest edition, and every part of the three; seven queries.

    A part's base is the edition up to which it was looked at; without one, the first that the
    place adapted. Empty without a template.
    """
    newest = newest_edition(strategy.template_id)
    if newest is None:
        return None, []
    looked = dict(Reconciled.objects.filter(strategy=strategy).values_list("part", "edition"))
    start = looked.pop(START, None)
    held = {
        edition.pk: shared_in(edition)
        for edition in Edition.objects.filter(
            pk__in=[*looked.values(), *([start] if start else [])]
        )
    }
    base = dict(held.get(start, {})) if start else {}
    for name, edition_id in looked.items():
        base.pop(name, None)
        if (part := held.get(edition_id, {}).get(name)) is not None:
            base[name] = part
    return newest, compare(base, shared_in(newest), shared_of(strategy))


# Under this name stands the edition from which a place began.
START = "*"


def changes_waiting(strategy: Strategy) -> int:
    """How many changes of the template wait for a choice."""
    return len(waiting(differences_of(strategy)[1]))


def cited_where(actor: Actor, programme_id: UUID, kind: str, ident: UUID) -> list[dict[str, Any]]:
    """Where something is cited: own parts, and published editions of partners; two queries."""
    own = Citation.objects.filter(
        Q(strategy__in=strategies_visible_to(actor)), cited_kind=kind, cited_id=ident
    ).select_related("strategy")
    found = [
        {"strategy": each.strategy, "kind": each.part_kind, "key": each.part_key,
         "number": each.number, "title": each.title}
        for each in own.filter(strategy__programme_id=programme_id)
    ]  # fmt: skip
    newest = Standing.objects.filter(programme_id=programme_id, newest__isnull=False)
    mine = actor.organisations_where(VIEW)
    theirs = newest.exclude(organisation_id__in=mine).values("newest")
    for edition in Edition.objects.filter(pk__in=theirs):
        found += [
            {"edition": edition, "kind": part["kind"], "key": part["key"],
             "number": cite["number"], "title": cite["title"]}
            for part in edition.content["parts"]
            for cite in part["cites"]
            if cite["id"] == str(ident)
        ]  # fmt: skip
    return found


def _one(found: QuerySet[M]) -> M:
    thing = found.first()
    if thing is None:
        raise Http404
    return thing
