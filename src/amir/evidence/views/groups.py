"""A focus group on the desk: plan, facts, summary, steps."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.parts import Task
from amir.kit.sending import is_first, sent
from amir.kit.shells import script_of
from amir.kit.toast import toast
from amir.organisations.queries import running
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404, settings_of

from .. import actions
from ..enums import BREAKDOWNS
from ..forms import LABELS, FactsForm, PlanForm, SummaryForm
from ..lifecycle import OPEN, PLANNED, steps_from
from ..models import Excerpt, FocusGroup, Memo
from ..queries import (
    Desk,
    desk_or_404,
    group_or_404,
    guides_visible_to,
    incoming_of,
    programme_of,
    texts_of,
)
from ..rules import FEWEST, MOST, VIEW, WRITE
from ..tables import TONES
from .shared import actor_in, names_for, page_of


class _Choices(TypedDict):
    guides: Sequence[tuple[str, str]]
    staff: Sequence[tuple[str, str]]


def _choices(actor: Actor, programme: Programme, organisation_id: Any) -> _Choices:
    """Guides and colleagues to choose from."""
    guides = guides_visible_to(actor, programme)
    staff = running(organisation_id).order_by("shown_name")
    seen = dict(staff.values_list("account_id", "shown_name"))
    return {
        "guides": [
            (str(g.pk), f"{g.title} ({script_of(g.language)[1]}, {g.version})") for g in guides
        ],
        "staff": [(str(account), name) for account, name in seen.items()],
    }


@guarded(WRITE, load=desk_or_404, methods=("GET", "POST"))
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Plan a group."""
    actor = actor_in(request)
    choices = _choices(actor, desk.programme, desk.organisation_id)
    form = PlanForm(request.POST or None, country=desk.partner.country, **choices)
    made: list[FocusGroup] = []
    if sent(request, form, lambda **t: made.append(actions.plan_group(actor, desk=desk, **t))):
        if made:
            return redirect("evidence_group", group_id=made[0].pk)
        return redirect("programme_evidence", key=desk.programme.key)
    told = page_of(request, desk.programme, desk, form=form, heading=_("Plan a focus group"))
    return render(request, "evidence/group_form.html", told)


@guarded(VIEW, load=group_or_404)
def group(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """Everything of a group, and what comes next."""
    actor = actor_in(request)
    programme = programme_of(group.programme_id)
    settings = settings_of(programme.pk)
    memos = list(Memo.objects.filter(group=group, excerpt=None))
    staff = {each for each in (group.moderator_id, group.note_taker_id) if each}
    people = group.people
    told = page_of(
        request,
        programme,
        group,
        group=group,
        tone=TONES[group.state],  # type: ignore[index]
        names=names_for(actor, staff | {memo.written_by for memo in memos if memo.written_by}),
        texts=texts_of(group),
        waiting=incoming_of(actor, group),
        excerpts=list(Excerpt.objects.filter(group=group)),
        memos=memos,
        guide=guides_visible_to(actor, programme).filter(pk__in=[group.guide_id]).first(),
        counts=_counts_said(group),
        is_open=group.state in OPEN,
        is_planned=group.state == PLANNED,
        steps=[
            (step, actions.missing_for(group, step.name))
            for step in steps_from(group.state) if step.name != "hold"
        ],
        tasks=_tasks(group),
        odd_size=people is not None and not settings[FEWEST.key] <= people <= settings[MOST.key],
        fewest=settings[FEWEST.key],
        most=settings[MOST.key],
    )  # fmt: skip
    return render(request, "evidence/group.html", told)


def _counts_said(group: FocusGroup) -> list[tuple[Any, list[tuple[Any, int]]]]:
    """(breakdown, [(part, number)]) of what was counted."""
    return [
        (LABELS[name], [(label, group.counts[name][value]) for value, label in parts.choices
                        if group.counts[name].get(value)])
        for name, parts in BREAKDOWNS.items()
        if group.counts.get(name)
    ]  # fmt: skip


def _tasks(group: FocusGroup) -> list[Task]:
    """What belongs to a finished group, and how far it is."""
    base = reverse("evidence_group", args=[group.pk])
    if group.state not in OPEN:
        return []
    is_held = group.held_on is not None
    late = "" if is_held else _("After it was held")
    return [
        Task(_("Plan"), f"{base}plan/", "done" if group.place else "to do"),
        Task(_("How it went"), f"{base}facts/", "done" if is_held else "to do"),
        Task(_("Bring a text"), f"{base}texts/add/" if is_held else "",
             "to do" if is_held else "waiting", late),
        Task(_("Summary"), f"{base}summary/", "done" if group.summary else "to do"),
    ]  # fmt: skip


@guarded(WRITE, load=group_or_404, methods=("GET", "POST"))
def plan(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """Change the plan."""
    programme = programme_of(group.programme_id)
    choices = _choices(actor_in(request), programme, group.organisation_id)
    form = PlanForm(request.POST or None, group=group, **choices)
    return _edit(request, group, form, actions.change_plan, _("Plan"))


@guarded(WRITE, load=group_or_404, methods=("GET", "POST"))
def facts(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """How it went."""
    form = FactsForm(request.POST or None, group=group)
    return _edit(request, group, form, actions.record_facts, _("How it went"))


@guarded(WRITE, load=group_or_404, methods=("GET", "POST"))
def summary(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """What the group said."""
    held = {"summary": group.summary, "summary_translation": group.summary_translation}
    form = SummaryForm(request.POST or None, initial=held)
    draft = f"evidence-summary-{group.pk.hex[:12]}"
    return _edit(request, group, form, actions.write_summary, _("Summary"), draft)


def _edit(
    request: HttpRequest, group: FocusGroup, form: Any, act: Any, heading: str, draft: str = ""
) -> HttpResponse:
    """A form about a group; the version that was shown must still be the newest."""
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdigit() and len(seen) < 9 else None
    actor = actor_in(request)
    if sent(request, form, lambda **told: act(actor, group=group, version=version, **told)):
        toast(request, _("Saved."))
        return redirect("evidence_group", group_id=group.pk)
    programme = programme_or_404(actor, programme_of(group.programme_id).key)
    now = FocusGroup.objects.get(pk=group.pk)
    told = page_of(request, programme, group, form=form, group=now, heading=heading, draft=draft,
                   is_stale=version is not None and version != now.version)  # fmt: skip
    return render(request, "evidence/group_form.html", told)


@guarded(WRITE, load=group_or_404, methods=("POST",))
def step(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """Take a step."""
    try:
        if is_first(request):
            name = request.POST.get("step", "")
            actions.take_step(actor_in(request), group=group, step=name)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("Done."))
    return redirect("evidence_group", group_id=group.pk)
