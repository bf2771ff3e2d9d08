"""Changes of the template, editions, the way to adoption, following measures."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.toast import toast

from .. import actions
from ..document import money
from ..enums import FOLLOWING, Choice, PartKind
from ..forms import AdoptForm, DecideForm, FollowForm, PublishForm, StepForm
from ..lifecycle import ADOPT, STEPS, Step
from ..merging import Difference, waiting
from ..models import Measure, Strategy
from ..queries import (
    citations_of,
    differences_of,
    measure_or_404,
    measures_of,
    newest_edition,
    notes_of,
    strategy_or_404,
)
from ..rules import VIEW, WRITE, lacks_reason
from ..tables import attention_of, for_whom, label_of_point
from .shown import actor_in, page_of


@guarded(VIEW, load=strategy_or_404)
def strategy_template(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """What changed in the shared strategy and waits here, part by part."""
    newest, differences = differences_of(strategy)
    if newest is None:
        raise Http404
    waits = [_told(each) for each in waiting(differences)]
    told = page_of(request, strategy, newest=newest, waits=waits,
                   can_take=any(each["side"] == "theirs" for each in waits))  # fmt: skip
    return render(request, "strategies/template.html", told)


@guarded(WRITE, load=strategy_or_404, methods=("POST",))
def strategy_template_take(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Take every change to parts that were not changed here."""
    try:
        taken = actions.take_untouched(actor_in(request), strategy=strategy)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("Changes taken: {count}.").format(count=taken))
    return redirect("strategy_template", strategy_id=strategy.pk)


class Waiting:
    """A change of the template that is looked at, for the guard of its page."""

    def __init__(self, strategy: Strategy, difference: Difference, number: int) -> None:
        self.strategy, self.difference, self.number = strategy, difference, number
        self.organisation_id = strategy.organisation_id


def waiting_or_404(actor: Any, strategy_id: UUID, part_kind: str, part_key: str) -> Waiting:
    """A part of the template that waits for a choice, or was decided already."""
    strategy = strategy_or_404(actor, strategy_id)
    newest, differences = differences_of(strategy)
    name = f"{part_kind}:{part_key}"
    found = next((each for each in differences if each.name == name), None)
    if newest is None or found is None:
        raise Http404
    return Waiting(strategy, found, newest.number)


@guarded(WRITE, load=waiting_or_404, methods=("GET", "POST"))
def strategy_template_part(request: HttpRequest, at: Waiting) -> HttpResponse:
    """One part as it was, as the template has it, as we have it: take, leave, or write anew."""
    difference = at.difference
    ours = difference.ours or difference.theirs or {}
    initial = {"edition": at.number, "title": ours.get("title", ""), "text": ours.get("text", "")}
    form = DecideForm(request.POST or None, initial=initial)

    def act(edition: int | None, choice: str, title: str, text: str) -> None:
        edited = {**ours, "title": title, "text": text} if choice == Choice.EDIT else None
        actions.decide_part(
            actor_in(request), strategy=at.strategy, part=difference.name, choice=choice,
            edition=edition, edited=edited,
        )  # fmt: skip

    if sent(request, form, act):
        return redirect("strategy_template", strategy_id=at.strategy.pk)
    told = page_of(request, at.strategy, form=form, difference=_told(difference))
    return render(request, "strategies/template_part.html", told)


