"""Each rule of the checklist has a test, and the test fails when the rule is switched off."""

import re
import subprocess
import sys

from amir.config.command.docs import read_checklist
from tests.checklist.switches import HERE, switches

ROOT = HERE.parent.parent
NAMED = re.compile(r"^def test_(m\d\d)_", re.MULTILINE)
# Rules that are no part of the product yet.
LEFT_OUT = frozenset({"m33", "m39", "m40", "m41", "m43"})
OUTCOME = re.compile(r"^(PASSED|FAILED|ERROR) tests/checklist/\S+::test_(m\d\d)_\w+", re.MULTILINE)


def numbers_tested() -> set[str]:
    return {rule for file in HERE.glob("test_*.py") for rule in NAMED.findall(file.read_text())}


def test_every_tested_rule_has_a_switch() -> None:
    assert numbers_tested() == set(switches())


def test_page_names_every_rule_and_those_that_are_not_built() -> None:
    rules = {name.lower(): each["room"] for name, each in read_checklist().items()}
    assert list(rules) == [f"m{number:02}" for number in range(1, 49)]
    assert {name for name, room in rules.items() if room is None} == LEFT_OUT
    assert set(switches()) == rules.keys() - LEFT_OUT


def test_tests_fail_when_their_rule_is_switched_off() -> None:
    command = [
        sys.executable, "-m", "pytest", str(HERE), "-q", "-rA", "--tb=no", "--switched-off",
        "-p", "no:cacheprovider", "-k", "test_m", "--show-capture=no",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    outcomes = [(rule, outcome) for outcome, rule in OUTCOME.findall(done.stdout)]
    assert {rule for rule, _ in outcomes} == set(switches()), done.stdout[-2000:]
    assert [rule for rule, outcome in outcomes if outcome != "FAILED"] == []
