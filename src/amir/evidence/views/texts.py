"""Texts of a group: brought, looked through for names, read, corrected, translated."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.pointing import pointed_out
from amir.kit.sending import sent
from amir.kit.tables.paging import Pages
from amir.kit.toast import toast

from .. import actions
from ..forms import DecideForm, PassageForm, TextForm, TranslationForm
from ..forms_coding import ExcerptForm
from ..intake import read_file, read_typed
from ..lifecycle import OPEN
from ..models import Excerpt, FocusGroup, Incoming, Passage, Transcript
from ..queries import (
    group_or_404,
    incoming_or_404,
    passages_of,
    programme_of,
    text_or_404,
)
from ..rules import VIEW, WRITE
from .shared import actor_in, page_of

ON_A_PAGE = 40


def _read(file: Any, text: str) -> list[str]:
    """The paragraphs of what was brought."""
    return read_file(file.read(), file.name) if file else read_typed(text)


@guarded(WRITE, load=group_or_404, methods=("GET", "POST"))
def add(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """Bring a text: a file, or words."""
    held = {"language": group.language}
    form = TextForm(request.POST or None, request.FILES or None, initial=held)
    kept: list[Transcript | Incoming] = []

    def act(kind: str, language: str, file: Any, text: str) -> None:
        told = _read(file, text)
        actor = actor_in(request)
        kept.append(
            actions.bring_text(actor, group=group, kind=kind, language=language, paragraphs=told)
        )

    if sent(request, form, act):
        if kept and isinstance(kept[0], Incoming):
            return redirect("evidence_names", incoming_id=kept[0].pk)
        return redirect("evidence_group", group_id=group.pk)
    return _form_page(request, group, form, _("Bring a text"), "evidence-text")


def _form_page(
    request: HttpRequest, group: FocusGroup, form: Any, heading: str, draft: str = "", **shown: Any
) -> HttpResponse:
    programme = programme_of(group.programme_id)
    draft = f"{draft}-{group.pk.hex[:12]}" if draft else ""
    told = page_of(
        request, programme, group, form=form, group=group, heading=heading, draft=draft, **shown
    )
    return render(request, "evidence/group_form.html", told)


@guarded(WRITE, load=incoming_or_404, methods=("GET", "POST"))
def names(request: HttpRequest, incoming: Incoming) -> HttpResponse:
    """Words that look like names: does each stay, or what stands there instead?"""
    group = incoming.group
    try:
        paragraphs = actions.paragraphs_in(incoming)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        actions.discard_incoming(actor_in(request), incoming=incoming)
        return redirect("evidence_group", group_id=group.pk)
    found = pointed_out(paragraphs, region=group.country)
    form = DecideForm(request.POST or None, found=found)

    def act(by: dict[str, str]) -> None:
        actions.decide_names(actor_in(request), incoming=incoming, by=by)

    if sent(request, form, act):
        toast(request, _("The text is kept."))
        return redirect("evidence_group", group_id=group.pk)
    programme = programme_of(group.programme_id)
    told = page_of(request, programme, group, form=form, group=group, incoming=incoming,
                   found=found)  # fmt: skip
    return render(request, "evidence/names.html", told)


@guarded(WRITE, load=incoming_or_404, methods=("POST",))
def names_drop(request: HttpRequest, incoming: Incoming) -> HttpResponse:
    """Throw the text away that waits."""
    actions.discard_incoming(actor_in(request), incoming=incoming)
    toast(request, _("The text is thrown away."))
    return redirect("evidence_group", group_id=incoming.group_id)


@dataclass(frozen=True)
class Shown:
    """A paragraph as a page shows it: pieces with whether an excerpt holds them."""

    passage: Passage
    pieces: list[tuple[str, bool]]
    excerpts: list[Excerpt]


def pieces_of(passage: Passage, excerpts: list[Excerpt]) -> Shown:
    """The paragraph cut where excerpts begin and end."""
    held = [e for e in excerpts if e.from_paragraph <= passage.order <= e.to_paragraph]
    ranges = [
        (
            each.from_letter if each.from_paragraph == passage.order else 0,
            each.to_letter if each.to_paragraph == passage.order else len(passage.text),
        )
        for each in held
    ]
    cuts = sorted({0, len(passage.text), *(cut for pair in ranges for cut in pair)})
    pieces = [
        (passage.text[start:end], any(a <= start and end <= b for a, b in ranges))
        for start, end in pairwise(cuts)
    ]
    return Shown(passage, pieces, held)


@guarded(VIEW, load=text_or_404)
def text(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """A page of a text, original and translation side by side, with what is marked in it."""
    address = reverse("evidence_text", args=[transcript.pk])
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdigit() and len(asked) < 9 else 1
    count = max(1, -(-transcript.paragraphs // ON_A_PAGE))
    pages = Pages(transcript.paragraphs, ON_A_PAGE, max(1, min(number, count)),
                  f"{address}?page={{}}")  # fmt: skip
    excerpts = list(
        Excerpt.objects.filter(
            transcript=transcript, from_paragraph__lte=pages.last, to_paragraph__gte=pages.first
        )
    )
    group = transcript.group
    begun = request.GET.get("from", "")
    told = page_of(
        request,
        programme_of(group.programme_id),
        group,
        group=group,
        text=transcript,
        pages=pages,
        shown=[
            pieces_of(each, excerpts)
            for each in passages_of(transcript, pages.first, pages.last)
        ],
        is_open=group.state in OPEN,
        excerpt_form=ExcerptForm(initial={"from_paragraph": begun, "to_paragraph": begun}),
    )  # fmt: skip
    return render(request, "evidence/text.html", told)


def passage_or_404(actor: Any, text_id: UUID, order: int) -> Passage:
    """A paragraph with its text. Raises Http404."""
    transcript = text_or_404(actor, text_id)
    found = Passage.objects.filter(transcript=transcript, order=order).first()
    if found is None:
        raise Http404
    found.transcript = transcript
    return found


@guarded(WRITE, load=passage_or_404, methods=("GET", "POST"))
def passage(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Correct a paragraph, or write its translation."""
    transcript = passage.transcript
    form = PassageForm(request.POST or None, passage=passage)
    actor = actor_in(request)
    if sent(request, form, lambda **t: actions.change_passage(actor, passage=passage, **t)):
        return redirect(at_paragraph(transcript, passage.order))
    heading = _("Paragraph {number}").format(number=passage.order)
    back = at_paragraph(transcript, passage.order)
    return _form_page(request, transcript.group, form, heading, back=back)


def at_paragraph(transcript: Transcript, order: int) -> str:
    """The address of a paragraph on its page."""
    page = (order - 1) // ON_A_PAGE + 1
    return f"{reverse('evidence_text', args=[transcript.pk])}?page={page}#p{order}"


@guarded(WRITE, load=text_or_404, methods=("GET", "POST"))
def translation(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Bring the translation of a whole text."""
    form = TranslationForm(request.POST or None, request.FILES or None)

    def act(language: str, file: Any, text: str, names_are_fine: bool) -> None:
        actions.bring_translation(
            actor_in(request), transcript=transcript, language=language,
            paragraphs=_read(file, text), names_are_fine=names_are_fine,
        )  # fmt: skip

    if sent(request, form, act):
        return redirect("evidence_text", text_id=transcript.pk)
    return _form_page(request, transcript.group, form, _("Translation of the text"),
                      "evidence-translation")  # fmt: skip


@guarded(WRITE, load=text_or_404, methods=("POST",))
def remove(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Remove a text."""
    try:
        actions.remove_text(actor_in(request), transcript=transcript)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("evidence_text", text_id=transcript.pk)
    toast(request, _("The text is removed."))
    return redirect("evidence_group", group_id=transcript.group_id)
