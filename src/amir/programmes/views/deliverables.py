"""What is owed to the funder, against the partners that owe it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.tables import BulkAct, Column, Table
from amir.kit.toast import toast

from ..actions import (
    add_deliverable,
    tick_all,
    tick_deliverable,
    untick_all,
    untick_deliverable,
)
from ..forms import DeliverableForm, TickForm
from ..models import Deliverable, Partner, Programme
from ..queries import (
    Due,
    Progress,
    deliverable_or_404,
    partners_of,
    programme_or_404,
    progress_of,
)
from ..rules import CHANGE, TICK, VIEW
from .overview import actor_of, page_of


def own_partners(actor: Actor, programme: Programme) -> list[Partner]:
    """The partners for which the actor says that something is done."""
    mine = actor.organisations_where(TICK)
    return list(partners_of(programme).filter(partner_organisation_id__in=mine))


def table_of(programme: Programme, progress: Progress, own: list[Partner]) -> Table:
    """Deliverables as rows, partners as columns; the own partner may tick several at once."""

    def address(due: Due) -> str:
        return reverse("programme_deliverable", args=[programme.key, due.deliverable.pk])

    def said(due: Due, partner: Partner) -> str:
        tick = due.ticks.get(partner.partner_organisation_id)
        if tick is not None:
            return formats.date_format(tick.done_on, "SHORT_DATE_FORMAT")
        if partner not in due.missing:
            return ""
        return _("late") if due.is_late else _("open")

    def tone(due: Due, partner: Partner) -> str:
        if partner.partner_organisation_id in due.ticks:
            return "good"
        return "bad" if due.is_late else "neutral"

    acts = [
        BulkAct(
            f"tick-{partner.partner_organisation_id}",
            _("Done by %(partner)s today") % {"partner": partner.name},
            icon="check",
            permission=TICK,
        )
        for partner in own
    ]
    return Table(
        key="programme_deliverables",
        title=gettext_lazy("Deliverables"),
        columns=[
            Column("title", _("Deliverable"), "deliverable.title", "deliverable.title",
                   link=address, width=40),
            Column("due_on", _("Due on"), "deliverable.due_on",
                   sort=lambda due: due.deliverable.due_on or "", kind="date"),
            *(
                Column(
                    f"p{number}",
                    partner.name,
                    partial(said, partner=partner),
                    kind="tag",
                    tone=partial(tone, partner=partner),
                )
                for number, partner in enumerate(progress.partners)
            ),
        ],
        acts=acts,
        ident=lambda due: str(due.deliverable.pk),
        row_label=lambda due: due.deliverable.title,
        empty=gettext_lazy("What the programme owes its funder stands here."),
    )  # fmt: skip


@guarded(VIEW, load=programme_or_404, methods=("GET", "POST"))
def programme_deliverables(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The table; posting ticks the chosen rows."""
    actor = actor_of(request)
    progress = progress_of(actor, programme)
    own = own_partners(actor, programme)
    shown = table_of(programme, progress, own).show(request, list(progress.rows))
    if shown.download:
        return shown.download
    if request.method == "POST" and not own:
        raise PermissionDenied
    if chosen := shown.chosen():
        ids = [due.deliverable.pk for due in shown.chosen_rows(chosen)]
        _tick(request, programme, ids, UUID(chosen.act.removeprefix("tick-")))
        return redirect(request.get_full_path())
    told = page_of(request, programme, table=shown, progress=progress)
    return render(request, "programmes/deliverables.html", told)


def _tick(
    request: HttpRequest, programme: Programme, ids: list[UUID], organisation_id: UUID
) -> None:
    """Tick the rows, and offer to take it back."""
    if not ids:
        toast(request, _("Choose rows first."), kind="warn")
        return
    try:
        fresh = tick_all(
            actor_of(request),
            programme=programme,
            ids=ids,
            organisation_id=organisation_id,
            done_on=clock.today(),
        )
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return
    ticked = ",".join(str(each) for each in fresh)
    undo = reverse("deliverables_untick", args=[programme.key])
    toast(
        request,
        _("Marked as done: %(count)s") % {"count": len(fresh)},
        undo=f"{undo}?for={organisation_id}&rows={ticked}" if fresh else "",
    )


