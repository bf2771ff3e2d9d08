"""Excerpts: marked, coded, translated, approved; memos."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import is_first, sent
from amir.kit.toast import toast

from .. import actions
from ..forms_coding import ApproveForm, ExcerptForm, JudgeForm, MemoForm, TranslateForm
from ..lifecycle import OPEN
from ..models import Excerpt, FocusGroup, Memo, Transcript
from ..queries import (
    books_visible_to,
    chosen_or_none,
    codes_of,
    coding_book,
    excerpt_or_404,
    focus_groups_visible_to,
    group_or_404,
    passages_of,
    programme_of,
    seen_judgements,
    text_or_404,
)
from ..rules import PUBLISH, VIEW, WRITE
from .shared import actor_in, names_for, page_of
from .texts import at_paragraph


@guarded(WRITE, load=text_or_404, methods=("GET", "POST"))
def excerpt_add(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Mark a piece of a text; then codes are given to it."""
    form = ExcerptForm(request.POST or None)
    made: list[Excerpt] = []

    def act(**told: Any) -> None:
        actor = actor_in(request)
        made.append(actions.make_excerpt(actor, transcript=transcript, **told))

    if sent(request, form, act):
        if made:
            return redirect("evidence_excerpt", excerpt_id=made[0].pk)
        return redirect("evidence_text", text_id=transcript.pk)
    first = form.data.get("from_paragraph", "") if form.is_bound else ""
    number = int(first) if first.isdigit() and len(first) < 9 else 1
    group = transcript.group
    told = page_of(
        request, programme_of(group.programme_id), group, group=group, text=transcript,
        form=form, passages=passages_of(transcript, number, number + 4),
        back=at_paragraph(transcript, number),
    )  # fmt: skip
    return render(request, "evidence/excerpt_add.html", told)


@guarded(VIEW, load=excerpt_or_404, methods=("GET", "POST"))
def excerpt(request: HttpRequest, excerpt: Excerpt) -> HttpResponse:
    """An excerpt: its codes by whoever looks, then those of others, memos, the quote."""
    actor, group = actor_in(request), excerpt.group
    programme = programme_of(excerpt.programme_id)
    book = coding_book(actor, programme, chosen_or_none(request.GET.get("book", "")))
    seen = seen_judgements(actor, excerpt, book)
    form = None
    if book is not None:
        held = next((s.codes for s in seen if _is_mine(s, actor, book.pk)), [])
        posted = request.POST if request.method == "POST" else None
        form = JudgeForm(posted, codes=codes_of(book), held=[c.pk for c in held])
        wanted = book

        def act(codes: list[UUID]) -> None:
            actions.judge(actor, excerpt=excerpt, book=wanted, codes=codes)

        if sent(request, form, act):
            toast(request, _("Your codes are kept."))
            return redirect(at_paragraph(excerpt.transcript, excerpt.from_paragraph))
    memos = list(Memo.objects.filter(excerpt=excerpt))
    coders = {each.coder_id for each in seen} | {m.written_by for m in memos if m.written_by}
    told = page_of(
        request,
        programme,
        excerpt,
        excerpt=excerpt,
        group=group,
        text=excerpt.transcript,
        form=form,
        book=book,
        books=list(books_visible_to(actor, programme)),
        seen=seen,
        names=names_for(actor, coders),
        memos=memos,
        memo_form=MemoForm(),
        is_open=group.state in OPEN,
        back=at_paragraph(excerpt.transcript, excerpt.from_paragraph),
    )
    return render(request, "evidence/excerpt.html", told)


def _is_mine(seen: Any, actor: Actor, book_id: UUID) -> bool:
    return bool(seen.coder_id == actor.account_id and seen.codebook_id == book_id)


