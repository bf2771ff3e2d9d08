"""From an understood list to the people who can be considered for a match.

Nobody disappears: whoever is not considered is left out with a reason, and every row that needs
repair says why. An error in how to reach somebody (phone, e-mail) does not keep them from being
matched; an error in who they are does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amir.sheets.sayings import N_, Level, Saying
from amir.sheets.understanding import Person, Problem, Understanding

from .readiness import Attestation, Evidence, Role, Standing, is_ready, standings

# Errors in these fields leave open who the person is or what they can take on.
HOLDING_FIELDS = frozenset({"role", "full_name", "given_name", "family_name", "capacity"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives. Coordinates in degrees, None when the place is not in the gazetteer."""

    name: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A mentor or mentee as their organisation's list knows them."""

    at: str
    role: Role
    name: str
    number: str = ""
    languages: Sequence[tuple[str, str | None]] = ()
    gender: str | None = None
    birth_year: int | None = None
    origin: str | None = None
    arrival_year: int | None = None
    place: Place | None = None
    availability: Sequence[str] = ()
    topics: Sequence[str] = ()
    same_gender: bool = False
    capacity: int = 1
    evidence: Mapping[Evidence, Standing] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether the evidence that their role requires is there."""
        return is_ready(self.evidence)


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to mend in the list. `holds_back`: the person is not considered until then."""

    at: str
    name: str
    column: str
    level: Level
    saying: Saying
    holds_back: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not considered, and why."""

    at: str
    name: str
    role: str
    saying: Saying


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of the lists, sorted into who is considered, what to mend and who is left out."""

    mentees: Sequence[Participant]
    mentors: Sequence[Participant]
    repairs: Sequence[Repair]
    left_out: Sequence[LeftOut]


def roster_of(
    understanding: Understanding, coordinates: "Locate", attestation: Attestation | None = None
) -> Roster:
    """Sort the people of a list. The first row of a person stands; a second one is left out."""
    repairs = tuple(_repair(understanding, problem) for problem in understanding.problems)
    held = {r.at: r for r in repairs if r.holds_back}
    second = {later: first for first, later, _ in understanding.duplicates}
    considered: list[Participant] = []
    left_out: list[LeftOut] = []
    for person in understanding.people:
        reason = _why_left_out(person, held, second)
        if reason is None:
            considered.append(_participant(person, coordinates, attestation))
        else:
            role = str(person.values.get("role", ""))
            left_out.append(LeftOut(person.at, name_of(person.values), role, reason))
    return Roster(
        mentees=tuple(p for p in considered if p.role == "mentee"),
        mentors=tuple(p for p in considered if p.role == "mentor"),
        repairs=repairs,
        left_out=tuple(left_out),
    )
