"""The handbook on the desk: write, publish, test, compare, take away."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.documents.writers import FORMS, as_download
from amir.documents.writers.html import body
from amir.kit.sending import sent
from amir.kit.shells import script_of
from amir.kit.toast import toast
from amir.programmes.models import Programme
from amir.programmes.queries import partners_of, programme_or_404
from amir.programmes.rules import VIEW
from amir.programmes.wording import value_said

from . import actions
from .document import as_document
from .forms import CommentForm, PublishForm, SectionForm, TestersForm
from .models import Edition
from .queries import (
    changed_settings,
    comments_of,
    edition_before,
    edition_or_404,
    editions_visible_to,
    round_of,
    section_or_404,
    sections_of,
)
from .rules import COMMENT, WRITE


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _page(request: HttpRequest, programme: Programme, **shown: Any) -> dict[str, Any]:
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    may_write = may(_actor(request), WRITE, programme)
    return {"programme": programme, "may_write": may_write, **shown}


def _language(request: HttpRequest, known: list[str]) -> str:
    """Which language is asked for: in the address, else the reader's, else the first."""
    wanted = request.GET.get("language") or (get_language() or "").split("-")[0]
    return wanted if wanted in known else known[0]


def _tabs(address: str, known: list[str]) -> list[tuple[str, str]]:
    return [(script_of(code)[1], f"{address}?language={code}") for code in known]


