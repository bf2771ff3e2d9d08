"""Background work of this room."""

from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="41 3 * * *")
@app.task(name="care.retention", queueing_lock="care.retention", pass_context=False)
def erase_whom_we_keep_too_long(timestamp: int) -> None:
    """Erase people who were refused or left long ago."""
    actions.erase_whom_we_keep_too_long()
