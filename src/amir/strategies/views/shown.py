"""What the pages of a strategy share."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import ActorRequest
from amir.core.i18n import is_right_to_left
from amir.core.permissions import may
from amir.programmes.models import Programme

from ..content import place_of
from ..document import place_said
from ..enums import WRITABLE
from ..models import Strategy
from ..queries import programme_of
from ..rules import WRITE


def actor_in(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


def page_of(request: HttpRequest, strategy: Strategy, **shown: Any) -> dict[str, Any]:
    """What a page of a strategy needs; its programme's funding statement stands on it."""
    actor = actor_in(request)
    programme = programme_of(actor, strategy)
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    may_write = may(actor, WRITE, strategy)
    return {
        "strategy": strategy,
        "programme": programme,
        "place": place_said(place_of(strategy)),
        "may_write": may_write,
        "may_edit": may_write and strategy.state in WRITABLE,
        "tabs": tabs_of(strategy),
        **shown,
    }


def about(request: HttpRequest, programme: Programme, **shown: Any) -> dict[str, Any]:
    """What a page of a programme's strategies needs."""
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    return {"programme": programme, **shown}


def tabs_of(strategy: Strategy) -> list[tuple[str, str]]:
    """The pages of a strategy."""
    names = (
        ("strategy", _("Text")), ("strategy_measures", _("Measures")),
        ("strategy_plan", _("Over time")), ("strategy_chain", _("Chain")),
        ("strategy_coverage", _("Coverage")), ("strategy_partners", _("At the table")),
    )  # fmt: skip
    return [(label, reverse(name, args=[strategy.pk])) for name, label in names]


def runs_leftwards() -> bool:
    """Whether the reader's language runs from right to left."""
    return is_right_to_left(get_language() or "en")
