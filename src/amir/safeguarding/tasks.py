"""Background work: the clocks of concerns."""

from django.utils import translation
from procrastinate.contrib.django import app

from amir.core.access.acting import acting_as
from amir.core.actor import platform

from .actions import escalate_concerns
from .rules import MINDING


@app.periodic(cron="*/10 * * * *")
@app.task(name="safeguarding.escalate", queueing_lock="safeguarding.escalate", pass_context=False)
def escalate(timestamp: int) -> None:
    """Whoever must know is told of concerns that nobody has looked at in time."""
    with translation.override("en"), acting_as(platform(MINDING)) as nobody:
        escalate_concerns(nobody)
