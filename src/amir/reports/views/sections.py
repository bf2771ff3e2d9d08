"""One section: write it, compare its versions, talk about it, put live blocks into it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.errors import Refused, Stale
from amir.core.guard import guarded
from amir.kit import drafting
from amir.kit.sending import is_first, sent
from amir.kit.toast import toast
from amir.organisations.queries import colleagues_visible_to, names_of_colleagues

from .. import actions
from ..blocks import all_sources
from ..forms import BlockForm, CommentForm, HeadingForm, SettingsForm, TextForm
from ..merging import merged
from ..models import Report, ReportSection, SectionComment
from ..queries import (
    comment_or_404,
    comments_of,
    report_or_404,
    section_or_404,
    sections_of,
    version_of,
    versions_of,
)
from ..rules import WRITE
from .reports import actor_of, report_page_of


@guarded(WRITE, load=section_or_404, methods=("GET", "POST"))
def section_write(request: HttpRequest, section: ReportSection) -> HttpResponse:
    """Write; if somebody else wrote meanwhile, both texts are shown and put together."""
    actor, draft = actor_of(request), f"report-section-{section.pk}"
    back = reverse("report_page", args=[section.report_id])
    if drafting.is_saving(request):
        drafting.save(actor, draft, request.POST)
        toast(request, _("Your text is kept. You can go on later."))
        return redirect(back)
    held = {"title": section.title, "text": section.text, "version": section.version}
    kept = {} if request.POST else drafting.initial(actor, draft, TextForm)
    form = TextForm(request.POST or None, initial={**held, **kept})
    stale: list[bool] = []

    def act(title: str, text: str, version: int) -> None:
        try:
            actions.write_section(
                actor, section=section, title=title, text=text, version=version
            )  # fmt: skip
        except Stale:
            stale.append(True)
            raise

    if sent(request, form, act):
        drafts.forget(actor, draft)
        toast(request, _("The section is saved."))
        return redirect(back)
    both = _both(section, form) if stale else None
    told = report_page_of(
        request, section.report, section=section, draft=draft, both=both,
        form=both["form"] if both else form, sources=all_sources().values(),
        comments=_thread(request, section), is_kept=bool(kept),
    )  # fmt: skip
    return render(request, "reports/section.html", told)


def _both(section: ReportSection, form: TextForm) -> dict[str, Any]:
    """Their text, mine, and a form with both put together over the newest version."""
    section.refresh_from_db()
    mine = form.cleaned_data
    base = version_of(section, mine["version"])
    found = merged(base.text if base else "", section.text, mine["text"].replace("\r\n", "\n"))
    new = {"title": mine["title"], "text": found.text, "version": section.version}
    return {
        "form": TextForm(initial=new), "is_clean": found.is_clean, "theirs": section.text,
        "mine": mine["text"],
    }  # fmt: skip


def _thread(request: HttpRequest, section: ReportSection) -> list[dict[str, Any]]:
    names = names_of_colleagues(actor_of(request))
    return [
        {
            "who": names.get(each.given_by or UUID(int=0), _("Somebody who left")),
            "when": formats.date_format(each.created_at, "DATETIME_FORMAT"),
            "text": each.text,
            "id": each.pk,
            "is_open": each.settled_on is None,
        }
        for each in comments_of(section)
    ]


@guarded(WRITE, load=report_or_404, methods=("GET", "POST"))
def section_add(request: HttpRequest, report: Report) -> HttpResponse:
    """A section of one's own."""
    form = HeadingForm(request.POST or None)

    def act(title: str) -> None:
        actions.add_section(actor_of(request), report=report, title=title)

    back = reverse("report_page", args=[report.pk])
    if sent(request, form, act):
        return redirect(back)
    told = report_page_of(request, report, form=form, heading=_("A new section"), back=back)
    return render(request, "reports/form.html", told)


@guarded(WRITE, load=section_or_404, methods=("GET", "POST"))
def section_settings(request: HttpRequest, section: ReportSection) -> HttpResponse:
    """Who writes it, how far it is, where it stands."""
    actor, report = actor_of(request), section.report
    places = [each.pk for each in sections_of(report)]
    people = colleagues_visible_to(actor).filter(organisation_id=report.organisation_id)
    form = SettingsForm(
        request.POST or None,
        people=list({str(m.account_id): m.shown_name for m in people}.items()),
        initial={
            "status": section.status, "owner_id": str(section.owner_id or ""),
            "order": places.index(section.pk) + 1,
        },
    )  # fmt: skip

    def act(status: str, owner_id: str, order: int) -> None:
        owner = UUID(owner_id) if owner_id else None
        actions.set_section(actor, section=section, status=status, owner_id=owner, order=order)

    back = reverse("report_page", args=[report.pk])
    if sent(request, form, act):
        return redirect(back)
    told = report_page_of(request, report, form=form, heading=section.title, back=back)
    return render(request, "reports/form.html", told)


@guarded(WRITE, load=section_or_404)
def section_versions(request: HttpRequest, section: ReportSection) -> HttpResponse:
    """Every text that it had; two of them word by word (?from=&to=)."""
    versions = versions_of(section)
    known = {str(version.number): version for version in versions}
    newest = versions[0]
    to = known.get(request.GET.get("to", ""), newest)
    before = known.get(request.GET.get("from", ""), known.get(str(to.number - 1), to))
    names = names_of_colleagues(actor_of(request))
    told = report_page_of(
        request, section.report, section=section, to=to, before=before,
        versions=[(each, names.get(each.written_by or UUID(int=0), "")) for each in versions],
    )  # fmt: skip
    return render(request, "reports/versions.html", told)


@guarded(WRITE, load=section_or_404, methods=("GET", "POST"))
def section_comments(request: HttpRequest, section: ReportSection) -> HttpResponse:
    """What was said of it, and a word more."""
    form = CommentForm(request.POST or None)

    def act(text: str) -> None:
        actions.comment_on_section(actor_of(request), section=section, text=text)

    if sent(request, form, act):
        return redirect("report_section_comments", section_id=section.pk)
    told = report_page_of(
        request, section.report, section=section, form=form, comments=_thread(request, section)
    )
    return render(request, "reports/comments.html", told)


@guarded(WRITE, load=comment_or_404, methods=("POST",))
def comment_settle(request: HttpRequest, comment: SectionComment) -> HttpResponse:
    """It is done with."""
    try:
        actions.settle_comment(actor_of(request), comment=comment)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("report_section_comments", section_id=comment.section_id)


@guarded(WRITE, methods=("GET", "POST"))
def section_block(request: HttpRequest, section_id: UUID, block: str) -> HttpResponse:
    """Put a live block at the end of the section."""
    actor = actor_of(request)
    section, source = section_or_404(actor, section_id), all_sources().get(block)
    if source is None:
        raise Http404
    told = report_page_of(request, section.report, section=section, heading=source.label)
    form = BlockForm(
        request.POST if request.method == "POST" else None,
        source=source,
        programme=told["programme"],
    )
    back = reverse("report_section", args=[section.pk])
    # A block without options has an empty form: it is sent all the same.
    if request.method == "POST" and form.is_valid():
        try:
            if is_first(request):
                actions.place_block(
                    actor, section=section, block=block, options=form.cleaned_data
                )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            toast(request, _("The block stands at the end of the section."))
            return redirect(back)
    lead = _("It goes to the end of the section. There you can move it to its place.")
    told |= {"form": form, "back": back, "lead": lead, "submit": _("Put it in")}
    return render(request, "reports/form.html", told)
