"""What organisations put on pages of other rooms: the desk's first page and the search."""

from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.guard import ActorRequest
from amir.core.search import Hit, matching
from amir.core.slots import Entry, fill

from .models import Emergency
from .queries import (
    colleagues_visible_to,
    emergencies_visible_to,
    names_of_colleagues,
    own_organisations,
)
from .roles import ROLES
from .rules import CHANGE, REVIEW_EMERGENCY, VIEW_COLLEAGUES

MOST = 6


def to_review(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Emergencies of others that nobody has reviewed."""
    actor = cast(ActorRequest, request).actor
    waiting = emergencies_visible_to(actor).filter(reviewed_at=None)
    others = waiting.exclude(Q(account_id=actor.account_id))
    found: list[Emergency] = list(others[:MOST])
    if not found:
        return None
    names = names_of_colleagues(actor)
    return {"waiting": [(each, names.get(each.account_id, "")) for each in found]}


def to_set_up(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """For administrators: what their organisation still lacks."""
    actor = cast(ActorRequest, request).actor
    lacking: list[tuple[str, Any]] = []
    mine = own_organisations(actor).filter(pk__in=actor.organisations_where(CHANGE))
    held: dict[Any, set[str]] = {}
    for organisation_id, role in colleagues_visible_to(actor).values_list(
        "organisation_id", "role"
    ):
        held.setdefault(organisation_id, set()).add(role)
    for organisation in mine:
        address = reverse("organisation_edit", args=[organisation.pk])
        if not organisation.help_phone and not organisation.help_mail:
            lacking.append((address, _("Say how participants can ask for help.")))
        for role in ("safeguarding_lead", "safeguarding_deputy"):
            if role not in held.get(organisation.pk, set()):
                address = reverse("colleague_invite", args=[organisation.pk])
                sentence = _("Nobody is %(role)s yet.") % {"role": ROLES[role].label}
                lacking.append((address, sentence))
    return {"lacking": lacking} if lacking else None


def found(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Colleagues by name."""
    actor = cast(ActorRequest, request).actor
    hits = [
        Hit(each.shown_name, reverse("colleague", args=[each.pk]), ROLES[each.role].label)
        for each in matching(colleagues_visible_to(actor), ["shown_name"], page["text"])[:MOST]
    ]
    return {"label": _("Colleagues"), "hits": hits} if hits else None


def fill_slots() -> None:
    """Register all of them; called at start-up."""
    fill(
        "desk_home",
        Entry("to_review", REVIEW_EMERGENCY, "organisations/part/to_review.html", to_review, 5),
    )
    fill(
        "desk_home", Entry("to_set_up", CHANGE, "organisations/part/to_set_up.html", to_set_up, 80)
    )
    fill("search", Entry("colleagues", VIEW_COLLEAGUES, "", found, 60))
