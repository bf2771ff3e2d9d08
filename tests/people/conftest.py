"""People of these tests: Elena coordinates in Bologna."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from amir.core.actor import Actor
from amir.core.secrets.keys import create_missing_keys, key_folder

from .browsers import coordinator


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Limits are counted on a connection of their own."""
    for item in items:
        is_apart = "site" in getattr(item, "fixturenames", ())
        if (
            "people" in item.path.parts
            and not is_apart
            and not item.get_closest_marker("django_db")
        ):
            item.add_marker(pytest.mark.django_db(databases=["default", "aside"]))


@pytest.fixture(autouse=True)
def keys_and_mail(settings: object, tmp_path: Path) -> None:
    """The key files of the home in which tests run; messages are files of this test alone."""
    create_missing_keys(key_folder())
    settings.AMIR_MAIL_FOLDER = tmp_path / "mail"  # type: ignore[attr-defined]


@pytest.fixture
def bologna() -> UUID:
    return uuid4()


@pytest.fixture
def elena(db: None, bologna: UUID) -> Actor:
    return coordinator(uuid4(), bologna)


@pytest.fixture
def browser() -> Client:
    return Client()
