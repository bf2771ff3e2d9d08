"""What a match must fulfil and what makes it good, as data that a programme can edit.

`YARDSTICK` is the fixed rule set that benchmarks are judged by. `PROGRAMME` is the one for
mentoring programmes: an interpreter may stand in for a shared language, the first theme must
be covered, the mentor has been settled for longer, origin counts only if the mentee wishes
it, and priority comes from waiting time and urgency, never from anything sensitive.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any, Self, cast

from peermatch.errors import RulesError
from peermatch.reading import build

LEVELS = ("a2", "b1", "b2", "c1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A hard rule without parameters."""

    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The level both sides need in one language, and whether an interpreter may help."""

    on: bool = True
    level: str = "b1"
    interpreter: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The distances that `e_radius` points at. The first is the same municipality.

    `remote`: two people of one country who both agree to meet remotely need no distance.
    """

    on: bool = True
    kilometres: tuple[float, ...] = (0.0, 10.0, 25.0, 50.0)
    remote: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A shared weekly slot; `unknown`: people who gave no slots at all agree on one later."""

    on: bool = True
    unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The mentor arrived at least `years` earlier; `unknown`: an unknown year is no obstacle."""

    on: bool = True
    years: int = 2
    unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hard:
    """The rules that are never broken. `hard.py` says what each one means."""

    ready: Switch = Switch()
    capacity: Switch = Switch()
    language: Language = Language()
    gender: Switch = Switch()
    slot: Slot = Slot()
    theme: Switch = Switch()
    settled: Settled = Settled()
    place: Place = Place()
    exclusion: Switch = Switch()
    conflict: Switch = Switch()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePoints:
    """Points for the best level at which a language is shared."""

    a2: int = 0
    b1: int = 60
    b2: int = 120
    c1: int = 180
    interpreter: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPoints:
    """`points` times the share of needs covered, each need weighing its urgency."""

    points: int = 400
    urgency: tuple[int, ...] = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPoints:
    """Points for the same country of origin; `if_wished`: only if the mentee wishes it."""

    points: int = 120
    if_wished: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePoints:
    """Points per distance of `Place.kilometres`, and for meeting only remotely."""

    near: tuple[int, ...] = (100, 70, 40, 20)
    remote: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgePoints:
    """Points if the mentor's age band is one of `offsets` above the mentee's."""

    points: int = 50
    offsets: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points per criterion. `criteria.py` says how each one is counted."""

    topics: TopicPoints = TopicPoints()
    language: LanguagePoints = LanguagePoints()
    origin: OriginPoints = OriginPoints()
    sector: int = 100
    place: PlacePoints = PlacePoints()
    age: AgePoints = AgePoints()
    slots: tuple[int, ...] = (16, 33, 50)  # for 1, 2, 3 or more shared slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is maximised: people by priority first, then points and waiting, less load.

    `tier`: "given" takes `e_tier`; "waiting" takes the higher of `e_urgency` and the number of
    `tier_weeks` that the mentee has waited for. `load_costs`: for a mentor's first, second,
    third mentee; the last holds for every further one. `per_person` counts for one more
    person (0 = just enough to outweigh all points); see `Rules.big`.
    """

    tier: str = "waiting"
    tier_weeks: tuple[int, ...] = (13, 26, 52)
    wait_cap: int = 52
    load_costs: tuple[int, ...] = (0, 60, 150)
    per_person: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A whole rule set."""

    name: str = "programme"
    hard: Hard = field(default_factory=Hard)
    score: Score = field(default_factory=Score)
    objective: Objective = field(default_factory=Objective)

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise RulesError(fault)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Self:
        """Rules from nested mappings, as read from JSON or YAML.

        What is not named stays as in `base` ("programme" unless said). `"theme": false`
        switches a hard rule off; numbers and truths may be written as text.
        """
        data = dict(data)
        base = data.pop("base", "programme")
        if base not in BUILT_IN:
            raise RulesError("'{base}' is not a rule set; known: {known}.", base=base,
                             known=", ".join(BUILT_IN))  # fmt: skip
        return cast(Self, build(Rules, data, base=BUILT_IN[base], path=""))

    def to_mapping(self) -> dict[str, Any]:
        """Nested plain values that `from_mapping` reads back."""
        return asdict(self)

    @property
    def most_points(self) -> int:
        """More than any pair can gain or cost besides being a pair."""
        score, language = self.score, self.score.language
        spoken = (language.a2, language.b1, language.b2, language.c1, language.interpreter)
        return (
            score.topics.points + max(spoken) + score.origin.points + score.sector
            + max(*score.place.near, score.place.remote) + score.age.points + max(score.slots)
            + self.objective.wait_cap + max(self.objective.load_costs)
        )  # fmt: skip

    def big(self, mentees: int, *, bonus: int = 0) -> int:
        """What one more person of the lowest tier counts: more than all points together."""
        per_person = max(self.objective.per_person, self.most_points + 1)
        return (per_person + bonus) * (mentees + 1)


def _faults(rules: Rules) -> list[str]:
    """What is wrong with the values, in plain words."""
    hard, score, objective = rules.hard, rules.score, rules.objective
    kilometres, weeks, costs = hard.place.kilometres, objective.tier_weeks, objective.load_costs
    language = score.language
    points = (
        score.topics.points, *score.topics.urgency, language.a2, language.b1, language.b2,
        language.c1, language.interpreter, score.origin.points, score.sector, *score.place.near,
        score.place.remote, score.age.points, *score.slots, objective.wait_cap,
        objective.per_person, hard.settled.years, *costs, *weeks,
    )  # fmt: skip
    tests = {
        "Points, costs, weeks and years are 0 to 1000000.": not all(
            0 <= p <= 1_000_000 for p in points
        ),
        "The rules 'capacity', 'exclusion' and 'conflict' cannot be switched off.": not (
            hard.capacity.on and hard.exclusion.on and hard.conflict.on
        ),
        f"'language.level' is one of {', '.join(LEVELS)}.": hard.language.level not in LEVELS,
        "'place.kilometres' must rise from 0 and hold at most 15 distances.": (
            not 1 <= len(kilometres) <= 15 or kilometres[0] != 0 or not _rises(kilometres)
        ),
        "'score.place.near' needs one figure per distance.": (
            len(score.place.near) != len(kilometres)
        ),
        "'score.topics.urgency' needs three figures.": len(score.topics.urgency) != 3,
        "'score.slots' needs a figure for one shared slot.": not score.slots,
        "'objective.load_costs' must not fall.": not costs or list(costs) != sorted(costs),
        "'objective.tier' is 'given' or 'waiting'.": objective.tier not in ("given", "waiting"),
        "'objective.tier_weeks' must rise and hold at most 7 steps.": (
            not _rises(weeks) or len(weeks) > 7
        ),
    }
    return [fault for fault, found in tests.items() if found]


def _rises(values: tuple[float, ...]) -> bool:
    return all(a < b for a, b in pairwise(values))


YARDSTICK = Rules(
    name="yardstick",
    hard=Hard(
        language=Language(interpreter=False),
        slot=Slot(unknown=False),
        theme=Switch(on=False),
        settled=Settled(on=False),
    ),
    score=Score(language=LanguagePoints(interpreter=0), origin=OriginPoints(if_wished=False)),
    objective=Objective(tier="given", per_person=1300),
)
PROGRAMME = Rules()
BUILT_IN: dict[str, Rules] = {"programme": PROGRAMME, "yardstick": YARDSTICK}
