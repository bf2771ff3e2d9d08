"""Whatever is sent, the API answers as its schema says and never breaks (schemathesis)."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given
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
from amir.safeguarding.actions import reporting as safeguarding
from tests import database

from .conftest import House
from .operations import LIST, OPERATIONS
from .program import PREFIX, Program

SCHEMA = schemathesis.openapi.from_dict(dict(api.get_openapi_schema(path_prefix="/api/v1/")))
SCHEMA.app = get_wsgi_application()
DESCRIBED = {
    found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()
}
PLACE = re.compile(r"{(\w+)}")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CALM = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large,
        HealthCheck.large_base_example]  # fmt: skip


@pytest.fixture
def committed(
    house: House,
    database_server: Server,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """The house in a copy of its database, in which everything that is done stays."""
    with (
        database.clone(database_server, house.database, "fuzzed") as name,
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(safeguarding, "MOST_BY_ADDRESS", 1_000_000)
        database.point_to(database_server, name)
        yield house
        database.point_to(database_server, django_db_setup)


def cases(name: str, house: House) -> tuple[st.SearchStrategy[Case], st.SearchStrategy[Case]]:
    """Requests that aim at what is there with the right values, and all other ones."""
    described, told = DESCRIBED[name], OPERATIONS[name]
    ids = {**house.casa.ids, **house.casa.mine.get(told.by, {})}
    # An operation may aim at another record than the first of its kind, named as in `ids`.
    shape = re.compile(PLACE.sub(r"([^/]+)", described.path))
    aimed = shape.fullmatch(f"{PREFIX}{told.path}")
    assert aimed, (described.path, told.path)
    names = zip(PLACE.findall(described.path), aimed.groups(), strict=True)
    there = {key: value.format(**ids) for key, value in names}

    def aim(case: Case) -> Case:
        """Send the values with which the operation does something."""
        if isinstance(case.body, dict):
            right = told.sent(house.casa) | ({"upload": [LIST]} if told.is_form else {})
            # Whichever version it is by now.
            version = {"version": None} if "version" in right | case.body else {}
            case.body = right | version
        return case

    right, wrong = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    return described.as_strategy(right, path_parameters=there).map(aim), st.one_of(
        described.as_strategy(right, path_parameters=there),
        described.as_strategy(wrong, path_parameters=there),
        described.as_strategy(right),
        described.as_strategy(wrong),
    )


def answers(name: str, house: House, examples: int) -> Counter[int]:
    """Send so many requests as whoever may, every third well aimed; how often which status came."""
    program = Program(house.casa.accounts.get(OPERATIONS[name].by))
    cookies = {key: cookie.value for key, cookie in program.client.cookies.items()}
    seen: Counter[int] = Counter()

    def send(case: Case) -> None:
        answer = case.call_and_validate(headers=program.headers, cookies=cookies, checks=CHECKS)
        seen[answer.status_code] += 1

    aimed, others = cases(name, house)
    for strategy, most in ((aimed, examples // 3), (others, examples - examples // 3)):
        calmly = how(max_examples=most, suppress_health_check=CALM, deadline=None, database=None)
        calmly(given(case=strategy)(send))()
    return seen


@pytest.mark.parametrize("name", DESCRIBED)
def test_answers_are_those_of_the_schema(committed: House, name: str) -> None:
    seen = answers(name, committed, 15)
    assert {401, 500} & set(seen) == set()
    assert any(status < 300 for status in seen), seen


@pytest.mark.long
@pytest.mark.parametrize("name", DESCRIBED)
def test_answers_are_those_of_the_schema_whatever_comes(committed: House, name: str) -> None:
    assert {401, 500} & set(answers(name, committed, 200)) == set()
