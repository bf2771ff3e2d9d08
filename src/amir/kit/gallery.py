"""Every component in all its states, on one page per shell: for eyes, and for the axe test."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from amir.core.guard import guarded

from . import check_answers, gallery_samples, icons
from .toast import toast

PAGES = ("home", "pieces", "forms", "errors", "charts", "me", "desk", "empty", "end")


@guarded("public", methods=("GET", "POST"))
def gallery(request: HttpRequest, page: str = "pieces") -> HttpResponse:
    """One page of the gallery. What is posted is validated and shown again; nothing is kept."""
    if page not in PAGES:
        raise Http404
    shown: dict[str, object] = {
        "pages": [(name, f"/gallery/{name}/") for name in PAGES],
        "icon_names": icons.icon_names(),
        "samples": gallery_samples,
    }
    if page in ("forms", "errors", "me"):
        shown["form"] = _form(request, page)
    if page == "end":
        shown["rows"] = check_answers.rows(_answered(), "/gallery/forms/")
    if page in ("desk", "empty"):
        table = gallery_samples.PEOPLE.show(request, gallery_samples.people(page == "desk"))
        if table.download:
            return table.download
        if chosen := table.chosen():
            many = len(table.chosen_rows(chosen))
            toast(request, f"Accepted: {many}", undo="/gallery/desk/")
        shown["table"] = table
    return render(request, f"kit/gallery/{page}.html", shown)


def _form(request: HttpRequest, page: str) -> forms.Form:
    kind = gallery_samples.OneQuestion if page == "me" else gallery_samples.AllFields
    if page == "errors":
        return kind(gallery_samples.WRONG, _with(gallery_samples.EMPTY_FILE))
    return kind(request.POST or None, request.FILES or None)


def _with(file: object) -> MultiValueDict[str, Any]:
    return MultiValueDict({"sheet": [file]})


def _answered() -> forms.Form:
    form = gallery_samples.AllFields(gallery_samples.RIGHT, _with(gallery_samples.GOOD_FILE))
    form.is_valid()
    return form