@guarded(VIEW, load=programme_or_404)
def programme_handbook(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The handbook as it is being written, and its editions."""
    known = actions.languages_of(programme)
    language = _language(request, known)
    address = reverse("programme_handbook", args=[programme.key])
    told = _page(
        request,
        programme,
        language=language,
        tabs=_tabs(address, known),
        sections=sections_of(programme, language),
        editions=list(editions_visible_to(_actor(request), programme)),
    )
    return render(request, "handbook/handbook.html", told)


@guarded(WRITE, load=programme_or_404, methods=("GET", "POST"))
def handbook_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new section, in English first."""
    form = SectionForm(request.POST or None)

    def act(title: str, text: str) -> None:
        actions.write_section(
            _actor(request), programme=programme, language="en", title=title, text=text
        )

    if sent(request, form, act):
        return redirect("programme_handbook", key=programme.key)
    told = _page(request, programme, form=form, language="en", heading=_("A new section"))
    return render(request, "handbook/section.html", told)


@guarded(WRITE, methods=("GET", "POST"))
def handbook_section(request: HttpRequest, key: str, section: str) -> HttpResponse:
    """One section in one language."""
    programme = _writable_or_404(_actor(request), key)
    language = _language(request, actions.languages_of(programme))
    held = section_or_404(programme, section, language)
    form = SectionForm(request.POST or None, held=held)

    def act(title: str, text: str) -> None:
        actions.write_section(
            _actor(request), programme=programme, language=language, title=title, text=text,
            key=section,
        )  # fmt: skip

    if sent(request, form, act):
        back = reverse("programme_handbook", args=[programme.key])
        return redirect(f"{back}?language={language}")
    told = _page(
        request, programme, form=form, language=language, heading=held.title, held=held,
        language_name=script_of(language)[1],
    )  # fmt: skip
    return render(request, "handbook/section.html", told)


@guarded(WRITE, load=programme_or_404, methods=("GET", "POST"))
def handbook_publish(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Keep it as the next edition."""
    form = PublishForm(request.POST or None)

    def act(note: str) -> None:
        actions.publish_edition(_actor(request), programme=programme, note=note)

    if sent(request, form, act):
        toast(request, _("The edition is there for all partners."))
        return redirect("programme_handbook", key=programme.key)
    return render(request, "handbook/publish.html", _page(request, programme, form=form))


@guarded(VIEW, load=edition_or_404)
def handbook_edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An edition, what changed since the one before, who tests it and what they say."""
    known = list(edition.sections)
    language = _language(request, known)
    earlier = edition_before(edition)
    address = reverse("handbook_edition", args=[edition.programme.key, edition.number])
    names = {p.partner_organisation_id: p.name for p in partners_of(edition.programme)}
    told = _page(
        request,
        edition.programme,
        edition=edition,
        language=language,
        tabs=_tabs(address, known),
        forms=list(FORMS),
        body=body(as_document(edition, language)),
        changes=_changes(edition, earlier, language) if earlier else [],
        earlier=earlier,
        testers=round_of(edition),
        comments=[
            {"who": names.get(c.organisation_id, ""), "when": c.created_at, "text": c.text,
             "note": f"{c.section}: {c.get_works_display()}"}
            for c in comments_of(edition)
        ],
        may_comment=bool(_speaking_for(request, edition)),
    )  # fmt: skip
    return render(request, "handbook/edition.html", told)


@guarded(VIEW, load=edition_or_404)
def handbook_file(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An edition as a file (?as=pdf, html or docx; ?language=)."""
    ending = request.GET.get("as", "pdf")
    if ending not in FORMS:
        raise Http404
    language = _language(request, list(edition.sections))
    name = f"{edition.programme.key}-handbook-{edition.number}-{language}"
    return as_download(as_document(edition, language), ending, name=name)


@guarded(WRITE, methods=("GET", "POST"))
def handbook_testers(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Ask partners to test an edition."""
    programme = _writable_or_404(_actor(request), key)
    edition = edition_or_404(_actor(request), key, number)
    choices = [(str(p.partner_organisation_id), p.name) for p in partners_of(programme)]
    form = TestersForm(request.POST or None, choices=choices)

    def act(organisations: list[str]) -> None:
        chosen = [UUID(each) for each in organisations]
        actions.ask_to_test(_actor(request), edition=edition, organisations=chosen)

    if sent(request, form, act):
        toast(request, _("The partners are asked. They find it on the page of the edition."))
        return redirect("handbook_edition", key=key, number=number)
    return render(request, "handbook/testers.html", _page(request, programme, form=form,
                                                          edition=edition))  # fmt: skip


@guarded(COMMENT, methods=("GET", "POST"))
def handbook_comment(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A partner that tests says how a section worked."""
    edition = edition_or_404(_actor(request), key, number)
    mine = _speaking_for(request, edition)
    if not mine:
        raise Http404
    language = _language(request, list(edition.sections))
    sections = [(each["key"], each["title"]) for each in edition.sections[language]]
    form = CommentForm(request.POST or None, sections=sections)

    def act(**told: Any) -> None:
        actions.comment_on(_actor(request), edition=edition, organisation_id=mine[0], **told)

    if sent(request, form, act):
        toast(request, _("Thank you. The programme reads it."))
        return redirect("handbook_edition", key=key, number=number)
    told = _page(request, edition.programme, form=form, edition=edition)
    return render(request, "handbook/comment.html", told)


def _writable_or_404(actor: Actor, key: str) -> Programme:
    programme = programme_or_404(actor, key)
    if not may(actor, WRITE, programme):
        raise Http404
    return programme


def _speaking_for(request: HttpRequest, edition: Edition) -> list[UUID]:
    """Partners of the test round for which the actor speaks."""
    mine = _actor(request).organisations_where(COMMENT)
    return [t.organisation_id for t in round_of(edition) if t.organisation_id in mine]


def _changes(edition: Edition, earlier: Edition, language: str) -> list[dict[str, str]]:
    """Section by section, then setting by setting: what was, and what is."""
    old = {each["key"]: each for each in earlier.sections.get(language, [])}
    new = {each["key"]: each for each in edition.sections[language]}
    found = []
    for key in dict.fromkeys([*old, *new]):
        before, now = old.get(key, {}).get("text", ""), new.get(key, {}).get("text", "")
        if before != now:
            title = (new.get(key) or old[key])["title"]
            found.append({"title": title, "before": before, "now": now})
    return found + [
        {
            "title": str(setting.label),
            "before": value_said(setting, before),
            "now": value_said(setting, now),
        }
        for setting, before, now in changed_settings(edition, earlier)
    ]
