"""The consortium, whose programme publishes, and what it published."""

import pytest
from django.conf import settings

from amir.core.secrets.keys import create_missing_keys, key_folder
from tests.consortium import Consortium, build


@pytest.fixture(autouse=True, scope="session")
def keys() -> None:
    """The key files of the home in which tests run."""
    assert settings.AMIR_KEYS
    create_missing_keys(key_folder())


@pytest.fixture
def consortium(db: None) -> Consortium:
    """Casa, Asyl and their people; see tests/consortium.py."""
    return build()
