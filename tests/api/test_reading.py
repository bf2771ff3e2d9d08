"""What the API tells: pages of it, in the reader's language, with a fixed number of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .conftest import House
from .operations import OPERATIONS
from .program import Program

# How many queries each reading takes, session and actor included, whatever the length of the list.
QUERIES = {
    "list_organisations": 0,
}


def told(house: House, path: str, who: str = "coordinator", language: str = "en", **query: Any) -> Any:
    answer = Program(house.casa.accounts.get(who)).get(path, language, **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def queries_of(house: House, name: str, **query: Any) -> int:
    """How many queries one request takes."""
    operation = OPERATIONS[name]
    program = Program(house.casa.accounts.get(operation.by))
    with CaptureQueriesContext(connection) as held:
        answer = program.get(operation.address(house.casa), "en", **query)
    assert answer.status_code == 200
    return len(held)


def test_zz(within):
    for name, o in OPERATIONS.items():
        if o.method == "GET":
            print(f'    "{name}": {queries_of(within, name)},', queries_of(within, name, limit=1), )
    for w in ("/plans/%s" % within.casa.ids["plan_id"],"/plans/%s/proposals" % within.casa.ids["plan_id"],"/plans/%s/unmatched" % within.casa.ids["plan_id"],"/matches", "/work", "/lists", "/colleagues", "/organisations", "/programmes"):
        print(w, told(within, w))
    print(told(within, "/me/questions", "asked", "it"))
