"""How far a plan is, in plain words, while it is worked out; whoever cancels stops it here."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from peermatch.large.run import Round  # needs numba, which few have

Tell = Callable[[int, int, str], None]
Row = TypeVar("Row")
STEPS = 100  # percent
READ, FOUND = 15, 60  # how far it is when the people are read, and when the plan is found
EVERY = 2_000  # rows


class Looking:
    """Says in plain words what the matching library is doing, and how good its plan is so far."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._done = tell, READ
        self._matched: dict[int, int] = {}  # by territory
        self._gap: dict[int, int] = {}

    def stage(self, stage: str, share: float) -> None:
        """A stage begins, or goes on."""
        told = {"pairs": _("Finding out who fits whom"), "done": _("Checking the plan")}
        self._done = READ + round((FOUND - READ) * share)
        self._tell(self._done, STEPS, told.get(stage) or _("Looking for the best plan"))

    def round(self, found: "Round") -> None:
        """A part of the people has a better plan, proven to be so near the best."""
        self._matched[found.territory] = int((found.mate >= 0).sum())
        self._gap[found.territory] = found.gap
        matched, gap = sum(self._matched.values()), sum(self._gap.values())
        said = _("With a mentor: {count}. Looking for better pairs.")
        if min(self._gap.values()) >= 0:
            said = _("With a mentor: {count}. At most {gap} points from the best plan.")
        self._tell(self._done, STEPS, said.format(count=matched, gap=gap))


class Writing:
    """Says now and then how many rows are written; whoever cancels stops it there."""

    def __init__(self, tell: Tell, expected: int) -> None:
        self._tell, self._expected, self._count = tell, expected, 0

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows."""
        for row in rows:
            yield row
            self._count += 1
            if self._count % EVERY == 0:
                share = min(1.0, self._count / self._expected)
                done = FOUND + round((STEPS - 1 - FOUND) * share)
                self._tell(done, STEPS, _("Writing down the reasons"))
