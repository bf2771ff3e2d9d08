"""The consortium, whose partners write reports."""

import pytest

from amir.core.access.acting import acting_as
from amir.reports import actions
from amir.reports.models import Report
from tests.consortium import Consortium, actor_of


@pytest.fixture
def report(consortium: Consortium) -> Report:
    """The national report of Italy, just begun by Carla."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return actions.create_report(
            carla, programme=consortium.programme, organisation_id=consortium.casa.pk,
            kind="national", title="What helps in Italy", language="it", country="IT",
        )  # fmt: skip
