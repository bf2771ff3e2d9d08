"""What a mentor's places cost, and whether the pairs that are locked can stand."""

from peermatch.errors import OptionsError
from peermatch.neighbours import Neighbours
from peermatch.roster import Roster
from peermatch.rules import Rules
from peermatch.wishes import Wishes


class Terms:
    """Answers for the people and wishes as they are now."""

    def __init__(
        self, roster: Roster, wishes: Wishes, neighbours: Neighbours, rules: Rules
    ) -> None:
        self._roster, self._wishes, self._rules = roster, wishes, rules
        self._neighbours = neighbours

    def costs(self, j: int) -> tuple[int, ...] | None:
        """The costs of the places that locked pairs leave; None if the rules allow nobody."""
        people, steps = self._roster.people, self._rules.objective.load_costs
        load, top = int(people.r_load[j]), self._top(j)
        if top <= load or not self._ready(j):
            return None
        running = load + len(self._wishes.locked_to(j))
        return tuple(steps[min(k, len(steps) - 1)] for k in range(running, top))

    def fault_of_locks(self, side: str, who: int) -> OptionsError | None:
        """Why somebody's locked pairs cannot stand, if they cannot."""
        wishes = self._wishes
        mentees = wishes.locked_to(who) if side == "r" else sorted({who} & wishes.locked.keys())
        for i in mentees:
            broken = self._broken(i, wishes.locked[i])
            if broken:
                return OptionsError(
                    "Mentee {mentee} is locked to mentor {mentor}: the rule '{rule}' forbids it.",
                    mentee=i, mentor=wishes.locked[i], rule=broken,
                )  # fmt: skip
        return None

    def _broken(self, i: int, j: int) -> str | None:
        """The rule that a locked pair breaks, if any."""
        running = int(self._roster.people.r_load[j]) + len(self._wishes.locked_to(j))
        broken = {
            "ready": not self._ready(j),
            "capacity": running > self._top(j),
            "exclusion": j in self._wishes.held("e", i, "excl"),
            "conflict": j in self._wishes.held("e", i, "conflict"),
        }
        return next((rule for rule, so in broken.items() if so), self._neighbours.broken(i, j))

    def _ready(self, j: int) -> bool:
        return not self._rules.hard.ready.on or bool(self._roster.people.r_ready[j])

    def _top(self, j: int) -> int:
        """How many mentees a mentor may have, less the places held back."""
        people, held = self._roster.people, self._wishes.reserve.get(j, 0)
        return max(int(people.r_load[j]), int(people.r_cap[j]) - held)
