"""What all tests share: translations, and examples that are the same in every run."""

import os

import django
import pytest
from hypothesis import settings

from amir.core.i18n import compile_catalogues

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amir.config.settings")
compile_catalogues()
django.setup()

# A change must fail or pass for what it is, not by luck; `--long` looks for new examples.
settings.register_profile("same every time", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None, max_examples=500)


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hypothesis works: `--long` runs without a mark expression."""
    searching = not config.getoption("markexpr")
    settings.load_profile("searching" if searching else "same every time")
