"""Who may what with consultations, and what makes a contribution wait to be looked at."""

import re
from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.defaults import declare
from amir.core.permissions import Reach, permission

from .models import CONTRIBUTING

VIEW = permission("consultations.view", Reach.ORGANISATION)
RUN = permission("consultations.run", Reach.ORGANISATION)

LEAST_SECONDS = declare(
    "consultations.least_seconds", 10, kind="number", most=600,
    label=_("Seconds that filling in a consultation takes at least"),
    note=_("What is sent sooner waits until somebody has looked at it."),
)  # fmt: skip
MOST_LINKS = declare(
    "consultations.most_links", 1, kind="number", most=20,
    label=_("Web addresses in a contribution before it waits to be looked at"),
)  # fmt: skip
UNSENT_DAYS = declare(
    "consultations.unsent_days", 2, kind="days", least=1, most=30,
    label=_("Days after which an unsent contribution is deleted"),
)  # fmt: skip

# Tries from one address within a window; people of one reception centre share an address.
WINDOW = timedelta(hours=1)
MOST_BEGUN, MOST_PAGES = 60, 1_200
LONGEST = 4_000

FAST, LINKS, TRAP = "fast", "links", "trap"
_ADDRESS = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


def contributing() -> Actor:
    """The platform while somebody answers without an account."""
    return Actor(purpose=CONTRIBUTING)


def doubts_about(
    texts: Sequence[str], *, trap: str, seconds: float, least_seconds: int, most_links: int
) -> list[str]:
    """Why a contribution waits to be looked at; nothing if it is taken at once."""
    found = []
    if trap.strip():
        found.append(TRAP)
    if seconds < least_seconds:
        found.append(FAST)
    if sum(len(_ADDRESS.findall(text)) for text in texts) > most_links:
        found.append(LINKS)
    return found
