"""What the queue does with lists."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from amir.core.actor import Actor
from amir.core.tasks import Cancelled, Progress, task

from . import running
from .bringing import Tell


@task(running.READ)
def read_list(actor: Actor, progress: Progress, **told: Any) -> str:
    """Read the files of a list."""
    running.read_list(actor, list_id=UUID(told["list_id"]), tell=_teller(progress))
    return _page(told["list_id"])


@task(running.BRING)
def bring_in_list(actor: Actor, progress: Progress, **told: Any) -> str:
    """Write a list into the records."""
    running.bring_in_list(actor, list_id=UUID(told["list_id"]), tell=_teller(progress))
    return _page(told["list_id"])


@task(running.UNDO)
def take_list_back(actor: Actor, progress: Progress, **told: Any) -> str:
    """Undo a list."""
    running.take_list_back(actor, list_id=UUID(told["list_id"]), tell=_teller(progress))
    return _page(told["list_id"])


def _teller(progress: Progress) -> Tell:
    """Tells how far the work is, and stops it where somebody asked for that."""

    def tell(done: int, total: int, doing: str) -> None:
        if progress.is_cancelled():
            raise Cancelled
        progress.tell(done, total, doing)

    return tell


def _page(list_id: str) -> str:
    return reverse("list_detail", kwargs={"list_id": list_id})
