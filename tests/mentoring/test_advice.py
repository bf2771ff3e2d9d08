"""What is advised was tried: with that one change, one more person is matched."""

from pathlib import Path

from amir.config.command import parser
from amir.config.command.reading import read_lists
from amir.mentoring.planning import Proposals, propose
from amir.mentoring.rules import programme_rules
from amir.participants.reading import locator
from amir.participants.roster import roster_of
from amir.places import open_gazetteer
from peermatch import solve

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def sample() -> Proposals:
    lists = [str(SAMPLES / name) for name in ("mentees.csv", "mentors.csv")]
    answers = ["--answers", str(SAMPLES / "answers.yaml"), "--as-of", "2025-06-02"]
    understanding = read_lists(
        parser("match").parse_args(["match", *lists, *answers, "-o", "plan.xlsx"])
    )
    locate = locator(open_gazetteer(), understanding.country)
    return propose(roster_of(understanding, locate), programme_rules(), year=2025)


def test_advice_for_unmatched_mentees_holds_when_solved_again() -> None:
    found = sample()
    rules, tried = found.programme.rules, 0
    for explanation in found.explanations:
        for advice in (a for a in explanation.advice if a.verified):
            changed = solve(advice.change.apply(found.instance, rules), rules)
            assert changed.matched == found.plan.matched + 1
            tried += 1
    assert tried > 0


def test_recruits_bring_what_they_promise() -> None:
    found = sample()
    for recruit in found.recruits:
        grown = solve(recruit.apply(found.instance), found.programme.rules)
        assert grown.matched - found.plan.matched == recruit.more
