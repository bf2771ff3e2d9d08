"""Envelopes: only we open them, changed ones not at all; tickets tell nobody else anything."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.meetings.actions import log_sealed, revoke_link
from amir.meetings.models import Meeting
from amir.meetings.sealing import (
    NotOurs,
    Ticket,
    as_bytes,
    as_text,
    open_envelope,
    read_ticket,
    receipt_of,
    ticket_text,
)

from .conftest import Pair
from .envelopes import envelope_of

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def told_by(pair: Pair, **more: Any) -> dict[str, Any]:
    ticket = ticket_text(Ticket(pair.match.pk, pair.match.mentor_person_id))
    at = int(clock.now().timestamp() * 1000)
    return {"id": str(uuid4()), "at": at, "ago": 0, "minutes": 45, "ticket": ticket, **more}


def test_envelope_opens_and_one_changed_bit_closes_it() -> None:
    envelope = envelope_of({"minutes": 45})
    assert open_envelope(envelope) == {"minutes": 45}
    for at in (0, 1, 40, 70, len(envelope) - 1):
        broken = bytearray(envelope)
        broken[at] ^= 1
        with pytest.raises(NotOurs):
            open_envelope(bytes(broken))
    for broken_one in (b"", b"\x01", envelope[:80], envelope_of([]), bytes(9000)):  # type: ignore[arg-type]
        with pytest.raises(NotOurs):
            open_envelope(bytes(broken_one))


def test_ticket_tells_only_us(pair: Pair) -> None:
    ticket = Ticket(pair.match.pk, pair.match.mentor_person_id, uuid4())
    held = ticket_text(ticket)
    assert read_ticket(held) == ticket
    assert ticket_text(ticket) != held
    for key in (ticket.match_id, ticket.person_id, ticket.link_id):
        assert key is not None
        assert key.bytes not in as_bytes(held)
    with pytest.raises(NotOurs):
        read_ticket(held[:-4] + "AAAA")


def test_envelope_is_written_down_once_whatever_the_clock_says(pair: Pair) -> None:
    now = clock.now()
    for skew in (timedelta(0), timedelta(days=400), timedelta(days=-400)):
        phone = now + skew
        told = told_by(pair, at=int(phone.timestamp() * 1000))
        envelope = envelope_of(told)
        states = [log_sealed(envelope, phone_now=phone).state for _again in range(2)]
        assert states == ["new", "same"]
    with acting_as(pair.elena):
        days = list(Meeting.objects.values_list("held_on", "is_date_doubtful"))
    assert days == [(clock.today(), False)] * 3


def test_day_before_the_match_is_kept_and_marked(pair: Pair) -> None:
    log_sealed(envelope_of(told_by(pair, ago=9)), phone_now=clock.now())
    with acting_as(pair.elena):
        meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.is_date_doubtful) == (pair.match.agreed_on, True)


def test_address_takes_envelopes_and_answers_with_their_digest(pair: Pair, client: Client) -> None:
    told = told_by(pair)
    envelope = envelope_of(told)
    sent = {"envelope": as_text(envelope), "now": told["at"]}
    for state in ("new", "same"):
        answer = client.post("/m/sealed/", sent, content_type="application/json")
        assert (answer.status_code, answer.json()) == (
            200,
            {"receipt": receipt_of(envelope), "state": state},
        )
    other = envelope_of({**told, "minutes": 90})
    answer = client.post(
        "/m/sealed/", {**sent, "envelope": as_text(other)}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["receipt"]) == (409, receipt_of(other))


def test_address_refuses_what_it_cannot_take(pair: Pair, client: Client) -> None:
    def status(sent: object) -> int:
        return client.post("/m/sealed/", sent, content_type="application/json").status_code

    assert status("nothing") == 400
    assert status([]) == 400
    assert status({"envelope": "AQID"}) == 400
    assert status({"envelope": "é"}) == 400
    for wrong in ({"ticket": "x"}, {"ago": -1}, {"at": "x"}, {"id": "x"}, {"steps": ["x"]}):
        sent = {"envelope": as_text(envelope_of(told_by(pair, **wrong)))}
        assert status(sent) == 400, wrong
    assert status({"envelope": as_text(envelope_of(told_by(pair, minutes="x")))}) == 422
    with acting_as(pair.elena):
        assert not Meeting.objects.exists()


def test_link_that_was_taken_back_lets_the_phone_keep_it(pair: Pair) -> None:
    made = pair.link()
    ticket = ticket_text(Ticket(pair.match.pk, pair.match.mentor_person_id, made.link.pk))
    told = told_by(pair, ticket=ticket)
    with acting_as(pair.elena) as elena:
        revoke_link(elena, link=made.link)
    with pytest.raises(Refused):
        log_sealed(envelope_of(told), phone_now=None)
