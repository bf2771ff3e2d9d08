"""Guides and codebooks on the desk."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import is_first, sent
from amir.kit.toast import toast
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404, themes_of
from amir.programmes.rules import VIEW as SEE_PROGRAMME

from .. import actions
from ..exports import codebook_file
from ..forms_coding import BookForm, BringBookForm, CodeForm, GuideForm
from ..models import Code, Codebook, Guide
from ..queries import (
    Desk,
    book_or_404,
    books_visible_to,
    code_or_404,
    codes_of,
    desk_or_404,
    guide_or_404,
    guides_visible_to,
    programme_of,
)
from ..refi import read_codebook
from ..rules import WRITE
from .shared import actor_in, page_of


def load_guide(actor: Actor, key: str, guide_id: UUID) -> Guide:
    """A guide of a programme. Raises Http404."""
    return guide_or_404(actor, programme_or_404(actor, key), guide_id)


def load_book(actor: Actor, key: str, book_id: UUID) -> Codebook:
    """A codebook of a programme. Raises Http404."""
    return book_or_404(actor, programme_or_404(actor, key), book_id)


def load_code(actor: Actor, key: str, book_id: UUID, code_id: UUID) -> Code:
    """A code with its codebook. Raises Http404."""
    book = load_book(actor, key, book_id)
    found = code_or_404(book, code_id)
    found.codebook = book
    return found


@guarded(SEE_PROGRAMME, load=programme_or_404)
def guides(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Guides by language and version."""
    rows = list(guides_visible_to(actor_in(request), programme))
    told = page_of(request, programme, None, guides=rows)
    return render(request, "evidence/guides.html", told)


def _form(
    request: HttpRequest, programme: Programme, thing: Any, form: Any, heading: str, back: str,
    *arguments: Any,
) -> HttpResponse:  # fmt: skip
    address = reverse(back, args=arguments)
    told = page_of(request, programme, thing, form=form, heading=heading, address=address)
    return render(request, "evidence/book_form.html", told)


@guarded(WRITE, load=desk_or_404, methods=("GET", "POST"))
def guide_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new guide."""
    form, actor, key = GuideForm(request.POST or None), actor_in(request), desk.programme.key
    if sent(request, form, lambda **told: actions.write_guide(actor, desk=desk, **told)):
        return redirect("evidence_guides", key=key)
    return _form(request, desk.programme, desk, form, _("A new guide"), "evidence_guides", key)


@guarded(SEE_PROGRAMME, load=load_guide)
def guide(request: HttpRequest, guide: Guide) -> HttpResponse:
    """A guide as a moderator reads it."""
    programme = programme_of(guide.programme_id)
    return render(request, "evidence/guide.html", page_of(request, programme, guide, guide=guide))


@guarded(WRITE, load=load_guide, methods=("GET", "POST"))
def guide_edit(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Change a draft."""
    actor = actor_in(request)
    programme = programme_of(guide.programme_id)
    form = GuideForm(request.POST or None, guide=guide)

    def act(**told: Any) -> None:
        desk = desk_or_404(actor, programme.key)
        actions.write_guide(actor, desk=desk, guide=guide, language=guide.language, **told)

    if sent(request, form, act):
        return redirect("evidence_guide", key=programme.key, guide_id=guide.pk)
    return _form(request, programme, guide, form, guide.title, "evidence_guide", programme.key,
                 guide.pk)  # fmt: skip


