"""Who may do what here; and the rules of a programme: those of the matching library, and what
lists leave untold."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import yaml
from django.utils.translation import gettext

from amir.core.actor import Actor, platform
from amir.core.errors import Refused
from amir.core.permissions import Reach, permission
from peermatch import Rules
from peermatch.errors import PeermatchError

from .models import KEEPING

VIEW_PLANS = permission(
    "mentoring.view_plans", Reach.ORGANISATION, field_sets=("calling", "profile")
)
PLAN = permission("mentoring.plan", Reach.ORGANISATION, field_sets=("calling", "profile"))
CHANGE_RULES = permission(
    "mentoring.change_rules", Reach.ORGANISATION, field_sets=("calling", "profile")
)
DECIDE = permission("mentoring.decide", Reach.ORGANISATION, field_sets=("calling", "contact"))
VIEW_MATCHES = permission("mentoring.view_matches", Reach.ORGANISATION, field_sets=("calling",))
END_MATCH = permission("mentoring.end_match", Reach.ORGANISATION)
# First meetings, agreements, second mentors, interpreters.
ARRANGE = permission("mentoring.arrange", Reach.ORGANISATION, field_sets=("calling",))
STEP_MATCH = permission("mentoring.step_match", Reach.ORGANISATION)
# Of the platform alone: no role holds it.
SUSPEND_MATCH = permission("mentoring.suspend_match", Reach.ORGANISATION)


def _is_mine(actor: Actor, thing: Any) -> bool:
    """Somebody's own pages: no thing at all, or one that belongs to them."""
    owners = ("person_id", "mentee_person_id", "mentor_person_id")
    mine = (getattr(thing, owner, None) for owner in owners)
    return actor.account_id is not None and (thing is None or actor.account_id in mine)


# Of oneself all of it; of the other in a running match, how to call and reach them.
ME = permission(
    "me.see",
    Reach.OWN,
    field_sets=("calling", "identity", "contact", "profile"),
    check=_is_mine,
)
ME_CHANGE = permission("me.change", Reach.OWN, check=_is_mine)

# The platform's purpose behind a link that asks somebody about a match.
ANSWERING = "answering"
LEVELS = ("a2", "b1", "b2", "c1")


class RulesRefused(Refused):
    """Rules cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Programme:
    """`reach_km`: how far a mentee travels. `unknown_level`: what an untold level counts as."""

    rules: Rules
    reach_km: float
    unknown_level: str

    @property
    def reach(self) -> int:
        """The farthest of the rules' distances that is still within reach."""
        within = [k for k, km in enumerate(self.rules.hard.place.kilometres) if km <= self.reach_km]
        return within[-1]


def programme_rules(
    path: Path | None = None, *, changes: Mapping[str, Any] | None = None
) -> Programme:
    """The shipped rules, changed by what the file says, and then by `changes`.

    Raises `RulesRefused` with a sentence that says what is wrong.
    """
    settings = _read(files("amir.mentoring").joinpath("programme.yaml").read_text("utf-8"), "")
    if path is not None:
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RulesRefused(
                gettext("The file {path} cannot be read.").format(path=path)
            ) from error
        settings = merged(settings, _read(text, str(path)))
    settings = merged(settings, changes or {})
    try:
        reach = float(settings.pop("reach_km"))
        level = str(settings.pop("unknown_level"))
        rules = Rules.from_mapping(settings)
    except (PeermatchError, TypeError, ValueError) as error:
        raise RulesRefused(
            gettext("The programme's rules cannot be used: {why}").format(why=error)
        ) from error
    if level not in LEVELS:
        raise RulesRefused(gettext("unknown_level is one of a2, b1, b2, c1."))
    if not 0 <= reach < float("inf"):
        raise RulesRefused(gettext("reach_km is a number of kilometres, 0 or more."))
    return Programme(rules, reach, level)


def _read(text: str, path: str) -> dict[str, Any]:
    try:
        held = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RulesRefused(
            gettext("The file {path} is no YAML or JSON.").format(path=path)
        ) from error
    if not isinstance(held, dict):
        raise RulesRefused(gettext("The file {path} must hold names and values.").format(path=path))
    return cast("dict[str, Any]", held)


def merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """`change` laid over `base`, table by table."""
    laid = dict(base)
    for name, value in change.items():
        under = laid.get(name)
        both = isinstance(under, Mapping) and isinstance(value, Mapping)
        laid[name] = merged(under, value) if both else value  # type: ignore[arg-type]
    return laid


def answering(person_id: UUID | None = None) -> Actor:
    """The platform while somebody opens or answers their link; once known, they act themselves."""
    return Actor(account_id=person_id, purpose=ANSWERING, granted=frozenset({DECIDE}))


def leaving(person_id: UUID) -> Actor:
    """Somebody who ends their own match in the trial period, whoever may end matches otherwise."""
    return Actor(account_id=person_id, purpose=ANSWERING, granted=frozenset({END_MATCH}))


def keeping() -> Actor:
    """The platform while it minds the clocks of matches, and suspends them for a concern."""
    return platform(KEEPING, {STEP_MATCH, SUSPEND_MATCH})
