"""The consortium, whose partners write reports."""

import pytest
from django.conf import settings

from amir.core.access.acting import acting_as
from amir.core.secrets.keys import create_missing_keys, key_folder
from amir.reports import actions
from amir.reports.models import Report
from tests.consortium import Consortium, actor_of, build


@pytest.fixture(autouse=True, scope="session")
def keys() -> None:
    """The key files of the home in which tests run."""
    assert settings.AMIR_KEYS
    create_missing_keys(key_folder())


@pytest.fixture
def consortium(db: None) -> Consortium:
    """Casa, Asyl and their people; see tests/consortium.py."""
    return build()


@pytest.fixture
def report(consortium: Consortium) -> Report:
    """The national report of Italy, just begun by Carla."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return actions.create_report(
            carla, programme=consortium.programme, organisation_id=consortium.casa.pk,
            kind="national", title="What helps in Italy", language="it", country="IT",
        )  # fmt: skip
