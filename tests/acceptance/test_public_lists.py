"""The public lists beside the project, read and matched as a coordinator would want it.

They lie in `../shared/data/sheets`; a checkout without that folder has nothing to run here.
"""

import json
from pathlib import Path

import pytest

from amir.config.command import parser
from amir.config.command.reading import read_lists
from amir.mentoring.planning import propose
from amir.mentoring.rules import programme_rules
from amir.participants.reading import locator
from amir.participants.roster import roster_of
from amir.places import open_gazetteer
from benchmarks.sheets.compare import compare
from peermatch import check, solve

SHEETS = Path(__file__).resolve().parents[3] / "shared" / "data" / "sheets"
LISTS = sorted(folder.parent for folder in SHEETS.glob("*/expected.json"))


def inspected(folder: Path, *, answered: bool) -> dict[str, object]:
    """What `amir sheets inspect` prints for the lists of a folder."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    files = sorted({str(folder / table["file"]) for table in expected["tables"]})
    answers = ["--answers", str(folder / "expected.json")] if answered else []
    options = parser("sheets").parse_args(
        ["sheets", "inspect", *files, *answers, "--as-of", "2025-06-02"]
    )
    return read_lists(options).report()


@pytest.mark.parametrize("folder", LISTS, ids=lambda folder: folder.name)
def test_public_list_is_understood(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    scores = compare(inspected(folder, answered=True), expected)
    assert scores.columns_right >= 0.95 * scores.columns
    assert scores.cells_right >= 0.98
    assert (scores.silent, scores.questions_unexpected, scores.questions_missing) == ([], [], [])
    assert (scores.problems_missing, scores.problems_unexpected) == ([], [])
    assert (scores.duplicates_missing, scores.duplicates_unexpected) == ([], [])


@pytest.mark.parametrize("folder", LISTS, ids=lambda folder: folder.name)
def test_public_list_asks_only_what_it_must(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    scores = compare(inspected(folder, answered=False), expected)
    assert (scores.questions_unexpected, scores.silent) == ([], [])


@pytest.mark.parametrize("folder", [f for f in LISTS if f.name == "bologna_200"])
def test_public_list_of_two_hundred_becomes_a_proven_plan(folder: Path) -> None:
    files = [str(file) for file in folder.glob("*.xlsx")]
    options = ["match", *files, "--answers", str(folder / "expected.json"), "-o", "plan.xlsx"]
    understanding = read_lists(
        parser(str(options[0])).parse_args([*options, "--as-of", "2025-06-02"])
    )
    locate = locator(open_gazetteer(), understanding.country)
    found = propose(roster_of(understanding, locate), programme_rules(), year=2025)
    hidden = sum(left.role == "mentor" for left in found.roster.left_out)
    assert (len(found.roster.mentees), len(found.mentors) + hidden) == (119, 80)
    rules, plan = found.programme.rules, found.plan
    assert check(found.instance, rules, plan, plan.certificate).objective == plan.objective
    unmatched = [e for e in found.explanations if e.mentor < 0]
    for advice in (a for e in unmatched for a in e.advice if a.verified):
        tried = solve(advice.change.apply(found.instance, rules), rules)
        assert tried.matched == plan.matched + 1
    for recruit in found.recruits:
        assert solve(recruit.apply(found.instance), rules).matched - plan.matched == recruit.more
