"""Background work: partners are reminded of what is due."""

from procrastinate.contrib.django import app

from .actions import remind_partners


@app.periodic(cron="40 8 * * *")
@app.task(name="coverage.remind", queueing_lock="coverage.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Once a day."""
    remind_partners()