def _done(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """What an act made; None if it was refused, which is said, or done before."""
    try:
        if is_first(request):
            made = act()
            toast(request, _("Done."))
            return made
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return None


@guarded(WRITE, load=load_guide, methods=("POST",))
def guide_act(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Publish a guide, or begin its next version."""
    actor, key = actor_in(request), programme_of(guide.programme_id).key
    if request.POST.get("act") == "publish":
        _done(request, lambda: actions.publish_guide(actor, guide=guide))
        return redirect("evidence_guide", key=key, guide_id=guide.pk)
    made = _done(request, lambda: actions.renew_guide(actor, guide=guide)) or guide
    return redirect("evidence_guide", key=key, guide_id=made.pk)


@guarded(SEE_PROGRAMME, load=programme_or_404)
def codebooks(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Codebooks in their versions."""
    rows = list(books_visible_to(actor_in(request), programme))
    told = page_of(request, programme, None, books=rows)
    return render(request, "evidence/books.html", told)


@guarded(WRITE, load=desk_or_404, methods=("GET", "POST"))
def book_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new codebook."""
    form, actor, key = BookForm(request.POST or None), actor_in(request), desk.programme.key
    made: list[Codebook] = []
    if sent(request, form, lambda **t: made.append(actions.start_book(actor, desk=desk, **t))):
        if made:
            return redirect("evidence_book", key=key, book_id=made[0].pk)
        return redirect("evidence_books", key=key)
    return _form(request, desk.programme, desk, form, _("A new codebook"), "evidence_books", key)


@guarded(WRITE, load=desk_or_404, methods=("GET", "POST"))
def book_bring(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Bring a codebook that another program wrote."""
    form = BringBookForm(request.POST or None, request.FILES or None)
    actor, key = actor_in(request), desk.programme.key

    def act(name: str, file: Any) -> None:
        codes = read_codebook(file.read())
        actions.bring_book(actor, desk=desk, name=name, codes=codes)

    if sent(request, form, act):
        toast(request, _("The codebook is there as a draft."))
        return redirect("evidence_books", key=key)
    return _form(request, desk.programme, desk, form, _("Bring a codebook"), "evidence_books", key)


@guarded(SEE_PROGRAMME, load=load_book)
def book(request: HttpRequest, book: Codebook) -> HttpResponse:
    """A codebook with its codes."""
    programme = programme_of(book.programme_id)
    names = {theme.key: theme.name.text for theme in themes_of(programme.pk)}
    codes = [(code, names.get(code.theme, "")) for code in codes_of(book)]
    told = page_of(request, programme, book, book=book, codes=codes)
    return render(request, "evidence/book.html", told)


@guarded(SEE_PROGRAMME, load=load_book)
def book_file(request: HttpRequest, book: Codebook) -> HttpResponse:
    """A codebook as REFI-QDA (.qdc)."""
    response = HttpResponse(codebook_file(book), content_type="application/xml")
    name = f"{slugify(book.name) or 'codebook'}-{book.version}.qdc"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@guarded(WRITE, load=load_book, methods=("POST",))
def book_act(request: HttpRequest, book: Codebook) -> HttpResponse:
    """Publish a codebook, or begin its next version."""
    actor, key = actor_in(request), programme_of(book.programme_id).key
    if request.POST.get("act") == "publish":
        _done(request, lambda: actions.publish_book(actor, book=book))
        return redirect("evidence_book", key=key, book_id=book.pk)
    made = _done(request, lambda: actions.renew_book(actor, book=book)) or book
    return redirect("evidence_book", key=key, book_id=made.pk)


def _code_form(request: HttpRequest, book: Codebook, code: Code | None = None) -> CodeForm:
    themes = [(theme.key, theme.name.text) for theme in themes_of(book.programme_id)]
    return CodeForm(request.POST or None, themes=themes, codes=codes_of(book), code=code)


@guarded(WRITE, load=load_book, methods=("GET", "POST"))
def code_add(request: HttpRequest, book: Codebook) -> HttpResponse:
    """A new code."""
    form, actor = _code_form(request, book), actor_in(request)
    programme = programme_of(book.programme_id)
    if sent(request, form, lambda **told: actions.write_code(actor, book=book, **told)):
        return redirect("evidence_book", key=programme.key, book_id=book.pk)
    return _form(request, programme, book, form, _("A new code"), "evidence_book", programme.key,
                 book.pk)  # fmt: skip


@guarded(WRITE, load=load_code, methods=("GET", "POST"))
def code(request: HttpRequest, code: Code) -> HttpResponse:
    """Change a code of a draft."""
    book, actor = code.codebook, actor_in(request)
    form = _code_form(request, book, code)
    programme = programme_of(book.programme_id)
    if sent(request, form, lambda **t: actions.write_code(actor, book=book, code=code, **t)):
        return redirect("evidence_book", key=programme.key, book_id=book.pk)
    return _form(request, programme, book, form, code.name, "evidence_book", programme.key,
                 book.pk)  # fmt: skip


@guarded(WRITE, load=load_code, methods=("POST",))
def code_remove(request: HttpRequest, code: Code) -> HttpResponse:
    """Remove a code of a draft."""
    book, actor = code.codebook, actor_in(request)
    _done(request, lambda: actions.remove_code(actor, book=book, code=code))
    return redirect("evidence_book", key=programme_of(book.programme_id).key, book_id=book.pk)
