"""Limits hold when many messages are asked for at the same moment."""

import threading
from uuid import uuid4

import pytest
from django.db import connections
from pytest_django import Settings

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, platform
from amir.messages import actions, spending
from amir.messages.enums import Way
from amir.messages.models import Delivery


def test_ten_at_once_cannot_spend_the_last_cents_twice(
    committed_database: str, settings: Settings
) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 30, "person": 1000, "country": 1000}
    bologna, start = uuid4(), threading.Barrier(10)

    def ask() -> None:
        start.wait()
        try:
            actions.send(
                VISITOR, organisation_id=bologna, account_id=uuid4(), channel=Way.SMS,
                address="+390512193000", template="sign_in_code", language="en",
                values={"code": "493817"},
            )  # fmt: skip
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acting_as(platform("sending")):
        states = list(Delivery.objects.values_list("state", flat=True))
    assert (states.count("queued"), states.count("capped")) == (3, 7)


@pytest.mark.parametrize(
    ("address", "code"), [("+390512193000", "39"), ("+35722123456", "357"), ("+12025550123", "1")]
)
def test_calling_code_is_the_country(address: str, code: str) -> None:
    assert spending.calling_code(Way.SMS, address) == code
    assert spending.calling_code(Way.MAIL, "yusuf@example.org") == ""


def test_only_sms_is_paid_for(settings: Settings) -> None:
    settings.AMIR_SMS_CENTS = {"*": 10, "357": 4}
    prices = [spending.price(way, code) for way in Way for code in ("357", "39")]
    assert prices == [0, 0, 4, 10, 0, 0]
