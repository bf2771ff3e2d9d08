"""Forms sent twice, drafts, and counting tries."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections

from amir.core import clock, drafts, limits
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.submissions import answer_of, claim, remember_answer

AMINA, NOUR = Actor(account_id=uuid4()), Actor(account_id=uuid4())


@pytest.mark.django_db
def test_form_is_claimed_once_and_leads_back_to_its_answer() -> None:
    form_id = uuid4()
    with acting_as(AMINA):
        assert claim(AMINA, form_id)
        remember_answer(form_id, "/me/")
        assert not claim(AMINA, form_id)
        assert answer_of(form_id) == "/me/"
    with acting_as(NOUR):
        assert not claim(NOUR, form_id)
        assert answer_of(form_id) == ""


@pytest.mark.usefixtures("committed_database")
def test_form_sent_from_eight_windows_at_once_is_claimed_once() -> None:
    form_id, start, claimed = uuid4(), threading.Barrier(8), []

    def send() -> None:
        start.wait()
        with acting_as(AMINA):
            claimed.append(claim(AMINA, form_id))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == [False] * 7 + [True]


@pytest.mark.django_db
def test_draft_is_kept_for_its_owner_alone() -> None:
    with acting_as(AMINA):
        assert drafts.save(AMINA, "concern", {"text": "first"})
        assert drafts.save(AMINA, "concern", {"text": "second"})
        assert drafts.load(AMINA, "concern") == {"text": "second"}
    with acting_as(NOUR):
        assert drafts.load(AMINA, "concern") is None
    with acting_as(AMINA):
        drafts.forget(AMINA, "concern")
        assert drafts.load(AMINA, "concern") is None


def test_sealed_form_opens_only_unchanged_and_in_time() -> None:
    token = drafts.seal({"name": "يوسف"})
    assert drafts.unseal(token) == {"name": "يوسف"}
    assert drafts.unseal(token[:-4] + "AAAA") is None
    assert drafts.unseal(token, seconds=-1) is None


@pytest.mark.usefixtures("committed_database")
def test_tries_are_counted_by_window_and_survive_a_rollback() -> None:
    def attempt() -> bool:
        return limits.allow("code", "amina", most=2, within=timedelta(minutes=10))

    with clock.stopped_at(datetime(2026, 3, 1, 12, 0, tzinfo=UTC)):
        with pytest.raises(RuntimeError), acting_as(AMINA):
            assert attempt()
            raise RuntimeError
        assert [attempt(), attempt()] == [True, False]
        assert limits.allow("code", "nour", most=2, within=timedelta(minutes=10))
    with clock.stopped_at(datetime(2026, 3, 1, 12, 10, tzinfo=UTC)):
        assert attempt()
