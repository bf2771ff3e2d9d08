"""Background work of this room: every night we forget what we need not know any more."""

from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="40 3 * * *")
@app.task(name="recruiting.forget", queueing_lock="recruiting.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Unfinished applications, refused applicants, and who has been away for long."""
    actions.forget_unfinished()
    actions.forget_refused()
    actions.redact_long_away()
    actions.warn_long_away()
