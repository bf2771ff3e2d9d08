"""Background work of this room: reminding pairs of whom nobody told anything."""

from django.utils import translation
from procrastinate.contrib.django import app

from .actions import remind_silent


@app.periodic(cron="30 9 * * *")
@app.task(name="meetings.remind", queueing_lock="meetings.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every morning."""
    with translation.override("en"):
        remind_silent()
