"""The queue's connections: what a task puts into the queue belongs to the task's transaction.

Procrastinate's worker would write such a job over a connection of its own. The job could then begin
before the rows that it is about are there, or begin although they never came to be.

And a job outlives a database that goes away for a while: `Patient` says how often it is tried.
"""

from django.db import InterfaceError, OperationalError
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Job

PAUSE = 2  # seconds before a job is tried again
# The database was away, or two jobs stood in each other's way: that passes.
PASSING = (OperationalError, InterfaceError)
MOST_TRIES_PASSING = 20


class Patient(BaseRetryStrategy):
    """Waits out what passes; for everything else the strategy of the task decides."""

    def __init__(self, otherwise: BaseRetryStrategy) -> None:
        self.otherwise = otherwise

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None: never."""
        if not isinstance(exception, PASSING):
            return self.otherwise.get_retry_decision(exception=exception, job=job)
        if job.attempts >= MOST_TRIES_PASSING:
            return None
        return RetryDecision(retry_in={"seconds": PAUSE})


class WorkerConnector(PsycopgConnector):
    """Takes jobs up over its own connections; tasks put theirs in over Django's."""

    def __init__(self, alias: str) -> None:
        super().__init__(kwargs=connector_params(alias))
        self._of_tasks = DjangoConnector(alias=alias)

    def get_sync_connector(self) -> DjangoConnector:
        """What the functions without `async` use, and so every task of ours."""
        return self._of_tasks


class QueueConnector(DjangoConnector):
    """Django's connection everywhere but in the worker itself."""

    def get_worker_connector(self) -> WorkerConnector:
        """What `amir work` runs on."""
        return WorkerConnector(self.alias)


def use_own_connector(app: App) -> None:
    """Called once by procrastinate, when Django is ready."""
    app.connector = app.job_manager.connector = QueueConnector()
