"""M34 to M38: states of a match, closing it, its reasons, follow-up, certificates."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amir.closures import actions
from amir.closures.models import FollowUp
from amir.closures.queries import follow_ups_due
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from tests.closures.conftest import Pair, made_pair
from tests.closures.test_certificates import given_to, told_by

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def walked(pair: Pair, *steps: str) -> list[str]:
    states = []
    for step in steps:
        with acting_as(pair.elena) as elena:
            actions.move_match(elena, match=pair.match, step=step, why="Both asked")
        states.append(pair.now().state)
    return states


def test_m34_match_is_running_on_hold_dormant_closing_or_closed() -> None:
    pair = made_pair()
    assert walked(pair, "hold", "resume", "mark_dormant", "wake", "begin_closing") == [
        "on_hold", "running", "dormant", "running", "closing",
    ]  # fmt: skip
    pair.fill_in(pair.begin())
    with acting_as(pair.elena) as elena:
        actions.finish_closure(elena, closure=pair.begin())
    assert pair.now().state == "ended"


def test_m35_match_is_not_closed_before_every_part_is_there() -> None:
    pair = made_pair()
    closure = pair.begin()
    with acting_as(pair.elena) as elena, pytest.raises(Refused):
        actions.finish_closure(elena, closure=closure)
    pair.fill_in(closure)
    with acting_as(pair.elena) as elena:
        actions.finish_closure(elena, closure=closure)
    assert closure.responsible_until == clock.today() + timedelta(days=30)
    assert pair.now().state == "ended"


@pytest.mark.parametrize("reason", ["language", "schedule", "gender", "moved", "work", "status"])
def test_m36_reason_is_a_word_that_can_be_counted(reason: str) -> None:
    pair = made_pair()
    assert pair.begin(reason).reason == reason
    with acting_as(pair.elena) as elena, pytest.raises(Refused) as refused:
        actions.begin_closure(
            elena, match=pair.match, is_planned=False, reason="whatever", asked_by="both"
        )
    assert refused.value.field == "reason"


def test_m37_mentee_is_asked_after_3_6_and_12_months() -> None:
    pair = made_pair()
    pair.end()
    asked = []
    for days in (30, 95, 190, 370):
        with clock.stopped_at(clock.now() + timedelta(days=days)), acting_as(pair.elena):
            asked.append([each.moment for each in follow_ups_due(FollowUp.objects.all())])
    assert asked == [[], ["months_3"], ["months_6"], ["months_12"]]


def test_m38_public_page_says_name_and_period_only() -> None:
    certificate = given_to(made_pair())
    page = Client().get(f"/api/v1/verify/{certificate.code}").json()
    assert sorted(page) == ["ends_on", "name", "starts_on"]
    words = told_by(Client().get(reverse("verify", args=[certificate.code])).content.decode())
    assert re.findall(r"\b48\b", words) == []
    assert certificate.name in words
