"""Key files and a folder for mail of the test alone."""

from pathlib import Path

import pytest
from pytest_django import Settings

from amir.core.secrets import index, keys
from amir.core.secrets.ring import ring


@pytest.fixture(autouse=True)
def mail_folder(tmp_path: Path, settings: Settings) -> Path:
    """Where the file channel writes."""
    settings.AMIR_KEYS = tmp_path / "keys"
    settings.AMIR_MAIL_FOLDER = tmp_path / "mail"
    settings.AMIR_CHANNELS = {"mail": "file", "sms": "file"}
    settings.SITE_URL = "https://amir.example"
    keys.create_missing_keys(settings.AMIR_KEYS)
    ring.forget()
    index._lookup_secret.cache_clear()
    return tmp_path / "mail"