@guarded(VIEW, load=programme_or_404, methods=("POST",))
def deliverables_untick(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Undo of ticking several."""
    actor = actor_of(request)
    if not own_partners(actor, programme):
        raise PermissionDenied
    try:
        ids = [UUID(text) for text in request.GET.get("rows", "").split(",") if text]
        organisation_id = UUID(request.GET.get("for", ""))
        untick_all(actor, programme=programme, ids=ids, organisation_id=organisation_id)
    except ValueError:
        toast(request, _("There is nothing to take back."), kind="warn")
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("It is taken back."))
    return redirect("programme_deliverables", key=programme.key)


@guarded(CHANGE, load=programme_or_404, methods=("GET", "POST"))
def deliverable_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Something new that is owed."""
    form = DeliverableForm(request.POST or None)

    def act(**told: Any) -> None:
        add_deliverable(actor_of(request), programme=programme, **told)

    if sent(request, form, act):
        toast(request, _("The deliverable is added."))
        return redirect("programme_deliverables", key=programme.key)
    shown = page_of(request, programme, form=form)
    return render(request, "programmes/deliverable_add.html", shown)


@guarded(VIEW, load=deliverable_or_404)
def programme_deliverable(request: HttpRequest, deliverable: Deliverable) -> HttpResponse:
    """One deliverable: who has done it."""
    actor, programme = actor_of(request), deliverable.programme
    progress = progress_of(actor, programme)
    due = next(row for row in progress.rows if row.deliverable.pk == deliverable.pk)
    own = next(iter(own_partners(actor, programme)), None)
    shown = page_of(
        request,
        programme,
        deliverable=deliverable,
        due=due,
        said=[
            (partner, due.ticks.get(partner.partner_organisation_id), partner in due.missing)
            for partner in progress.partners
        ],
        own=own,
        tick=due.ticks.get(own.partner_organisation_id) if own else None,
    )
    return render(request, "programmes/deliverable.html", shown)


@guarded(TICK, methods=("GET", "POST"))
def deliverable_tick(request: HttpRequest, key: str, deliverable_id: UUID) -> HttpResponse:
    """The actor's own partner says that it is done, where it can be seen, and a note."""
    actor = actor_of(request)
    deliverable, own = _own_share(actor, key, deliverable_id)
    tick = deliverable.ticks.filter(organisation_id=own.partner_organisation_id).first()
    before: dict[str, Any] = {"done_on": clock.today()}
    if tick is not None:
        before = {"done_on": tick.done_on, "link": tick.link, "note": tick.note}
    form = TickForm(request.POST or None, initial=before)

    def act(**told: Any) -> None:
        tick_deliverable(
            actor,
            deliverable=deliverable,
            organisation_id=own.partner_organisation_id,
            **told,
        )

    if sent(request, form, act):
        toast(request, _("Marked as done."))
        return redirect("programme_deliverables", key=key)
    shown = page_of(request, deliverable.programme, deliverable=deliverable, own=own, form=form)
    return render(request, "programmes/deliverable_tick.html", shown)


@guarded(TICK, methods=("POST",))
def deliverable_untick(request: HttpRequest, key: str, deliverable_id: UUID) -> HttpResponse:
    """Take the own partner's tick back."""
    actor = actor_of(request)
    deliverable, own = _own_share(actor, key, deliverable_id)
    untick_deliverable(actor, deliverable=deliverable, organisation_id=own.partner_organisation_id)
    toast(request, _("It is taken back."))
    return redirect("programme_deliverables", key=key)


def _own_share(actor: Actor, key: str, deliverable_id: UUID) -> tuple[Deliverable, Partner]:
    """A deliverable and the partner for which the actor speaks; 404 if there is none."""
    deliverable = deliverable_or_404(actor, key, deliverable_id)
    own = next(iter(own_partners(actor, deliverable.programme)), None)
    if own is None:
        raise Http404
    return deliverable, own
