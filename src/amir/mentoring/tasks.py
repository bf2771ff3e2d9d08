"""Background work: solving a plan, ending questions that nobody answered, minding matches."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from psycopg.errors import DiskFull

from amir.core import drafts
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.core.errors import Refused
from amir.core.permissions import may
from amir.core.tasks import Cancelled, Progress, task
from peermatch.errors import PeermatchError

from .actions import (
    expire_askings,
    fail_plan,
    hold_unsigned,
    keep_plan,
    keep_today,
    remind_of_answers,
    remind_of_first_meetings,
    remind_to_sign,
)
from .actions.arriving import LOOK
from .actions.planning import SOLVE
from .actions.ruling import PREVIEW, preview_key
from .enums import PlanState
from .models import CHECKING, Plan
from .previewing import preview
from .progress import STEPS, Tell
from .records import gather
from .rule_books import rule_book
from .rules import PLAN, RulesRefused, answering, keeping, programme_rules
from .solving import solve_plan

log = logging.getLogger(__name__)
PAUSE = 0.5  # seconds between two words about one step


@task(SOLVE)
def solve_waiting_plan(actor: Actor, progress: Progress, **arguments: Any) -> str:
    """Work out the plan of `plan_id`; one that is worked out already is left alone."""
    plan = Plan.objects.select_for_update().get(pk=UUID(arguments["plan_id"]))
    address = reverse("plan_page", kwargs={"plan_id": plan.id})
    if plan.state != PlanState.WAITING:
        return address

    tell = _teller(progress)

    def reading() -> None:
        tell(0, STEPS, _("Reading the records"))

    reading()
    gathered = gather(actor, plan.organisation_id, plan.programme_id, plan.as_of, reading)
    try:
        solved = solve_plan(plan, gathered, programme_rules(changes=plan.rules), tell)
    except (PeermatchError, RulesRefused) as error:
        fail_plan(actor, plan=plan, why=str(error))
        return address
    with _room_on_the_disk():
        keep_plan(actor, plan=plan, solved=solved)
    return address


@task(PREVIEW)
def preview_rules(actor: Actor, progress: Progress, **arguments: Any) -> str:
    """Work out what the actor's draft of rules would change, unless a newer draft is there."""
    organisation_id = UUID(arguments["of"])
    programme_id = UUID(arguments["programme"]) if arguments["programme"] else None
    address = f"{reverse('rules')}?scope={organisation_id}:{programme_id or ''}&preview=1"
    key = preview_key(organisation_id, programme_id)
    draft = drafts.load(actor, key) or {}
    if draft.get("ticket") != arguments["ticket"]:
        return address
    try:
        found = preview(
            actor, rule_book(organisation_id, programme_id), draft["changes"],
            organisation_id=organisation_id, programme_id=programme_id,
            on=date.fromisoformat(arguments["on"]), tell=_teller(progress),
        )  # fmt: skip
    except (PeermatchError, RulesRefused) as error:
        raise Refused(str(error)) from error
    drafts.save(actor, key, {**draft, "outcome": found.as_data()})
    return address


@task(LOOK)
def look_again(actor: Actor, progress: Progress, **arguments: Any) -> str | None:
    """Work out what the best plan would be now, unless a newer plan has come."""
    plan = Plan.objects.select_for_update().get(pk=UUID(arguments["plan_id"]))
    if plan.state != PlanState.READY:
        return None
    try:
        keep_today(actor, plan=plan, changed=[UUID(each) for each in arguments["changed"]])
    except (PeermatchError, RulesRefused) as error:
        raise Refused(str(error)) from error
    return reverse("plan_page", kwargs={"plan_id": plan.id})


@contextmanager
def _room_on_the_disk() -> Iterator[None]:
    """A full disk does not pass by itself: it is told, and nothing of the plan stays."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, DiskFull):
            raise Refused(
                _("The server's disk is full. Nothing was kept. Make room, then start again.")
            ) from error
        raise


def _teller(progress: Progress) -> Tell:
    """How far it is, not more often than people can see; cancelled work stops there."""
    last = ("", 0.0)

    def tell(done: int, total: int, doing: str) -> None:
        nonlocal last
        moment = monotonic()
        is_same = doing == last[0] or any(sign.isdigit() for sign in doing)
        if is_same and moment - last[1] < PAUSE:
            return
        last = (doing, moment)
        if progress.is_cancelled():
            raise Cancelled
        progress.tell(done, total, doing)

    return tell


@app.periodic(cron="20 3 * * 1")
@app.task(name="mentoring.check_plans", queueing_lock="mentoring.check_plans", pass_context=False)
def check_current_plans(timestamp: int) -> None:
    """Every week the best plan for now is worked out from nothing: it agrees with the kept one.

    On the plan's own day, by whoever made the plan; the audit names the purpose. Whoever lost
    the role since reads nothing: their plan waits for the next change.
    """
    with acting_as(platform(CHECKING)):
        current = list(Plan.objects.filter(state=PlanState.READY).values_list("pk", "made_by"))
    for plan_id, made_by in current:
        known = Actor(account_id=made_by, purpose=CHECKING)
        with translation.override("en"), acting_as(known):
            _check_plan(replace(load_actor(made_by), purpose=CHECKING), plan_id)


def _check_plan(actor: Actor, plan_id: UUID) -> None:
    plan = Plan.objects.select_for_update().filter(pk=plan_id, state=PlanState.READY).first()
    if plan is None or not may(actor, PLAN, plan):
        return
    try:
        keep_today(actor, plan=plan)
    except (PeermatchError, RulesRefused):
        log.exception("plan %s could not be checked", plan_id)


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="mentoring.expire_askings", queueing_lock="mentoring.expire_askings", pass_context=False
)
def expire_unanswered(timestamp: int) -> None:
    """Questions whose last moment is over free the places that they held."""
    actor = answering()
    with translation.override("en"), acting_as(actor):
        expire_askings(actor)
        remind_of_answers(actor)


@app.periodic(cron="*/15 * * * *")
@app.task(name="mentoring.mind_matches", queueing_lock="mentoring.mind_matches", pass_context=False)
def mind_matches(timestamp: int) -> None:
    """First meetings come near, and agreements wait to be signed."""
    with translation.override("en"), acting_as(keeping()) as platform:
        remind_of_first_meetings(platform)
        remind_to_sign(platform)
        hold_unsigned(platform)
