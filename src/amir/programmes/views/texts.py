"""Themes and funding texts: what a programme says in its languages."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.shells import script_of
from amir.kit.toast import toast

from ..actions import add_funding_text, add_theme, change_theme
from ..forms import FundingForm, ThemeForm
from ..models import FundingText, Programme, Theme
from ..queries import programme_or_404, themes_of
from ..rules import CHANGE, VIEW
from .overview import actor_of, page_of


def theme_or_404(actor: Actor, key: str, theme_id: UUID) -> Theme:
    """A theme of a programme that the actor works in."""
    programme = programme_or_404(actor, key)
    theme = Theme.objects.filter(programme=programme, pk=theme_id).first()
    if theme is None:
        raise Http404
    theme.programme = programme
    return theme


@guarded(VIEW, load=programme_or_404)
def programme_themes(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What people need in the programme."""
    shown = page_of(request, programme, themes=themes_of(programme.pk))
    return render(request, "programmes/themes.html", shown)


@guarded(CHANGE, load=programme_or_404, methods=("GET", "POST"))
def theme_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new theme; its key is made of its English name."""
    form = ThemeForm(request.POST or None, programme=programme)

    def act(names: dict[str, str]) -> None:
        add_theme(actor_of(request), programme=programme, key=slugify(names["en"]), names=names)

    if sent(request, form, act):
        toast(request, _("The theme is added."))
        return redirect("programme_themes", key=programme.key)
    return render(request, "programmes/theme_form.html", page_of(request, programme, form=form))


@guarded(CHANGE, load=theme_or_404, methods=("GET", "POST"))
def theme_edit(request: HttpRequest, theme: Theme) -> HttpResponse:
    """Call a theme otherwise."""
    programme = theme.programme
    form = ThemeForm(request.POST or None, programme=programme, theme=theme)

    def act(names: dict[str, str]) -> None:
        change_theme(actor_of(request), theme=theme, names=names)

    if sent(request, form, act):
        toast(request, _("The theme is changed."))
        return redirect("programme_themes", key=programme.key)
    shown = page_of(request, programme, form=form, theme=theme)
    return render(request, "programmes/theme_form.html", shown)


@guarded(VIEW, load=programme_or_404)
def programme_funding(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The statement in every language, and the languages in which it is missing."""
    held = {text.language: text for text in FundingText.objects.filter(programme=programme)}
    codes = dict.fromkeys(["en", *programme.languages, *held])
    rows = [(code, *script_of(code), held.get(code)) for code in codes]
    return render(request, "programmes/funding.html", page_of(request, programme, rows=rows))


@guarded(CHANGE, load=programme_or_404, methods=("GET", "POST"))
def funding_edit(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The statement in one language, named in the address (`?language=it`)."""
    code = request.GET.get("language", "")
    if code not in {"en", *programme.languages, *(known for known, _name in settings.LANGUAGES)}:
        raise Http404
    text = FundingText.objects.filter(programme=programme, language=code).first()
    form = FundingForm(request.POST or None, text=text)

    def act(**told: Any) -> None:
        add_funding_text(actor_of(request), programme=programme, language=code, **told)

    if sent(request, form, act):
        toast(request, _("The funding text is saved."))
        return redirect("programme_funding", key=programme.key)
    shown = page_of(request, programme, form=form, language=script_of(code)[1])
    return render(request, "programmes/funding_edit.html", shown)
