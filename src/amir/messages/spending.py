"""What messages may cost: limits per day for an organisation, a person and a country.

The figures in the settings are our own defaults, not anybody's prices. Somebody who makes the
platform send messages for nothing (to numbers that earn money) runs into the limits.
"""

from collections.abc import Iterator
from datetime import datetime, time
from uuid import UUID

import phonenumbers
from django.conf import settings
from django.db import connection
from django.db.models import Q, Sum
from django.utils import timezone

from amir.core import clock

from .enums import Way
from .models import Delivery


def calling_code(way: Way, address: str) -> str:
    """The country of a telephone number, as its calling code. ValueError: not a number."""
    if way is Way.MAIL:
        return ""
    try:
        number = phonenumbers.parse(address)
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a telephone number") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("not a telephone number")
    return str(number.country_code)


def price(way: Way, code: str) -> int:
    """What one message is reckoned at, in cents. Only SMS costs."""
    if way is not Way.SMS:
        return 0
    prices: dict[str, int] = settings.AMIR_SMS_CENTS
    return prices.get(code, prices["*"])


def is_within_limits(
    *, organisation_id: UUID, account_id: UUID | None, to_digest: bytes, code: str, cents: int
) -> bool:
    """Whether another message may be paid for today. Locks until the transaction ends.

    The lock keeps two messages at once from both taking the last cents of a limit.
    """
    if cents == 0:
        return True
    person = Q(account_id=account_id) if account_id else Q(to_digest=to_digest)
    scopes = {
        "organisation": (str(organisation_id), Q(organisation_id=organisation_id)),
        "person": (str(account_id or to_digest.hex()), person),
        "country": (code, Q(calling_code=code)),
    }
    _lock(f"{scope} {name}" for scope, (name, _) in scopes.items())
    today = Delivery.objects.filter(created_at__gte=_midnight())
    return all(
        (today.filter(which).aggregate(sum=Sum("cost_cents"))["sum"] or 0) + cents
        <= settings.AMIR_CENTS_PER_DAY[scope]
        for scope, (_, which) in scopes.items()
    )


def _lock(names: Iterator[str]) -> None:
    # Always in the same order, so that two senders never wait for each other.
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(key) from (select distinct hashtextextended(n, 0) key"
            " from unnest(%s::text[]) n order by 1) keys",
            [[f"amir.messages {name}" for name in names]],
        )


def _midnight() -> datetime:
    return timezone.make_aware(datetime.combine(clock.today(), time.min))
