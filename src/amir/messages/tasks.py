"""Background work of this room: sending, and dropping what is too late.

Not a `core.tasks.task`: nobody watches the progress of one message, and a provider that is down
deserves longer pauses.
"""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from amir.core.queue import Patient

from . import actions, incoming
from .channels import ChannelFailed

# Pauses of 4, 16, 64 ... seconds: six attempts within some 23 minutes.
RETRY = Patient(
    RetryStrategy(
        max_attempts=actions.MOST_ATTEMPTS, exponential_wait=4, retry_exceptions={ChannelFailed}
    )
)


@app.task(name=actions.TASK, retry=RETRY, pass_context=False)
def deliver(delivery_id: str) -> None:
    """Send one message."""
    actions.deliver(UUID(delivery_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name="messages.give_up", queueing_lock="messages.give_up", pass_context=False)
def give_up(timestamp: int) -> None:
    """Drop letters that are too late."""
    actions.give_up_expired()


@app.periodic(cron="* * * * *")
@app.task(name="messages.take_in", queueing_lock="messages.take_in", pass_context=False)
def take_in(timestamp: int) -> None:
    """What people answered by SMS."""
    incoming.take_in()
