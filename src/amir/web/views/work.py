"""Background work: a list of one's own, and a page that shows how far one is."""

from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.models import Work
from amir.kit.tables import Column, Table
from amir.kit.toast import toast

from ..actions import cancel_work
from ..queries import work_or_404, works_visible_to
from ..rules import DESK

STOP_POLLING = 286  # what htmx understands as "do not ask again"
STATES = {
    Work.WAITING: gettext_lazy("waiting"),
    Work.RUNNING: gettext_lazy("running"),
    Work.DONE: gettext_lazy("done"),
    Work.FAILED: gettext_lazy("could not be done"),
    Work.CANCELLED: gettext_lazy("stopped"),
}
TONES = {Work.RUNNING: "info", Work.DONE: "good", Work.FAILED: "bad"}

WORKS = Table(
    key="works",
    title=gettext_lazy("Background work"),
    order="-created_at",
    columns=[
        Column(
            "title",
            gettext_lazy("What"),
            sort="title",
            link=lambda work: reverse("work_progress", args=[work.pk]),
        ),
        Column(
            "state",
            gettext_lazy("State"),
            lambda work: STATES.get(work.state, work.state),
            sort="state",
            kind="tag",
            tone=lambda work: TONES.get(work.state, "neutral"),
        ),
        Column("created_at", gettext_lazy("Started"), sort="created_at", kind="date"),
        Column("ended_at", gettext_lazy("Ended"), sort="ended_at", kind="date"),
    ],
    search=["title"],
    empty=gettext_lazy("Long work, such as reading a list, shows here while it runs."),
)


@dataclass(frozen=True)
class Shown:
    """A piece of work as the progress component wants it."""

    work: Work

    @property
    def url(self) -> str:
        """Where to ask how far it is."""
        return reverse("work_progress", args=[self.work.pk])

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.work.state not in (Work.WAITING, Work.RUNNING)

    @property
    def done(self) -> int:
        """Steps done."""
        return self.total if self.work.state == Work.DONE else self.work.done

    @property
    def total(self) -> int:
        """All steps; 0 while nobody knows."""
        return self.work.total or (1 if self.work.state == Work.DONE else 0)

    @property
    def said(self) -> str:
        """What is being done, in words."""
        if self.work.state == Work.WAITING:
            return _("Waiting for its turn")
        if self.work.state == Work.DONE:
            return _("Done")
        if self.work.state == Work.CANCELLED:
            return _("Stopped. Nothing was changed.")
        return self.work.doing or _("Working")


@guarded(DESK)
def work_list(request: HttpRequest) -> HttpResponse:
    """The actor's background work."""
    shown = WORKS.show(request, works_visible_to(cast(ActorRequest, request).actor))
    return shown.download or render(request, "web/work_list.html", {"table": shown})


@guarded("signed_in", load=work_or_404)
def work_progress(request: HttpRequest, work: Work) -> HttpResponse:
    """How far it is. Finished work leads to its result."""
    shown = Shown(work)
    is_part = bool(getattr(request, "htmx", False))
    if work.state == Work.DONE and work.result_url:
        if not is_part:
            return HttpResponseRedirect(work.result_url)
        return HttpResponse(status=STOP_POLLING, headers={"HX-Redirect": work.result_url})
    if is_part:
        response = render(request, "kit/part/progress.html", {"work": shown})
        if shown.is_finished:
            response.status_code = STOP_POLLING
            response["HX-Refresh"] = "true"
        return response
    mine = work.account_id == cast(ActorRequest, request).actor.account_id
    context = {"work": shown, "may_cancel": mine and not shown.is_finished}
    return render(request, "web/work.html", context)


@guarded("signed_in", load=work_or_404, methods=("POST",))
def work_cancel(request: HttpRequest, work: Work) -> HttpResponse:
    """Stop it; colleagues only look on."""
    actor = cast(ActorRequest, request).actor
    if work.account_id != actor.account_id:
        raise PermissionDenied
    try:
        cancel_work(actor, work=work)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("It is stopped. Nothing was changed."))
    return redirect("work_progress", work_id=work.pk)