@guarded(WRITE, load=excerpt_or_404, methods=("GET", "POST"))
def translation(request: HttpRequest, excerpt: Excerpt) -> HttpResponse:
    """The translation of an excerpt."""
    form = TranslateForm(request.POST or None, initial={"translation": excerpt.translation})
    actor = actor_in(request)
    if sent(request, form, lambda **t: actions.translate_excerpt(actor, excerpt=excerpt, **t)):
        return redirect("evidence_excerpt", excerpt_id=excerpt.pk)
    return _about(request, excerpt, form, _("Translation"), _("Save"))


@guarded(PUBLISH, load=excerpt_or_404, methods=("GET", "POST"))
def approve(request: HttpRequest, excerpt: Excerpt) -> HttpResponse:
    """Let partners read an excerpt as a quote, or no more."""
    # Nothing may be ticked: an empty form is an answer.
    form = ApproveForm(request.POST if request.method == "POST" else None)
    actor = actor_in(request)
    is_approved = excerpt.approved_on is None

    def act(names_are_fine: bool) -> None:
        actions.approve_quote(
            actor, excerpt=excerpt, is_approved=is_approved, names_are_fine=names_are_fine
        )

    if sent(request, form, act):
        return redirect("evidence_excerpt", excerpt_id=excerpt.pk)
    if is_approved:
        return _about(request, excerpt, form, _("Use it as a quote"), _("Approve the quote"))
    return _about(request, excerpt, form, _("No quote any more"), _("Take the approval back"))


def _about(
    request: HttpRequest, excerpt: Excerpt, form: Any, heading: str, submit: str
) -> HttpResponse:
    programme = programme_of(excerpt.programme_id)
    told = page_of(request, programme, excerpt, excerpt=excerpt, group=excerpt.group, form=form,
                   heading=heading, submit=submit)  # fmt: skip
    return render(request, "evidence/excerpt_form.html", told)


@guarded(WRITE, load=excerpt_or_404, methods=("POST",))
def remove(request: HttpRequest, excerpt: Excerpt) -> HttpResponse:
    """Remove an excerpt."""
    try:
        actions.remove_excerpt(actor_in(request), excerpt=excerpt)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("evidence_excerpt", excerpt_id=excerpt.pk)
    toast(request, _("The excerpt is removed."))
    return redirect(at_paragraph(excerpt.transcript, excerpt.from_paragraph))


@guarded(WRITE, load=group_or_404, methods=("GET", "POST"))
def memo_add(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """Write a memo on a group, or on an excerpt of it (?excerpt=)."""
    actor = actor_in(request)
    about = None
    if wanted := chosen_or_none(request.GET.get("excerpt", "")):
        about = excerpt_or_404(actor, wanted)
        if about.group_id != group.pk:
            raise Http404
    form = MemoForm(request.POST or None)

    def act(text: str) -> None:
        actions.write_memo(actor, group=group, excerpt=about, text=text)

    if sent(request, form, act):
        if about is not None:
            return redirect("evidence_excerpt", excerpt_id=about.pk)
        return redirect("evidence_group", group_id=group.pk)
    told = page_of(request, programme_of(group.programme_id), group, form=form, group=group,
                   heading=_("Memo"), draft=f"evidence-memo-{group.pk.hex[:12]}")  # fmt: skip
    return render(request, "evidence/group_form.html", told)


def memo_or_404(actor: Actor, memo_id: UUID) -> Memo:
    """A memo of a group whose drafts the actor reads. Raises Http404."""
    mine = focus_groups_visible_to(actor).values("pk")
    found = Memo.objects.filter(pk=memo_id, group__in=mine).first()
    if found is None:
        raise Http404
    return found


@guarded(WRITE, load=memo_or_404, methods=("POST",))
def memo_remove(request: HttpRequest, memo: Memo) -> HttpResponse:
    """Remove one's own memo."""
    group_id, excerpt_id = memo.group_id, memo.excerpt_id
    try:
        if is_first(request):
            actions.remove_memo(actor_in(request), memo=memo)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    if excerpt_id:
        return redirect("evidence_excerpt", excerpt_id=excerpt_id)
    return redirect("evidence_group", group_id=group_id)
