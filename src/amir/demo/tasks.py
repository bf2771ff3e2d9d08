"""Loading the demo world: one job a chapter, told in order, each whole or not at all."""

from datetime import date
from typing import Any

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.models import Work
from amir.core.tasks import Progress, defer, task

from .moments import as_on
from .telling import chapters
from .world import SETUP

PROGRAMMES = ("amir",)
TELL = "demo.tell_chapter"
# Chapters that build on one another never run side by side.
LOCK = "demo.world"


@task(TELL)
def tell_chapter(actor: Actor, progress: Progress, **arguments: Any) -> None:
    """Tell one chapter; a chapter that stands already changes nothing."""
    chapter = list(chapters(arguments["programme"]))[arguments["number"]]
    progress.tell(0, 1, chapter.doing)
    with as_on(date.fromisoformat(arguments["today"])):
        chapter.tell()
    progress.tell(1, 1, chapter.doing)


def defer_world() -> None:
    """Tell the first chapter now, so that there is a home page, and put the others in the queue.

    Does nothing if the world was asked for before.
    """
    with acting_as(SETUP):
        if Work.objects.filter(task=TELL).exists():
            return
        for programme in PROGRAMMES:
            first, *others = chapters(programme)
            first.tell()
            for number, chapter in enumerate(others, start=1):
                defer(
                    TELL, SETUP, title=chapter.doing, lock=LOCK, programme=programme,
                    number=number, today=clock.today().isoformat(),
                )  # fmt: skip
