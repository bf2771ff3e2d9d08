"""Rate limits in PostgreSQL, on a connection outside the request's transaction."""

from datetime import timedelta

from django.conf import settings
from django.db import connections
from django.utils.crypto import salted_hmac

from . import clock

COUNT = """
insert into core_ratecount (key, "window", count) values (%s, %s, 1)
on conflict (key) do update set
    count = case when core_ratecount."window" = excluded."window"
                 then core_ratecount.count + 1 else 1 end,
    "window" = excluded."window"
returning count
"""


def allow(what: str, who: str, *, most: int, within: timedelta) -> bool:
    """Count one try of `who` at `what`; False from the first try beyond `most` in the window.

    The count stands even if the request is rolled back. `who` is stored as a keyed digest only.
    """
    moment = clock.now()
    seconds = int(within.total_seconds())
    start = moment - timedelta(
        seconds=int(moment.timestamp()) % seconds, microseconds=moment.microsecond
    )
    key = salted_hmac("amir.limits", f"{what}\0{who}", algorithm="sha256").digest()
    with connections[settings.AMIR_ASIDE].cursor() as cursor:
        cursor.execute(COUNT, [key, start])
        return int(cursor.fetchone()[0]) <= most
