"""What the pages of this room have in common."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import ActorRequest
from amir.core.permissions import may
from amir.organisations.queries import names_of_colleagues
from amir.programmes.models import Programme

from ..rules import PUBLISH, WRITE


def actor_in(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


def page_of(request: HttpRequest, programme: Programme, thing: Any, **shown: Any) -> dict[str, Any]:
    """What every page is told: the programme, and what the actor may do to the thing."""
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    actor = actor_in(request)
    return {
        "programme": programme,
        "may_write": may(actor, WRITE, thing),
        "may_publish": may(actor, PUBLISH, thing),
        "tabs": tabs_of(programme),
        **shown,
    }


def tabs_of(programme: Programme) -> list[tuple[str, str]]:
    """The pages of a programme's evidence."""
    names = (
        ("programme_evidence", _("Focus groups")), ("evidence_themes", _("Themes by country")),
        ("evidence_quotes", _("Quotes")), ("evidence_guides", _("Guides")),
        ("evidence_books", _("Codebooks")),
    )  # fmt: skip
    return [(label, reverse(name, args=[programme.key])) for name, label in names]


def names_for(actor: Actor, coders: set[UUID]) -> dict[UUID, str]:
    """How coders are called: colleagues by name, others by number."""
    known = names_of_colleagues(actor)
    strangers = sorted(coders - known.keys(), key=str)
    numbered = {who: _("Coder {number}").format(number=n) for n, who in enumerate(strangers, 1)}
    return {**{who: known[who] for who in coders & known.keys()}, **numbered}
