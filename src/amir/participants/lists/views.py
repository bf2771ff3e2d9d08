"""The walk of a list: bring it, answer, look, bring it in, take it back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.models import Work
from amir.core.submissions import answer_of, remember_answer
from amir.kit import drafting
from amir.kit.sending import is_first, sent
from amir.kit.tables.exports import download
from amir.kit.toast import toast
from amir.organisations.queries import organisations_visible_to
from amir.programmes.queries import programmes_visible_to

from ..enums import ListState
from ..models import PeopleList
from ..rules import IMPORT
from . import actions, exports
from .forms import BringForm
from .pages import finding_of, progress_of, review_page, row_counts
from .queries import (
    counts_of,
    is_at_work,
    list_or_404,
    lists_visible_to,
    matched_rows,
    rows_of,
    work_of,
)
from .review import DIFFERENT, ReviewForm
from .tables import LISTS, ROWS

FINISHED = 286  # htmx stops asking


@guarded(IMPORT, methods=("GET", "POST"))
def lists_home(request: ActorRequest) -> HttpResponse:
    """Bring a list; and the lists that were brought."""
    actor = request.actor
    held = actor.organisations_where(IMPORT)
    organisations = organisations_visible_to(actor).filter(pk__in=held)
    form = BringForm(
        request.POST or None,
        request.FILES or None,
        organisations=list(organisations.values_list("pk", "name")),
        programmes=list(programmes_visible_to(actor).values_list("pk", "name")),
    )
    made: list[PeopleList] = []

    def bring(**told: Any) -> None:
        made.append(_bring(request, told))

    if sent(request, form, bring):
        return redirect(_remembered(request, made))
    lists = LISTS.show(request, row_counts(lists_visible_to(actor)))
    return lists.download or render(
        request, "participants/lists/home.html", {"form": form, "table": lists}
    )


def _bring(request: ActorRequest, told: dict[str, Any]) -> PeopleList:
    """Keep what was uploaded or pasted as one list."""
    files = [(file.name, file.read()) for file in told["upload"]]
    text = told["text"].strip("\n")
    if text.strip():
        files = [(_("Pasted cells"), text.encode()), *files]
    (name, content), *further = files
    return actions.bring_list(
        request.actor,
        organisation_id=told["organisation"],
        programme_id=told["programme"],
        name=name,
        content=content,
        further=further,
        is_pasted=bool(text.strip()),
    )


def _remembered(request: ActorRequest, made: list[PeopleList]) -> str:
    """Where the list is; also for a form that was sent twice."""
    try:
        form_id = UUID(request.POST.get("form_id", ""))
    except ValueError:
        form_id = None
    if not made:
        return (answer_of(form_id) if form_id else "") or reverse("lists_home")
    address = reverse("list_detail", kwargs={"list_id": made[0].pk})
    if form_id is not None:
        remember_answer(form_id, address)
    return address


@guarded(IMPORT, load=list_or_404, methods=("GET", "POST"))
def list_detail(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """Where a list stands: being read, to be answered, ready, in, or taken back."""
    work = work_of(people_list)
    if is_at_work(work):
        shown = {"list": people_list, "work": progress_of(people_list, work)}
        return render(request, "participants/lists/working.html", shown)
    people_list.refresh_from_db()  # the work may have ended between the two looks
    if people_list.state == ListState.READ:
        return _review(request, people_list, work)
    counts = counts_of(people_list)
    shown = {"list": people_list, "counts": counts, "work": work, "finding": finding_of(counts)}
    if people_list.state in (ListState.BROUGHT_IN, ListState.UNDONE):
        return render(request, "participants/lists/result.html", shown)
    return render(request, "participants/lists/unread.html", shown)


def _review(request: ActorRequest, people_list: PeopleList, work: Work | None) -> HttpResponse:
    key = f"list-{people_list.pk}-{people_list.version}"
    matches = matched_rows(people_list)

    def build(*args: Any, **options: Any) -> ReviewForm:
        return ReviewForm(*args, people_list=people_list, matches=matches, **options)

    posted = request.POST if request.method == "POST" else None
    if posted is not None and drafting.is_saving(request):
        drafting.save(request.actor, key, posted)
        toast(request, _("Your answers are kept. You can go on later."))
        return redirect("lists_home")
    kept = None if posted is not None else drafting.initial(request.actor, key, build)  # type: ignore[arg-type]
    form = build(posted, initial=kept)

    def answer(*, version: int, **_told: Any) -> None:
        actions.answer_questions(
            request.actor, people_list=people_list, answers=form.told(), version=version
        )

    if sent(request, form, answer):
        drafts.forget(request.actor, key)
        return redirect("list_detail", list_id=people_list.pk)
    shown = review_page(request.actor, people_list, form, matches)
    return render(request, "participants/lists/review.html", {**shown, "work": work, "draft": key})


@guarded(IMPORT, load=list_or_404)
def list_progress(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """The part of the page that says how far the work is; when it is done, the page anew."""
    work = work_of(people_list)
    shown = {"work": progress_of(people_list, work)}
    if is_at_work(work):
        return render(request, "kit/part/progress.html", shown)
    response = render(request, "kit/part/progress.html", shown, status=FINISHED)
    response["HX-Refresh"] = "true"
    return response


@guarded(IMPORT, load=list_or_404, methods=("GET", "POST"))
def list_rows(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """Everybody of a list: what happens with them, and why."""
    may_choose = people_list.state == ListState.READ
    declared = ROWS if may_choose else replace(ROWS, acts=())
    table = declared.show(request, rows_of(people_list))
    if table.download:
        return table.download
    chosen = table.chosen()
    if chosen is not None:
        _decide(request, people_list, {row.source for row in table.chosen_rows(chosen)}, chosen.act)
        return redirect("list_detail", list_id=people_list.pk)
    return render(request, "participants/lists/rows.html", {"list": people_list, "table": table})


def _decide(request: ActorRequest, people_list: PeopleList, sources: set[str], act: str) -> None:
    """Leave rows out, take them in again, or take them for somebody whom we do not know yet."""
    held = set(people_list.answers.get("left_out", ()))
    ways: dict[str, dict[str, Any]] = {
        "leave_out": {"left_out": sorted(held | sources)},
        "take_in": {"left_out": sorted(held - sources)},
        "as_new": {"people": dict.fromkeys(sources, DIFFERENT)},
    }
    try:
        actions.answer_questions(
            request.actor,
            people_list=people_list,
            answers=ways[act],
            version=people_list.version,
        )
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")


@guarded(IMPORT, load=list_or_404, methods=("POST",))
def list_bring_in(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """Bring the list in."""
    version = request.POST.get("version", "")
    try:
        if is_first(request):
            actions.bring_in(
                request.actor,
                people_list=people_list,
                version=int(version) if version.isdecimal() else None,
            )
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("list_detail", list_id=people_list.pk)


@guarded(IMPORT, load=list_or_404, methods=("POST",))
def list_read_again(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """Read the list once more, with the answers that were given."""
    try:
        actions.answer_questions(request.actor, people_list=people_list, answers={})
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("list_detail", list_id=people_list.pk)


@guarded(IMPORT, load=list_or_404, methods=("POST",))
def list_undo(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """Take the list back."""
    try:
        actions.undo_list(request.actor, people_list=people_list)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("list_detail", list_id=people_list.pk)


@guarded(IMPORT, load=list_or_404, methods=("POST",))
def list_discard(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """Throw the list away."""
    try:
        actions.discard_list(request.actor, people_list=people_list)
        toast(request, _("The list was thrown away. Nobody was added."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("list_detail", list_id=people_list.pk)
    return redirect("lists_home")


@guarded(IMPORT, load=list_or_404)
def list_left_out(request: ActorRequest, people_list: PeopleList) -> HttpResponse:
    """The rows that did not go in, as they came, with a column that says why."""
    return download("left-out", "xlsx", exports.left_out_workbook(people_list))


@guarded(IMPORT)
def list_template(request: ActorRequest, ending: str) -> HttpResponse:
    """An empty list with headings in the language of the organisation."""
    held = request.actor.organisations_where(IMPORT)
    organisation = organisations_visible_to(request.actor).filter(pk__in=held).first()
    language = organisation.language if organisation else "en"
    return download("people", ending, exports.template_file(ending, language))
