"""What no honest program sends: refused with a sentence, never a broken page."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from .conftest import House
from .operations import OPERATIONS
from .program import PREFIX, Program, events

HUGE = "9" * 5000
READS = [name for name, each in OPERATIONS.items() if each.method == "GET"]
JSON_ACTS = [n for n, each in OPERATIONS.items() if each.method == "POST" and not each.is_form]
BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "no object": b"[]",
    "a number": b"1",
    "null": b"null",
    "no UTF-8": b'{"why": "\xff\xfe"}',
    "Latin-1": '{"why": "é"}'.encode("latin-1"),
    "half a letter": b'{"why": "\\ud800", "text": "\\ud800", "step": "\\ud800"}',
    "nested": b"[" * 100_000,
    "a huge number": b'{"version": ' + HUGE.encode() + b', "answer_days": 1e999}',
    "no number": b'{"version": NaN, "answer_days": Infinity}',
    "a form_id that is none": b'{"form_id": "1"}',
}


def problem(answer: object) -> str:
    """The sentence of a refusal; its status is one of those declared."""
    assert answer.status_code in (400, 404, 422), answer.status_code  # type: ignore[attr-defined]
    told = answer.json()  # type: ignore[attr-defined]
    assert set(told) == {"problem", "field"}
    return str(told["problem"])


def elena(house: House) -> Program:
    return Program(house.casa.accounts["coordinator"])


def program_for(house: House, name: str) -> Program:
    return Program(house.casa.accounts.get(OPERATIONS[name].by))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_body_that_is_none_is_refused(within: House, body: bytes) -> None:
    """Every act misses something here, but for those that need nothing and for a last button."""
    needs_nothing = {
        "approve_pair", "bring_list_in", "cancel_booking", "change_practice", "end_guardian",
        "end_helper",
        "finish_closure", "leave_match", "submit_assessment",
    }  # fmt: skip
    for name in sorted(set(JSON_ACTS) - needs_nothing):
        program, before = program_for(within, name), events()
        path = f"{PREFIX}{OPERATIONS[name].address(within.casa)}"
        answer = program.client.post(
            path, body, content_type="application/json", headers=program.headers
        )
        assert problem(answer)
        assert events() == before, name


@pytest.mark.parametrize("name", JSON_ACTS)
def test_form_where_json_is_asked_for_is_refused(within: House, name: str) -> None:
    program = program_for(within, name)
    path = OPERATIONS[name].address(within.casa)
    assert (
        problem(program.post(path, {"why": "x"}, is_form=True)) == "What was sent cannot be read."
    )


@pytest.mark.parametrize("name", JSON_ACTS)
def test_zero_byte_in_a_text_is_refused(within: House, name: str) -> None:
    operation, before = OPERATIONS[name], events()
    right = operation.sent(within.casa)
    program = program_for(within, name)
    for field, value in right.items():
        if isinstance(value, str):
            answer = program.post(operation.address(within.casa), {**right, field: f"{value}\0"})
            assert problem(answer)
    if name == "answer_list":
        sent = {"answers": {"a\0": "b"}}, {"answers": {"a": "b\0"}}
        for each in sent:
            assert problem(program.post(operation.address(within.casa), each))
    assert events() == before


@pytest.mark.parametrize("name", READS)
def test_address_and_query_that_are_none_are_refused(within: House, name: str) -> None:
    operation, program = OPERATIONS[name], program_for(within, name)
    path = operation.path
    if "{" in path:
        for wrong in ("%00", "%ff", HUGE, "é", str(uuid4())):
            assert problem(program.get(path.format_map(_Same(wrong))))
        assert program.get(path.format_map(_Same("..%2f"))).status_code == 404
    if "list_" in name and name != "list_deliverables":
        for field in ("limit", "offset"):
            for wrong in (HUGE, "-1", "1e9", "\0", "x", "", "NaN"):
                assert problem(program.get(operation.address(within.casa), **{field: wrong}))


class _Same(dict[str, str]):
    """The same value for every name."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    def __missing__(self, key: str) -> str:
        return self.value


@pytest.mark.parametrize("wrong", ["\0", "x" * 5000, "\udc80", "other"])
def test_choice_that_there_is_not_is_refused(within: House, wrong: str) -> None:
    sent = wrong.encode("utf-8", "surrogateescape")
    for path, field in (("/participants", "side"), ("/matches", "state"), ("/plans", "limit")):
        assert problem(elena(within).get(path, **{field: sent}))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b""),
        ("list.xlsx", b"PK\x03\x04 no package"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600),
        ("list.exe", b"MZ" + bytes(range(256))),
    ],
)
def test_file_that_is_no_list_is_refused(within: House, name: str, content: bytes) -> None:
    before = events()
    sent = {"organisation_id": str(within.casa.organisation)}
    answer = elena(within).post(
        "/lists", {**sent, "upload": SimpleUploadedFile(name, content)}, is_form=True
    )
    assert problem(answer)
    assert answer.json()["field"] == "upload"
    assert events() == before


def test_form_that_ends_early_is_refused(within: House) -> None:
    program, before = elena(within), events()
    for body, kind in (
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"organisation_id=%ff", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
    ):
        answer = program.client.post(
            f"{PREFIX}/lists", body, content_type=kind, headers=program.headers
        )
        assert problem(answer)
    assert events() == before
