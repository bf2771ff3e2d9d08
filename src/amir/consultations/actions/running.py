"""Preparing, opening and closing rounds; workshops; what came on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.i18n import shipped_languages
from amir.core.permissions import may
from amir.strategies.actions import publish_edition, take_step
from amir.strategies.enums import State
from amir.strategies.models import Strategy
from amir.strategies.queries import newest_edition

from ..enums import Channel, ContributionState, RoundState
from ..lifecycle import STEPS
from ..models import Contribution, Round, Workshop
from ..questions import chosen_questions
from ..rules import LONGEST, RUN


@transaction.atomic
def prepare_round(
    actor: Actor, *, strategy: Strategy, title: str, opens_on: date, closes_on: date,
    languages: Sequence[str], questions: Sequence[str], own_questions: str = "", intro: str = "",
) -> Round:  # fmt: skip
    """Prepare a round about a strategy. Raises NotAllowed, Refused."""
    demand(actor, strategy)
    if strategy.state not in (State.DRAFT, State.CONSULTATION):
        raise Refused(_("The text is final. Take it back to the draft first."))
    round_ = Round(
        organisation_id=strategy.organisation_id, strategy=strategy,
        programme_id=strategy.programme_id, language=strategy.language,
        slug=f"{slugify(title)[:28] or 'round'}-{uuid4().hex[:8]}",
    )  # fmt: skip
    _fill(round_, title, opens_on, closes_on, languages, questions, own_questions, intro)
    round_.save(force_insert=True)
    return round_


@transaction.atomic
def change_round(
    actor: Actor, *, consultation: Round, title: str, opens_on: date, closes_on: date,
    languages: Sequence[str], questions: Sequence[str], own_questions: str = "", intro: str = "",
) -> Round:  # fmt: skip
    """Change a round; its questions only until it opens. Raises NotAllowed, Refused."""
    demand(actor, consultation)
    held = Round.objects.select_for_update().get(pk=consultation.pk)
    asked = held.questions
    _fill(held, title, opens_on, closes_on, languages, questions, own_questions, intro)
    if held.state != RoundState.DRAFT and held.questions != asked:
        raise Refused(_("People have been asked already. Questions stay as they are."),
                      field="questions")  # fmt: skip
    held.save()
    return held


@transaction.atomic
def take_round_step(actor: Actor, *, consultation: Round, step: str) -> Round:
    """Open or close a round.

    Opening brings the strategy into consultation, and keeps what people are asked about. Closing
    forgets what was begun and not sent. Raises NotAllowed, Refused.
    """
    demand(actor, consultation)
    held = Round.objects.select_for_update().select_related("strategy").get(pk=consultation.pk)
    wanted = STEPS.get(step)
    if wanted is None or held.state not in wanted.sources:
        raise Refused(_("This step cannot be taken now."))
    if wanted.target == RoundState.OPEN:
        _show(actor, held)
    else:
        Contribution.objects.filter(round=held, state=ContributionState.BEGUN).delete()
    held.state = wanted.target
    held.save()
    consultation.state, consultation.shown = held.state, held.shown
    happened("consultations.step_taken", actor, round=held, step=step)
    return held


@transaction.atomic
def hold_workshop(
    actor: Actor, *, consultation: Round, title: str, held_on: date, invited: int, came: int,
    paid: int = 0, place: str = "", note: str = "",
) -> Workshop:  # fmt: skip
    """Write down a workshop, in numbers. Raises NotAllowed, Refused."""
    demand(actor, consultation)
    if not title.strip():
        raise Refused(_("What was it called?"), field="title")
    if min(invited, came, paid) < 0:
        raise Refused(_("Write a whole number of 0 or more."), field="came")
    if paid > came:
        raise Refused(_("More were paid than came."), field="paid")
    workshop = Workshop(
        organisation_id=consultation.organisation_id, round=consultation, title=title.strip()[:200],
        place=place.strip()[:120], held_on=held_on, invited=invited, came=came, paid=paid,
        note=note.strip()[:LONGEST],
    )  # fmt: skip
    workshop.save(force_insert=True)
    return workshop


@transaction.atomic
def type_contribution(
    actor: Actor, *, consultation: Round, channel: str, language: str, answers: Mapping[str, str],
    workshop: Workshop | None = None,
) -> Contribution:  # fmt: skip
    """Type in what came on paper or was said in a workshop. Raises NotAllowed, Refused."""
    demand(actor, consultation)
    if channel not in (Channel.PAPER, Channel.WORKSHOP):
        raise Refused(_("Choose how it came."), field="channel")
    if consultation.state == RoundState.DRAFT:
        raise Refused(_("Open the round first."))
    kept = kept_answers(consultation, answers)
    if not kept:
        raise Refused(_("Type in at least one answer."))
    contribution = Contribution(
        organisation_id=consultation.organisation_id, round=consultation, workshop=workshop,
        channel=channel, language=language, answers=kept, state=ContributionState.TAKEN,
        sent_at=clock.now(),
    )  # fmt: skip
    contribution.save(force_insert=True)
    return contribution


def kept_answers(consultation: Round, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers to questions of the round that say something."""
    known = [question["key"] for question in consultation.questions]
    return {key: text for key in known if (text := str(answers.get(key) or "").strip()[:LONGEST])}


def demand(actor: Actor, thing: Any) -> None:
    """Raises NotAllowed for whoever does not run consultations there."""
    if not may(actor, RUN, thing):
        raise NotAllowed(_("You may not run consultations of this organisation."))


def _fill(
    consultation: Round, title: str, opens_on: date, closes_on: date, languages: Sequence[str],
    questions: Sequence[str], own_questions: str, intro: str,
) -> None:  # fmt: skip
    if not title.strip():
        raise Refused(_("Give the round a title."), field="title")
    if closes_on < opens_on:
        raise Refused(_("It ends before it begins."), field="closes_on")
    if not languages or not set(languages) <= dict(shipped_languages()).keys():
        raise Refused(_("Choose at least one language."), field="languages")
    asked = chosen_questions(questions, own_questions, consultation.language)
    if not asked:
        raise Refused(_("Choose at least one question."), field="questions")
    consultation.title, consultation.intro = title.strip()[:200], intro.strip()[:LONGEST]
    consultation.opens_on, consultation.closes_on = opens_on, closes_on
    consultation.languages, consultation.questions = list(languages), asked


def _show(actor: Actor, consultation: Round) -> None:
    """Keep what people are asked about; the strategy goes into consultation."""
    strategy = consultation.strategy
    if strategy.state == State.DRAFT:
        take_step(actor, strategy=strategy, step="consult")
    edition = newest_edition(strategy.pk) or publish_edition(actor, strategy=strategy)
    consultation.shown = [
        {"kind": part["kind"], "title": part["title"], "text": part["text"]}
        for part in edition.content["parts"]
        if part["text"] or part["kind"] != "section"
    ]
