"""`--switched-off`: every test of the checklist runs without the rule it is about."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.checklist.switches import switched_off, switches

RULE = re.compile(r"test_(m\d\d)_")


@pytest.fixture(autouse=True)
def rule_switched_off(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing, unless rules are to be switched off."""
    named = RULE.match(request.node.name)
    if not request.config.getoption("--switched-off") or named is None:
        yield
        return
    with ExitStack() as stack:
        for switch in switches()[named[1]]:
            stack.enter_context(contextmanager(switched_off)(switch))
        yield
