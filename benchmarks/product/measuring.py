"""Solve one plan as a worker does, and say what each step cost."""

import os
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor
from amir.core.tasks import Progress
from amir.mentoring.actions import start_plan
from amir.mentoring.models import Plan, Proposal, Unmatched
from amir.mentoring.tasks import solve_waiting_plan

from .people import DAY
from .world import World

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds so far: on the clock, of this process, of its PostgreSQL backend; peak memory."""

    doing: str
    wall: float
    python: float
    postgres: float
    peak_mb: float


@dataclass(frozen=True)
class Watching(Progress):
    """Progress that remembers when each step began."""

    backend: int = 0
    moments: list[Moment] = field(default_factory=list)

    def tell(self, done: int, total: int, doing: str = "") -> None:
        """A step begins, or goes on; figures tell how far it is."""
        is_step = not any(sign.isdigit() for sign in doing)
        if is_step and (not self.moments or self.moments[-1].doing != doing):
            self.moments.append(now(doing, self.backend))

    def is_cancelled(self) -> bool:
        """Nobody stops it."""
        return False


def now(doing: str, backend: int) -> Moment:
    """What has been used until now."""
    parts = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return Moment(
        doing,
        time.monotonic(),
        time.process_time(),
        (int(parts[11]) + int(parts[12])) / TICKS,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def measure(world: World) -> tuple[list[Moment], dict[str, int]]:
    """The moments of one run, the last when everything is committed; and what was stored."""
    elena = Actor(account_id=UUID(world.coordinator_id))
    with acting_as(elena):
        elena = load_actor(elena.account_id)
        plan = start_plan(elena, organisation_id=UUID(world.organisation_id), as_of=DAY)
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        backend = cursor.fetchone()[0]
    watching = Watching(uuid4(), elena, backend)
    with acting_as(elena):
        solve_waiting_plan.run(elena, watching, plan_id=str(plan.id))
        watching.tell(0, 0, "Committing")
    watching.tell(0, 0, "")
    with acting_as(elena):
        kept = Plan.objects.get(pk=plan.pk)
        stored = {
            "proposals": Proposal.objects.filter(plan=plan).count(),
            "without": Unmatched.objects.filter(plan=plan).count(),
        }
    if kept.state != "ready":
        raise SystemExit(f"The plan is {kept.state}: {kept.why_failed}")
    return watching.moments, {**kept.figures, **stored}


def report(moments: list[Moment], figures: dict[str, int]) -> None:
    """One row per step, and the sum."""
    print(f"{'step':<28} {'wall s':>8} {'Python s':>9} {'PostgreSQL s':>13} {'peak MB':>8}")
    for one, other in zip(moments, [*moments[1:], moments[-1]], strict=True):
        if one.doing:
            _row(one.doing, one, other)
    _row("total", moments[0], moments[-1])
    print(", ".join(f"{name} {figure}" for name, figure in figures.items()))


def _row(name: str, one: Moment, other: Moment) -> None:
    print(f"{name:<28} {other.wall - one.wall:>8.2f} {other.python - one.python:>9.2f} "
          f"{other.postgres - one.postgres:>13.2f} {other.peak_mb:>8.0f}", flush=True)  # fmt: skip