@guarded(WRITE, load=strategy_or_404, methods=("GET", "POST"))
def strategy_publish(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Keep it as the next edition, for all partners."""
    form = PublishForm(request.POST if request.method == "POST" else None)

    def act(note: str) -> None:
        actions.publish_edition(actor_in(request), strategy=strategy, note=note)

    if sent(request, form, act):
        toast(request, _("The edition is there for all partners."))
        return redirect("strategy", strategy_id=strategy.pk)
    return render(request, "strategies/publish.html", page_of(request, strategy, form=form))


class Stepping:
    """A strategy and a step of it, for the guard of its page."""

    def __init__(self, strategy: Strategy, step: Step) -> None:
        self.strategy, self.step = strategy, step
        self.organisation_id = strategy.organisation_id


def stepping_or_404(actor: Any, strategy_id: UUID, strategy_step: str) -> Stepping:
    """A strategy that the actor sees, and a step that there is."""
    strategy = strategy_or_404(actor, strategy_id)
    if strategy_step not in STEPS:
        raise Http404
    return Stepping(strategy, STEPS[strategy_step])


@guarded(WRITE, load=stepping_or_404, methods=("GET", "POST"))
def strategy_step(request: HttpRequest, at: Stepping) -> HttpResponse:
    """Take a step; before adoption, what is missing is shown."""
    posted = request.POST if request.method == "POST" else None
    form = (AdoptForm if at.step.name == ADOPT else StepForm)(posted)

    def act(on: date | None = None, by: str = "") -> None:
        actions.take_step(actor_in(request), strategy=at.strategy, step=at.step.name, on=on, by=by)

    if sent(request, form, act):
        return redirect("strategy", strategy_id=at.strategy.pk)
    silent = [m for m in measures_of(at.strategy) if lacks_reason(m)]
    told = page_of(request, at.strategy, form=form, step=at.step, silent=silent,
                   is_open=at.strategy.state in at.step.sources)  # fmt: skip
    return render(request, "strategies/step.html", told)


@guarded(VIEW, load=measure_or_404)
def strategy_measure(request: HttpRequest, measure: Measure) -> HttpResponse:
    """A measure: what it is, what it leans on, how it stands."""
    above = newest_edition(measure.strategy.parent_id)
    regional = next(
        (part for part in (above.content["parts"] if above else [])
         if part["kind"] == PartKind.MEASURE and part["key"] == measure.regional_key), None,
    )  # fmt: skip
    told = page_of(
        request, measure.strategy, measure=measure,
        is_followed=measure.strategy.state in FOLLOWING,
        notes=notes_of([measure]).get(measure.pk, []),
        cited=citations_of(measure.strategy).get(f"{PartKind.MEASURE}:{measure.key}", []),
        lacks=lacks_reason(measure), above=above, regional=regional, for_whom=for_whom(measure),
        attention=attention_of(measure), money=money(measure.budget, measure.currency),
        serves=[label_of_point(point) for point in measure.serves],
    )  # fmt: skip
    return render(request, "strategies/measure.html", told)


@guarded(WRITE, load=measure_or_404, methods=("GET", "POST"))
def strategy_follow(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Write down how a measure stands."""
    form = FollowForm(request.POST or None, initial={"state": measure.state})

    def act(state: str, on: date | None, note: str) -> None:
        actions.follow_measure(actor_in(request), measure=measure, state=state, on=on, note=note)

    if sent(request, form, act):
        toast(request, _("Written down."))
        return redirect("strategy_measure", strategy_id=measure.strategy_id,
                        measure_key=measure.key)  # fmt: skip
    told = page_of(request, measure.strategy, measure=measure, form=form)
    return render(request, "strategies/follow.html", told)


def _told(difference: Difference) -> dict[str, Any]:
    """A difference as pages show it."""
    kind, _colon, key = difference.name.partition(":")

    def words(part: Any) -> str:
        if part is None:
            return ""
        more = [f"{label}: {value}" for label, value in _facts(part) if value]
        return "\n\n".join([part["title"], part["text"], *more])

    return {
        "kind": PartKind(kind).label, "part_kind": kind, "key": key,
        "side": str(difference.changed_by),
        "title": (difference.theirs or difference.ours or difference.base or {})["title"],
        "base": words(difference.base), "theirs": words(difference.theirs),
        "ours": words(difference.ours), "is_gone": difference.theirs is None,
        "is_new": difference.base is None, "was_dropped": difference.ours is None,
        "waits": difference.waits,
    }  # fmt: skip


def _facts(part: Any) -> list[tuple[str, str]]:
    return [
        (_("Theme"), part.get("theme", "")),
        (_("Objective"), part.get("objective", "")),
        (_("Measured by"), part.get("indicator", "")),
        (_("For whom"), ", ".join(part.get("target_groups", ()))),
        (_("Points that it serves"), ", ".join(part.get("serves", ()))),
    ]
