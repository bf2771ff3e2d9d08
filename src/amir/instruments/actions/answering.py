"""Somebody answers, one question at a time. What is left out is kept as left out."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may

from .. import rules
from ..definition import Definition, Item
from ..models import Answer, Round
from ..queries import answers_of, definition_of, round_by_token
from ..rules import ANSWER, measuring


@dataclass(frozen=True)
class Step:
    """Where somebody is: the question that comes next, None if all are answered."""

    asked: Round
    definition: Definition
    following: Item | None
    given: int


def answer(actor: Actor, *, asked: Round, item: str, value: int | None) -> Step:
    """Answer one question of one's own round; `value` None: skip it. The last one closes it.

    Raises NotAllowed for somebody else's round; Refused for an answer that is not on the list, or
    when it is too late. Going back and answering again is possible until the last question.
    """
    if not may(actor, ANSWER, asked):
        raise NotAllowed(_("Somebody else was asked this."))
    return _answer(asked, item, value)


def answer_by_link(actor: Actor, *, token: str, item: str, value: int | None) -> Step:
    """The same by link. Refused if the link is not ours any more."""
    with acting_as(measuring()):
        asked = round_by_token(token)
    if asked is None:
        raise Refused(_("This link does not work. Please ask for a new one."))
    return _answer(asked, item, value)


def step_of(asked: Round, *, item: str = "") -> Step:
    """The first question without an answer, or the one that is asked for."""
    definition = definition_of(asked)
    given = answers_of(asked)
    wanted = definition.item(item)
    following = wanted or next((each for each in definition.items if each.key not in given), None)
    return Step(asked, definition, following, len(given))


def is_open(asked: Round) -> bool:
    """Whether it can be answered today."""
    return asked.answered_at is None and asked.due_on <= clock.today() <= asked.closes_on


@transaction.atomic
def _answer(asked: Round, key: str, value: int | None) -> Step:
    with acting_as(measuring(asked.person_id)) as actor:
        held = Round.objects.select_for_update().get(pk=asked.pk)
        if not is_open(held):
            raise Refused(_("These questions are not open any more. Thank you."))
        definition = definition_of(held)
        item = definition.item(key)
        if item is None:
            raise Refused(_("Choose one of the answers."))
        if value is not None and value not in [choice.value for choice in item.choices]:
            raise Refused(_("Choose one of the answers."))
        Answer.objects.update_or_create(
            round=held,
            item=key,
            defaults={"value": value, "is_skipped": value is None, "answered_at": clock.now()},
            create_defaults={
                "organisation_id": held.organisation_id,
                "person_id": held.person_id,
                "value": value,
                "is_skipped": value is None,
                "answered_at": clock.now(),
            },
        )
        step = step_of(held)
        if step.following is None:
            held.answered_at = clock.now()
            held.is_low = rules.asks_for_a_call(definition, answers_of(held))
            # The link has done its work.
            held.digest = None
            held.save(update_fields=["answered_at", "is_low", "digest"])
            happened("instruments.answered", actor, answer=held)
        return step
