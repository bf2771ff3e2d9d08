"""The city asks: by link on phones, in a workshop, on paper; and answers each contribution."""

from typing import Any

from amir.consultations import actions
from amir.consultations.enums import ContributionState
from amir.consultations.models import Contribution, Round
from amir.core import clock
from amir.core.actor import VISITOR, Actor
from amir.strategies.models import Strategy

from .facts import what_is_known
from .moments import days_ago, on_day


def ask_people(officer: Actor, strategy: Strategy) -> None:
    """The round of the strategy that is asked about, from its opening to its answers."""
    told = what_is_known("strategies")["round"]
    if strategy.language != told["language"] or strategy.country != told["country"]:
        return
    opens_on, closes_on = days_ago(told["opens"]), days_ago(told["closes"])
    with on_day(told["opens"], officer):
        held = actions.prepare_round(
            officer, strategy=strategy, title=told["title"], intro=told["intro"],
            opens_on=opens_on, closes_on=closes_on, languages=told["languages"],
            questions=told["questions"],
        )  # fmt: skip
        held = actions.take_round_step(officer, consultation=held, step="open")
    for number, said in enumerate(told["said"]):
        if said["way"] == "link":
            _answer_on_a_phone(held, said, told["opens"] - 3 - number)
    with on_day(told["workshop"]["ago"], officer):
        about = {name: value for name, value in told["workshop"].items() if name != "ago"}
        workshop = actions.hold_workshop(
            officer, consultation=held, held_on=clock.today(), **about
        )  # fmt: skip
        for said in told["said"]:
            if said["way"] != "link":
                came = workshop if said["way"] == "workshop" else None
                actions.type_contribution(
                    officer, consultation=held, channel=said["way"], language=said["language"],
                    answers=_answers(said), workshop=came,
                )  # fmt: skip
    with on_day(told["closes"] - 1, officer):
        held = actions.take_round_step(officer, consultation=held, step="close")
        _answer_everybody(officer, held, told["said"])
        actions.publish_answers(officer, consultation=held, looked_at=True)


def _answer_on_a_phone(held: Round, said: dict[str, Any], ago: int) -> None:
    with on_day(ago, VISITOR):
        begun = actions.begin_contribution(held, language=said["language"])
        for question, answer in _answers(said).items():
            actions.keep_answer(held, token=begun.token, question=question, answer=answer)
    with on_day(ago, VISITOR, minutes=4):
        actions.send_contribution(held, token=begun.token, language=said["language"])


def _answer_everybody(officer: Actor, held: Round, told: list[dict[str, Any]]) -> None:
    answers = {said["missing"]: said for said in told}
    for row in Contribution.objects.filter(round=held, state=ContributionState.TAKEN):
        said = answers[row.answers["missing"]]
        actions.answer_contribution(
            officer, contribution=row, answer=said["answer"], said=said["said"], code=said["code"]
        )


def _answers(said: dict[str, Any]) -> dict[str, str]:
    return {"matters": said["matters"], "missing": said["missing"]}
