"""The desk's pages about the rules of matching: change, preview, save, look back."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock, drafts
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit import progress
from amir.kit.sending import sent
from amir.kit.toast import toast
from peermatch.errors import PeermatchError

from .. import actions
from ..actions.ruling import preview_key
from ..previewing import Outcome, difference_rows, headline, is_small, preview
from ..queries import rule_sets_visible_to
from ..rule_books import RuleBook, rule_book
from ..rule_form import RulesForm
from ..rules import CHANGE_RULES, VIEW_PLANS
from ..scopes import Scope, rule_scopes
from ..tables import VERSIONS, version_rows
from .acting import actor_of


@guarded(CHANGE_RULES, methods=("GET", "POST"))
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its settings; a change is seen before it is saved."""
    actor = actor_of(request)
    found = rule_scopes(actor)
    scope = _scope(request, found)
    if scope is None:
        toast(request, _("Choose for whom the rules are."), kind="bad")
        return redirect("rules")
    book = rule_book(**scope.people)
    if book.fault:
        toast(request, book.fault, kind="bad")
        return redirect("plans")
    context = {
        "scopes": found,
        "scope": scope,
        "scope_tabs": _tabs(request, found, scope),
        "book": book,
        "is_live": is_small(**scope.people),
    }
    if request.method == "POST":
        return _posted(request, actor, scope, book, context)
    changes, note, told = _asked_for(request, actor, scope, book)
    form = _form(None, scope, book, changes, note)
    if "version" in request.GET and context["is_live"]:
        told = _outcome(actor, preview(actor, book, changes, on=clock.today(), **scope.people))
    return render(request, "mentoring/rules.html", {**context, "form": form, **told})


def _posted(
    request: HttpRequest, actor: Actor, scope: Scope, book: RuleBook, context: Mapping[str, Any]
) -> HttpResponse:
    form = _form(request.POST, scope, book)
    told: dict[str, Any] = {}
    if request.POST.get("act") == "save":

        def save(**typed: Any) -> None:
            made = actions.save_rules(
                actor, changes=form.changes, note=typed["note"], based_on=typed["based_on"],
                **scope.people,
            )  # fmt: skip
            said = _("Version {number} is saved. The next plan uses it.")
            toast(request, said.format(number=made.number))

        if sent(request, form, save):
            return redirect(f"{reverse('rules')}?scope={scope.key}")
        form.tell_newest(book.number)
    elif form.is_valid():
        told = _told(actor, scope, book, form)
    is_part = bool(getattr(request, "htmx", False))
    template = "mentoring/rules_preview.html" if is_part else "mentoring/rules.html"
    return render(request, template, {**context, "form": form, "is_part": is_part, **told})


def _told(actor: Actor, scope: Scope, book: RuleBook, form: RulesForm) -> dict[str, Any]:
    """What the typed rules would change, or how far the work on it is."""
    try:
        if not is_small(**scope.people):
            work = actions.start_preview(
                actor, changes=form.changes, note=form.cleaned_data["note"], on=clock.today(),
                **scope.people,
            )  # fmt: skip
            return {"work": progress.of(work, reverse("work_progress", args=[work.pk]))}
        found = preview(actor, book, form.changes, on=clock.today(), **scope.people)
    except (Refused, PeermatchError) as error:
        form.add_error(None, str(error))
        return {}
    return _outcome(actor, found)


def _outcome(actor: Actor, found: Outcome) -> dict[str, Any]:
    return {"outcome": found, "headline": headline(found), "rows": difference_rows(actor, found)}


def _asked_for(
    request: HttpRequest, actor: Actor, scope: Scope, book: RuleBook
) -> tuple[Mapping[str, Any], str, dict[str, Any]]:
    """(changes, note, what they would change) of the version or the preview that is asked for."""
    if "preview" in request.GET:
        key = preview_key(**scope.people)
        draft = drafts.load(actor, key) or {}
        if "outcome" in draft:
            told = _outcome(actor, Outcome.from_data(draft["outcome"]))
            return draft["changes"], draft["note"], told
    if "version" in request.GET:
        return (*_version(actor, scope, request.GET["version"]), {})
    return book.changes, "", {}


def _version(actor: Actor, scope: Scope, number: str) -> tuple[Mapping[str, Any], str]:
    """(changes, note) of an earlier version, ready to be saved again."""
    if number == "0":
        return {}, _("Our defaults again")
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    found = rule_sets_visible_to(actor).filter(number=number, **scope.people).first()
    if found is None:
        raise Http404
    return found.changes, _("Version {number} again").format(number=found.number)


def _form(
    typed: Any,
    scope: Scope,
    book: RuleBook,
    changes: Mapping[str, Any] | None = None,
    note: str = "",
) -> RulesForm:
    return RulesForm(
        typed,
        defaults=book.settings({}),
        now=book.settings(changes),
        initial={"note": note, "based_on": book.number, "scope": scope.key},
    )


def _tabs(request: HttpRequest, found: list[Scope], here: Scope) -> list[tuple[str, str]]:
    return [
        (
            scope.label or _("Without a programme"),
            request.get_full_path() if scope == here else f"{request.path}?scope={scope.key}",
        )
        for scope in found
    ]


def _scope(request: HttpRequest, found: list[Scope]) -> Scope | None:
    """The scope of the address, or of the form; without one, the first."""
    key = request.POST.get("scope") or request.GET.get("scope")
    if not key:
        return found[0] if found and request.method != "POST" else None
    return next((scope for scope in found if scope.key == key), None)


@guarded(VIEW_PLANS)
def history(request: HttpRequest) -> HttpResponse:
    """Who changed what, when and why."""
    actor = actor_of(request)
    found = rule_scopes(actor)
    scope = _scope(request, found)
    if scope is None:
        raise Http404
    book = rule_book(**scope.people)
    if book.fault:
        toast(request, book.fault, kind="bad")
        return redirect("plans")
    versions = rule_sets_visible_to(actor).filter(**scope.people)
    rows = version_rows(actor, book, list(versions), scope.key)
    shown = VERSIONS.show(request, rows)
    context = {"table": shown, "scope": scope, "scopes": found}
    return shown.download or render(request, "mentoring/rules_history.html", context)
