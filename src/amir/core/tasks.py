"""Background work: a job is written in the transaction of its cause and runs as its actor.

A task may run twice (a killed worker's job is taken up again), so every task must be idempotent.
Its own transaction is one; progress is told on a connection beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.core.audit.sealing import seal_events
from amir.core.errors import Refused
from amir.core.models import Work
from amir.core.queue import MOST_TRIES_PASSING, PASSING, PAUSE, Patient

from . import clock

MOST_TRIES = 2
AGAIN = Patient(RetryStrategy(max_attempts=MOST_TRIES, wait=PAUSE))


class TaskFunction(Protocol):
    """What a task is: it gets its actor, its progress, and plain arguments."""

    def __call__(self, actor: Actor, progress: "Progress", **arguments: Any) -> str | None: ...


@dataclass(frozen=True)
class Progress:
    """Tells how far a piece of work is; visible at once, whatever becomes of the work."""

    work_id: UUID
    actor: Actor

    def tell(self, done: int, total: int, doing: str = "") -> None:
        """`done` of `total` steps; `doing` says in plain words what is being done."""
        self._write(done=done, total=total, doing=doing[:300])

    def _write(self, **values: Any) -> None:
        with acting_as(self.actor, using=settings.AMIR_ASIDE):
            Work.objects.using(settings.AMIR_ASIDE).filter(pk=self.work_id).update(**values)

    def begin(self) -> bool:
        """The worker takes it up; False if somebody cancelled it, or it is done already."""
        with acting_as(self.actor, using=settings.AMIR_ASIDE):
            waiting = Work.objects.using(settings.AMIR_ASIDE).filter(
                pk=self.work_id, state__in=[Work.WAITING, Work.RUNNING, Work.FAILED]
            )
            return bool(waiting.update(state=Work.RUNNING, started_at=clock.now()))

    def fail(self, sentence: str) -> None:
        """It cannot be done; the sentence says why."""
        self._write(state=Work.FAILED, doing=sentence[:300], ended_at=clock.now())

    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        with acting_as(self.actor, using=settings.AMIR_ASIDE):
            rows = Work.objects.using(settings.AMIR_ASIDE).filter(pk=self.work_id)
            return rows.values_list("state", flat=True).first() == Work.CANCELLED


class Untold(Progress):
    """Progress that nobody looks at and nobody can cancel."""

    def _write(self, **values: Any) -> None:
        """Tell nobody."""

    def is_cancelled(self) -> bool:
        """Never."""
        return False


_functions: dict[str, TaskFunction] = {}


class Cancelled(Exception):
    """A task saw that it was cancelled, and stops; its transaction is taken back."""


@dataclass(frozen=True)
class Task:
    """A named task. Actions put it into the queue by its name, because tasks call actions."""

    name: str
    run: TaskFunction


def task(name: str) -> Callable[[TaskFunction], Task]:
    """Declare a background task. Returns a `Task`; the function itself is `.run`.

    The function returns the address of its result, or None.
    """

    def declare(function: TaskFunction) -> Task:
        def job(context: JobContext, /, **told: Any) -> None:
            _run(function, is_last=context.job.attempts >= MOST_TRIES_PASSING, **told)

        _functions[name] = function
        app.task(name=name, retry=AGAIN, pass_context=True)(job)
        return Task(name, function)

    return declare


def defer(
    task_name: str,
    actor: Actor,
    *,
    title: str,
    organisation_id: UUID | None = None,
    lock: str | None = None,
    **arguments: Any,
) -> Work:
    """Put a task into the queue by its name, in the current transaction; returns its progress row.

    `arguments` must be plain JSON values: ids, codes, numbers; never names or texts of persons.
    Jobs with the same `lock` run one after another, in the order in which they were deferred.
    """
    with transaction.atomic():
        work = Work.objects.create(
            id=uuid4(),
            organisation_id=organisation_id,
            account_id=actor.account_id,
            task=task_name,
            title=title,
        )
        app.configure_task(task_name, lock=lock).defer(
            work_id=str(work.id),
            account_id=str(actor.account_id) if actor.account_id else None,
            purpose=actor.purpose,
            granted=list[Any](sorted(actor.granted)),
            language=translation.get_language() or "en",
            arguments=arguments,
        )
    return work


def run_here(task_name: str, actor: Actor, work_id: UUID | None, **arguments: Any) -> None:
    """Do deferred work now, in the caller's transaction, telling nobody how far it is.

    Its job finds the work done when its turn comes.
    """
    result = _functions[task_name](actor, Untold(uuid4(), actor), **arguments)
    if work_id is not None:
        done = Work.objects.filter(pk=work_id)
        done.update(state=Work.DONE, ended_at=clock.now(), result_url=result or "")


def _run(
    function: TaskFunction,
    *,
    is_last: bool,
    work_id: str,
    account_id: str | None,
    purpose: str,
    granted: list[str],
    language: str,
    arguments: dict[str, Any],
) -> None:
    """Run one job: its actor as of now, one transaction, the end told in the same transaction."""
    known = Actor(account_id=UUID(account_id)) if account_id else platform(purpose, granted)
    progress = Progress(UUID(work_id), known)
    with translation.override(language):
        try:
            if not progress.begin():
                return
            with acting_as(known):
                actor = load_actor(known.account_id) if known.account_id else known
                result = function(actor, progress, **arguments)
                Work.objects.filter(pk=work_id).update(
                    state=Work.DONE, ended_at=clock.now(), result_url=result or ""
                )
        except Cancelled:
            return
        except Refused as refused:
            progress.fail(str(refused))
        except Exception as error:
            if isinstance(error, PASSING) and not is_last:
                raise  # it is still being done, as far as anybody needs to know
            progress.fail(_("Something went wrong on our side. Nothing was changed. Try again."))
            raise


@app.periodic(cron="* * * * * */10")
@app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    """Jobs of a worker that died are taken up by another: without this they would never end."""
    stalled = await app.job_manager.get_stalled_jobs(
        seconds_since_heartbeat=settings.AMIR_STALLED_SECONDS
    )
    for job in stalled:
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            # A periodic one whose successor waits already.
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)


@app.periodic(cron="* * * * * */20")
@app.task(name="core.seal_audit", queueing_lock="core.seal_audit", pass_context=False)
def seal_audit(timestamp: int) -> None:
    """Chain what was written down since the last time."""
    seal_events()
