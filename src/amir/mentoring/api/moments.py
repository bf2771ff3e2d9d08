"""Moments as programs send them."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amir.core.errors import Refused


def moment(sent: datetime) -> datetime:
    """The same moment in UTC; one without a zone is meant where we are.

    PostgreSQL does not know every displacement that a program may write. Refused for moments
    that no calendar has.
    """
    try:
        aware = timezone.make_aware(sent) if timezone.is_naive(sent) else sent
        return aware.astimezone(UTC)
    except OverflowError:
        raise Refused(_("Choose a time to come."), field="starts_at") from None
