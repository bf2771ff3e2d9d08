"""The desk's first page and the search over everything."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from amir.core import clock, slots
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may

from ..queries import search, unfinished_works
from ..rules import DESK


@guarded(DESK)
def desk_home(request: HttpRequest) -> HttpResponse:
    """Who or what needs the actor today, and why: each room tells its part."""
    actor = cast(ActorRequest, request).actor
    parts: list[SafeString] = []
    for entry in slots.entries("desk_home"):
        told: dict[str, Any] | None = None
        if may(actor, entry.permission):
            told = entry.build(request, {})
        if told is not None:
            parts.append(render_to_string(entry.template, told, request=request))
    context = {"parts": parts, "today": clock.today(), "works": unfinished_works(actor)}
    return render(request, "web/desk_home.html", context)


@guarded(DESK)
def desk_search(request: HttpRequest) -> HttpResponse:
    """What the rooms find for the words typed."""
    actor = cast(ActorRequest, request).actor
    words = " ".join(request.GET.get("q", "").split())[:100]
    found = search(request, actor, words) if words else []
    return render(request, "web/search.html", {"search_words": words, "found": found})
