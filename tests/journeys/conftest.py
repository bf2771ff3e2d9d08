"""The product as a newcomer starts it: the demo of the run, new organisations, and a browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.shared_demo import folder as demo_folder


def newcomers(home: Path, number: int = 1) -> list[list[str]]:
    """The accounts of the two coordinators of each of so many new, empty organisations."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.newcomer", str(number)],
        env={
            **os.environ, "AMIR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "amir.config.settings"
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


@pytest.fixture
def newcomer(demo: str) -> str:
    """The account of a coordinator whose organisation is new and has nobody yet."""
    [[elena, _marco]] = newcomers(demo_folder() / "home")
    return elena


# Not for the session: while Playwright's loop runs, no other test of the worker may start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a module."""
    with chromium() as started:
        yield started
