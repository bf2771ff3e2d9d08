"""Background work: every morning those who were in a match are asked how they are."""

from django.utils import translation
from procrastinate.contrib.django import app

from amir.core.access.acting import acting_as

from .actions import tell_follow_ups
from .rules import closing


@app.periodic(cron="20 9 * * *")
@app.task(name="closures.follow_up", queueing_lock="closures.follow_up", pass_context=False)
def ask_everybody(timestamp: int) -> None:
    """By the platform; whoever was asked is not asked again."""
    with translation.override("en"), acting_as(closing()) as actor:
        tell_follow_ups(actor)
