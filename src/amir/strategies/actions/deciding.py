"""Publishing editions, the way to adoption, and following measures."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may

from ..content import content_of
from ..enums import FOLLOWING, MeasureState, StrategyState
from ..lifecycle import ADOPT, STEPS
from ..models import Edition, FollowNote, Measure, Strategy
from ..queries import measures_of, newest_edition
from ..rules import WRITE, lacks_reason
from .writing import note_standing


@transaction.atomic
def publish_edition(actor: Actor, *, strategy: Strategy, note: str = "") -> Edition:
    """Keep the strategy as it is today, for all partners of the programme.

    Raises NotAllowed; Refused if it has no parts, or nothing changed since the last edition.
    """
    _demand(actor, strategy)
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    content, last = content_of(strategy), newest_edition(strategy.pk)
    if not content["parts"]:
        raise Refused(_("Write something first."))
    if last is not None and (last.content, last.state) == (content, strategy.state):
        raise Refused(_("Nothing has changed since edition {number}.").format(number=last.number))
    return _published(actor, strategy, note)


@transaction.atomic
def take_step(
    actor: Actor, *, strategy: Strategy, step: str, on: date | None = None, by: str = ""
) -> Strategy:
    """Take a step of lifecycle.py. Adopting asks for the day (`on`) and the body (`by`).

    Consulting and adopting publish an edition. Raises NotAllowed; Refused with what is missing.
    """
    _demand(actor, strategy)
    held = Strategy.objects.select_for_update().get(pk=strategy.pk)
    wanted = STEPS.get(step)
    if wanted is None or held.state not in wanted.sources:
        raise Refused(_("This step cannot be taken now."))
    if step == ADOPT:
        _check_adoption(held, on, by)
        held.adopted_on, held.adopted_by = on, by.strip()[:200]
    held.state = wanted.target
    held.save(update_fields=["state", "adopted_on", "adopted_by"])
    strategy.refresh_from_db()
    if (
        wanted.target in (StrategyState.CONSULTATION, StrategyState.ADOPTED)
        and content_of(held)["parts"]
    ):
        _published(actor, strategy, str(wanted.label))
    else:
        note_standing(strategy)
    happened("strategies.step_taken", actor, strategy=strategy, step=step)
    return strategy


@transaction.atomic
def follow_measure(
    actor: Actor, *, measure: Measure, state: str, note: str = "", on: date | None = None
) -> FollowNote:
    """Write down how a measure stands.

    Raises NotAllowed; Refused before the strategy was adopted, or for a day to come.
    """
    _demand(actor, measure.strategy)
    if measure.strategy.state not in FOLLOWING:
        raise Refused(_("Measures are followed when the strategy is adopted."))
    if state not in MeasureState.values:
        raise Refused(_("Say how it stands."), field="state")
    day = on or clock.today()
    if day > clock.today():
        raise Refused(_("The date must be in the past."), field="on")
    made = FollowNote(
        organisation_id=measure.organisation_id, strategy_id=measure.strategy_id, measure=measure,
        state=state, note=note.strip()[:4_000], noted_on=day, noted_by=actor.account_id,
    )  # fmt: skip
    made.save(force_insert=True)
    Measure.objects.filter(pk=measure.pk).update(state=state)
    measure.state = state
    return made


def _published(actor: Actor, strategy: Strategy, note: str) -> Edition:
    last = newest_edition(strategy.pk)
    edition = Edition(
        organisation_id=strategy.organisation_id, strategy=strategy,
        programme_id=strategy.programme_id, number=last.number + 1 if last else 1,
        title=strategy.title, language=strategy.language, state=strategy.state,
        content=content_of(strategy), note=note.strip()[:600], made_on=clock.today(),
        made_by=actor.account_id,
    )  # fmt: skip
    edition.save(force_insert=True)
    note_standing(strategy, edition)
    happened("strategies.published", actor, edition=edition)
    return edition


def _check_adoption(strategy: Strategy, on: date | None, by: str) -> None:
    if on is None:
        raise Refused(_("On which day was it adopted?"), field="on")
    if on > clock.today():
        raise Refused(_("The date must be in the past."), field="on")
    if not by.strip():
        raise Refused(_("Which body adopted it?"), field="by")
    measures = list(measures_of(strategy))
    if not measures:
        raise Refused(_("A strategy without a measure cannot be adopted."))
    silent = [measure.title for measure in measures if lacks_reason(measure)]
    if silent:
        sentence = _(
            "These measures leave out women, children or minorities and do not say why: {measures}."
        )
        raise Refused(sentence.format(measures=", ".join(silent)))


def _demand(actor: Actor, strategy: Strategy) -> None:
    if not may(actor, WRITE, strategy):
        raise NotAllowed(_("You may not write this strategy."))
