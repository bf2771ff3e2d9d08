"""What a pair wants to reach, step by step. Either side and the coordinator may write it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match

from ..enums import GoalState, Owner
from ..models import Goal, Step
from ..queries import themes_for
from ..rules import CHANGE, MINE
from ..shipped import ANY, goal_named

MOST_OPEN = 20
MOST_STEPS = 20


@transaction.atomic
def add_goal(
    actor: Actor,
    *,
    match: Match,
    theme: str = "",
    template: str = "",
    title: str = "",
    due_on: date | None = None,
) -> Goal:
    """A goal: a shipped one with its steps, or one in own words. Raises NotAllowed, Refused."""
    _require(actor, match)
    shipped = goal_named(template)
    if template and shipped is None:
        raise Refused(_("Choose one of the goals."), field="template")
    title = "" if shipped else title.strip()[:160]
    if not shipped and not title:
        raise Refused(_("Write what you want to reach."), field="title")
    if not match.is_live:
        raise Refused(_("This match is over."))
    if Goal.objects.filter(match=match, state=GoalState.OPEN).count() >= MOST_OPEN:
        raise Refused(_("You have many goals already. Finish one first."))
    goal = Goal.objects.create(
        **_of(match), theme=_theme(match, theme, template), template=template, title=title,
        due_on=due_on, made_by=_account(actor),
    )  # fmt: skip
    Step.objects.bulk_create(
        Step(
            **_of(match), goal=goal, template=f"{template}.{step.key}", owner=step.owner,
            order=order,
        )
        for order, step in enumerate(shipped.steps if shipped else ())
    )  # fmt: skip
    return goal


@transaction.atomic
def add_step(
    actor: Actor,
    *,
    goal: Goal,
    title: str,
    owner: str = Owner.BOTH,
    due_on: date | None = None,
) -> Step:
    """One more step to a goal. Raises NotAllowed, Refused."""
    _require(actor, goal)
    if not title.strip():
        raise Refused(_("Write what is to be done."), field="title")
    if owner not in Owner.values:
        raise Refused(_("Choose one of the answers."), field="owner")
    if goal.state != GoalState.OPEN:
        raise Refused(_("This goal is not open any more."))
    order = Step.objects.filter(goal=goal).count()
    if order >= MOST_STEPS:
        raise Refused(_("This goal has many steps already."))
    return Step.objects.create(
        organisation_id=goal.organisation_id, match_id=goal.match_id, goal=goal,
        mentee_person_id=goal.mentee_person_id, mentor_person_id=goal.mentor_person_id,
        title=title.strip()[:160], owner=owner, due_on=due_on, order=order,
    )  # fmt: skip


def finish_step(actor: Actor, *, step: Step) -> None:
    """A step is done; twice is no error. Raises NotAllowed."""
    _require(actor, step)
    Step.objects.filter(pk=step.pk, done_on=None).update(done_on=clock.today())


def reopen_step(actor: Actor, *, step: Step) -> None:
    """It is not done after all. Raises NotAllowed."""
    _require(actor, step)
    Step.objects.filter(pk=step.pk).update(done_on=None)


def end_goal(actor: Actor, *, goal: Goal, state: str) -> None:
    """A goal is reached or dropped; or open again. Raises NotAllowed, Refused."""
    _require(actor, goal)
    if state not in GoalState.values:
        raise Refused(_("Choose one of the answers."), field="state")
    ended_on = None if state == GoalState.OPEN else clock.today()
    Goal.objects.filter(pk=goal.pk).update(state=state, ended_on=ended_on)


def _require(actor: Actor, thing: Match | Goal | Step) -> None:
    if actor.account_id is None or not (may(actor, MINE, thing) or may(actor, CHANGE, thing)):
        raise NotAllowed(_("You may not change the goals of this match."))


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotAllowed(_("Please sign in first."))
    return actor.account_id


def _theme(match: Match, theme: str, template: str) -> str:
    """The theme that was chosen, else that of the shipped goal in the programme's own word."""
    known = [key for key, _name in themes_for(match)]
    if theme in known:
        return theme
    return template.partition(".")[0] if template else next(iter(known), ANY)


def _of(match: Match) -> dict[str, object]:
    return {
        "organisation_id": match.organisation_id,
        "match": match,
        "mentee_person_id": match.mentee_person_id,
        "mentor_person_id": match.mentor_person_id,
    }
