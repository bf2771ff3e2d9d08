"""Background work of this room. Nobody watches its progress, so these are plain queue tasks."""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.queue import Patient

from . import actions
from .actions.codes import SEND_TASK
from .models import CHANGING_CONTACTS, BrowserSession, SignInCode
from .queries import SIGN_IN

RETRY = Patient(RetryStrategy(max_attempts=3, wait=2))
CODES_KEPT = timedelta(days=1)


@app.task(name=SEND_TASK, retry=RETRY, pass_context=False)
def send_code(code_id: str) -> None:
    """Send the digits that were asked for, if anybody has the contact."""
    with acting_as(platform(SIGN_IN)) as actor:
        actions.send_code(actor, code_id=UUID(code_id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="people.contact_changes", queueing_lock="people.contact_changes", pass_context=False)
def carry_out_contact_changes(timestamp: int) -> None:
    """Confirmed changes of contacts whose time has come."""
    with acting_as(platform(CHANGING_CONTACTS)) as actor:
        actions.carry_out_contact_changes(actor)


@app.periodic(cron="17 3 * * *")
@app.task(name="people.sweep", queueing_lock="people.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Drop sessions that are over and codes that nobody can use any more."""
    BrowserSession.objects.filter(expire_date__lt=clock.now()).delete()
    SignInCode.objects.filter(asked_at__lt=clock.now() - CODES_KEPT).delete()
