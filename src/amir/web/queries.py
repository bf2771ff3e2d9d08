"""What this room reads: background work and what a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from amir.core import clock, slots
from amir.core.actor import Actor
from amir.core.models import Work
from amir.core.permissions import may
from amir.core.search import Hit

RECENT = timedelta(days=30)


def works_visible_to(actor: Actor) -> QuerySet[Work]:
    """The actor's own background work, newest first."""
    return Work.objects.filter(account_id=actor.account_id).order_by("-created_at", "id")


def work_or_404(actor: Actor, work_id: UUID) -> Work:
    """A piece of work of the actor, or of an organisation in which they work."""
    organisations = {seat.organisation_id for seat in actor.seats}
    work = Work.objects.filter(pk=work_id).first()
    if work is None or (
        work.account_id != actor.account_id and work.organisation_id not in organisations
    ):
        raise Http404
    return work


def unfinished_works(actor: Actor) -> list[Work]:
    """What is running for the actor now."""
    since = clock.now() - RECENT
    going_on = works_visible_to(actor).filter(state__in=[Work.WAITING, Work.RUNNING])
    return list(going_on.filter(created_at__gte=since)[:5])


@dataclass(frozen=True)
class Found:
    """What one source found: hits, or a part of the page that the source made itself."""

    label: str | Promise
    hits: Sequence[Hit] = ()
    part: SafeString | str = ""


def search(request: HttpRequest, actor: Actor, text: str) -> list[Found]:
    """What each room finds that the actor may search in, in the order of the rooms."""
    found = []
    for entry in slots.entries("search"):
        if not may(actor, entry.permission):
            continue
        told = entry.build(request, {"text": text})
        if told is None:
            continue
        if "hits" in told:
            if told["hits"]:
                found.append(Found(told.get("label", entry.name), told["hits"]))
        else:
            part = render_to_string(entry.template, told, request=request)
            found.append(Found(told.get("label", entry.name), part=part))
    return found
