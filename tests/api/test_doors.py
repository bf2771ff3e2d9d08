"""Who gets in, operation by operation; and an act that is sent twice acts once."""

from uuid import uuid4

import pytest
from django.test import Client

from amir.config.api import operations

from .conftest import House
from .operations import OPERATIONS, Operation
from .program import Program, call, events

EACH = pytest.mark.parametrize("name", OPERATIONS)
ACTS = pytest.mark.parametrize("name", [n for n, o in OPERATIONS.items() if o.method != "GET"])


def ask(house: House, operation: Operation, program: Program, **more: object) -> int:
    """Call it with what it takes; the status."""
    side = house.casa
    sent = {**operation.sent(side), **more}
    answer = call(
        program, operation.method, operation.address(side), sent, is_form=operation.is_form
    )
    return answer.status_code


def program_of(house: House, who: str) -> Program:
    return Program(house.casa.accounts.get(who))


def test_every_operation_stands_in_the_table() -> None:
    declared = {name.removeprefix("api:"): guard for name, _pattern, guard in operations()}
    assert {name: guard.methods for name, guard in declared.items()} == {
        name: (operation.method,) for name, operation in OPERATIONS.items()
    }


@EACH
def test_visitor_is_asked_to_sign_in(within: House, name: str) -> None:
    operation = OPERATIONS[name]
    expected = operation.ok if operation.is_public else 401
    assert ask(within, operation, Program(None)) == expected


@EACH
def test_stranger_of_another_organisation_finds_nothing(within: House, name: str) -> None:
    operation, before = OPERATIONS[name], events()
    assert ask(within, operation, Program(within.nour)) == operation.elsewhere
    if operation.elsewhere >= 400:
        assert events() == before


@EACH
def test_colleague_in_another_role_is_refused(within: House, name: str) -> None:
    operation, before = OPERATIONS[name], events()
    assert ask(within, operation, program_of(within, operation.but)) == operation.denied
    if operation.denied >= 400:
        assert events() == before


@EACH
def test_whoever_may_is_let_in(within: House, name: str) -> None:
    operation = OPERATIONS[name]
    assert ask(within, operation, program_of(within, operation.by)) == operation.ok


@ACTS
def test_act_without_the_csrf_token_is_refused(within: House, name: str) -> None:
    operation, before = OPERATIONS[name], events()
    program = Program(within.casa.accounts.get(operation.by), token="")
    assert ask(within, operation, program) == 403
    assert events() == before


@ACTS
def test_act_sent_twice_acts_once(within: House, name: str) -> None:
    operation, form_id, before = OPERATIONS[name], str(uuid4()), events()
    program = program_of(within, operation.by)
    assert ask(within, operation, program, form_id=form_id) == operation.ok
    once = events()
    assert (once == before) is operation.only_looks
    assert ask(within, operation, program, form_id=form_id) == operation.ok
    assert events() == once


def test_form_id_of_another_act_is_refused(within: House) -> None:
    form_id, elena = str(uuid4()), program_of(within, "coordinator")
    ids = within.casa.ids
    sent = {"proposals": [str(ids["proposal_id"])], "form_id": form_id}
    assert elena.post(f"/plans/{ids['plan_id']}/lock", sent).status_code == 200
    before = events()
    again = elena.post(f"/plans/{ids['plan_id']}/unlock", sent)
    assert (again.status_code, again.json()) == (
        409, {"problem": "This form_id was used already.", "field": None},
    )  # fmt: skip
    assert events() == before


def test_refused_act_may_be_sent_again(within: House) -> None:
    form_id, elena = str(uuid4()), program_of(within, "coordinator")
    path = f"/participants/{within.casa.ids['participant_id']}/steps"
    assert elena.post(path, {"step": "free", "form_id": form_id}).status_code == 422
    assert elena.post(path, {"step": "accept", "form_id": form_id}).status_code == 200


@pytest.mark.parametrize("path", ["/api/", "/api/v2/participants", "/api/v1/nothing/here"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_unknown_address_is_told_to_programs(db: None, path: str, method: str) -> None:
    answer = Client().generic(method, path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == {"problem": "There is nothing at this address.", "field": None}


def test_unknown_address_of_a_page_is_a_page(db: None) -> None:
    assert Client().get("/apiary/")["Content-Type"] == "text/html; charset=utf-8"
