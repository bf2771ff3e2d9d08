"""Taking, leaving or rewriting what changed in the template."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused, Stale

from ..content import MODELS
from ..enums import Choice, PartKind
from ..merging import Difference, Side, chosen
from ..models import Edition, Objective, Reconciled, Strategy
from ..queries import differences_of
from .writing import checked_values, demand_writable, new_part, remove_part, save_part


@transaction.atomic
def decide_part(
    actor: Actor, *, strategy: Strategy, part: str, choice: str, edition: int | None = None,
    edited: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Take a change of the template, leave it, or write the part anew.

    `edition`: the number that was looked at. Raises NotAllowed; Refused if nothing waits; Stale if
    the template was published again meanwhile.
    """
    demand_writable(actor, strategy)
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    newest, differences = differences_of(strategy)
    difference = next((each for each in differences if each.name == part), None)
    if newest is None or difference is None or not difference.waits:
        raise Refused(_("Nothing of this part waits for a choice."))
    if edition is not None and newest.number != edition:
        raise Stale(_("The shared strategy was published again. Look at it once more."))
    if choice not in Choice.values:
        raise Refused(_("Choose what to do with it."), field="choice")
    if choice == Choice.EDIT and edited is None:
        raise Refused(_("Write a heading."), field="title")
    _apply(actor, strategy, difference, choice, edited)
    _remember(actor, strategy, newest, part, choice)


@transaction.atomic
def take_untouched(actor: Actor, *, strategy: Strategy) -> int:
    """Take every change to parts that were not changed here; how many these were.

    A new objective comes before its measures; what went out of the template stays for a choice.
    """
    demand_writable(actor, strategy)
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    newest, differences = differences_of(strategy)
    taken = 0
    for each in differences:
        if newest is None or each.changed_by != Side.THEIRS or each.theirs is None:
            continue
        try:
            with transaction.atomic():
                _apply(actor, strategy, each, Choice.TAKE, None)
        except Refused:
            # A measure whose objective was taken out here: it goes on waiting.
            continue
        _remember(actor, strategy, newest, each.name, Choice.TAKE)
        taken += 1
    return taken


def _apply(
    actor: Actor, strategy: Strategy, difference: Difference, choice: str,
    edited: Mapping[str, Any] | None,
) -> None:  # fmt: skip
    wanted = chosen(difference, choice, edited)
    if choice == Choice.LEAVE or wanted == difference.ours:
        return
    kind, _colon, key = difference.name.partition(":")
    row = MODELS[kind].objects.select_for_update().filter(strategy=strategy, key=key).first()
    if wanted is None:
        if row is not None:
            remove_part(row)
        return
    told = {**(difference.theirs or difference.ours or {}), **wanted}
    wanted_objective = Objective.objects.filter(strategy=strategy, key=told.get("objective", ""))
    if kind == PartKind.MEASURE and not wanted_objective.exists():
        raise Refused(_("Take the objective of this measure first."), field="choice")
    told = checked_values(strategy, kind, told)
    if row is None:
        row = new_part(strategy, kind, told["title"], key)
    else:
        row.version += 1
    save_part(actor, row, kind, told)


def _remember(actor: Actor, strategy: Strategy, edition: Edition, part: str, choice: str) -> None:
    Reconciled.objects.update_or_create(
        strategy=strategy,
        part=part,
        defaults={
            "organisation_id": strategy.organisation_id,
            "edition": edition.pk,
            "choice": choice,
            "decided_on": clock.today(),
            "decided_by": actor.account_id,
        },
    )
