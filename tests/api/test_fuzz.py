"""Whatever is sent, the API answers as its schema says and never breaks (schemathesis)."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, find, given
from hypothesis import settings as how
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from amir.config.api import api
from amir.launcher import Server
from amir.safeguarding import actions as safeguarding
from tests import database

from .conftest import House
from .program import TOKEN, Program

SCHEMA = schemathesis.openapi.from_dict(dict(api.get_openapi_schema(path_prefix="/api/v1/")))
SCHEMA.app = get_wsgi_application()
OPERATIONS = {
    found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()
}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CALM = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large,
        HealthCheck.large_base_example]  # fmt: skip


@pytest.fixture(scope="module")
def elena(
    house: House,
    database_server: Server,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[str, str]]:
    """The headers of Casa's coordinator; what she does is committed."""
    with (
        database.clone(database_server, house.database, "fuzzed") as name,
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(safeguarding, "MOST_BY_ONE", 1_000_000)
        database.point_to(database_server, name)
        cookies = Program(house.casa.accounts["coordinator"]).client.cookies
        sent = "; ".join(f"{key}={cookies[key].value}" for key in cookies)
        yield {"Cookie": sent, "X-CSRFToken": TOKEN}
        database.point_to(database_server, django_db_setup)


def cases(name: str, house: House) -> st.SearchStrategy[Case]:
    """Right and wrong requests; half of them aim at things that are there."""
    operation, ids = OPERATIONS[name], house.casa.ids
    there = {
        parameter.name: str(ids[parameter.name]) for parameter in operation.path_parameters
    }
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    return st.one_of(
        *(operation.as_strategy(mode) for mode in modes),
        *(
            operation.as_strategy(mode, path_parameters=there).map(lambda case: aimed(case, house))
            for mode in modes
        ),
    )


def aimed(case: Case, house: House) -> Case:
    """Name things of Casa where the body names any."""
    ids = house.casa.ids
    here: dict[str, Any] = {
        "organisation_id": str(house.casa.organisation),
        "proposals": [str(ids["proposal_id"])],
        "version": None,
    }
    if isinstance(case.body, dict):
        case.body = {name: here.get(name, value) for name, value in case.body.items()}
    return case


def fuzz(name: str, house: House, headers: dict[str, str], examples: int) -> None:
    @how(max_examples=examples, suppress_health_check=CALM, deadline=None, database=None)
    @given(case=cases(name, house))
    def send(case: Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    send()


@pytest.mark.parametrize("name", OPERATIONS)
def test_answers_are_those_of_the_schema(house: House, elena: dict[str, str], name: str) -> None:
    fuzz(name, house, elena, 12)


@pytest.mark.long
@pytest.mark.parametrize("name", OPERATIONS)
def test_answers_are_those_of_the_schema_whatever_comes(
    house: House, elena: dict[str, str], name: str
) -> None:
    fuzz(name, house, elena, 400)
