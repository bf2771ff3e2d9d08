"""Background work: every morning people learn that there are questions for them."""

from django.utils import translation
from procrastinate.contrib.django import app

from amir.core.access.acting import acting_as

from .actions import tell_due
from .rules import measuring


@app.periodic(cron="10 9 * * *")
@app.task(name="instruments.tell_due", queueing_lock="instruments.tell_due", pass_context=False)
def tell_everybody(timestamp: int) -> None:
    """By the platform; whoever was told is not told again."""
    with translation.override("en"), acting_as(measuring()) as actor:
        tell_due(actor)
