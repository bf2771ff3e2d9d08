"""From an understood list to the people who can be considered for a match.

Nobody disappears: whoever is not considered is left out with a reason, and every row that needs
repair says why. An error in how to reach somebody (phone, e-mail) does not keep them from being
matched; an error in who they are does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from amir.sheets.sayings import N_, Level, Saying
from amir.sheets.tables.results import Person, Problem
from amir.sheets.understanding import Understanding

from .readiness import Attestation, Evidence, Role, Standing, is_ready, standings

# (name of a municipality, country) -> (latitude, longitude), or None where it is not known.
Locate = Callable[[str], tuple[float, float] | None]

# Errors in these fields leave open who the person is or what they can take on.
HOLDING_FIELDS = frozenset({"role", "full_name", "given_name", "family_name", "capacity"})
HOLDING_KINDS = frozenset({"role_missing", "role_both", "name_missing"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives. Coordinates in degrees, None when the place is not in the gazetteer.

    `country`: two letters, "" where nobody told (the people of a list live in one country).
    """

    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""


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
    understanding: Understanding, locate: Locate, attestation: Attestation | None = None
) -> Roster:
    """Sort the people of a list. The first row of a person stands; a second one is left out."""
    repairs = _repairs(understanding)
    held = {r.at: r for r in repairs if r.holds_back}
    second = {later: first for first, later, _ in understanding.duplicates}
    considered: list[Participant] = []
    left_out: list[LeftOut] = []
    for person in understanding.people:
        reason = _why_left_out(person, held, second)
        if reason is None:
            considered.append(_participant(person, locate, attestation))
        else:
            role = str(person.values.get("role", ""))
            left_out.append(LeftOut(person.at, name_of(person.values), role, reason))
    return Roster(
        mentees=tuple(p for p in considered if p.role == "mentee"),
        mentors=tuple(p for p in considered if p.role == "mentor"),
        repairs=repairs,
        left_out=tuple(left_out),
    )


def name_of(values: Mapping[str, object]) -> str:
    """The name as people say it."""
    if values.get("full_name"):
        return str(values["full_name"])
    parts = (values.get("given_name"), values.get("family_name"))
    return " ".join(str(part) for part in parts if part)


def _why_left_out(
    person: Person, held: Mapping[str, Repair], second: Mapping[str, str]
) -> Saying | None:
    if person.left_out:
        return Saying(N_("The row is hidden, and you chose to leave hidden rows out."))
    if person.hidden:
        return Saying(N_("The row is hidden, and nobody has said whether it counts."))
    if person.at in second:
        return Saying(N_("The same person stands in {at}."), {"at": second[person.at]})
    if person.at in held:
        return held[person.at].saying
    if person.values.get("role") not in ("mentor", "mentee"):
        return Saying(N_("Nothing says whether this person is a mentor or a mentee."))
    return None


def _repairs(understanding: Understanding) -> tuple[Repair, ...]:
    fields = {table.name: table.fields for table in understanding.tables}
    names = {person.at: name_of(person.values) for person in understanding.people}

    def repair(problem: Problem) -> Repair:
        table = problem.at.rsplit("!", 1)[0]
        field_name = fields.get(table, {}).get(problem.column)
        complaint = problem.complaint
        # A missing role or name is a complaint about the row, whatever column it names.
        who = field_name in HOLDING_FIELDS or complaint.kind in HOLDING_KINDS
        return Repair(
            at=problem.at,
            name=names.get(problem.at, ""),
            column=problem.column,
            level=complaint.level,
            saying=complaint.saying,
            holds_back=complaint.level == "error" and who,
        )

    return tuple(repair(problem) for problem in understanding.problems)


def _participant(person: Person, locate: Locate, attestation: Attestation | None) -> Participant:
    # The engine gives each field in the form that the sheets' README fixes; `Any` ends here.
    values = cast("Mapping[str, Any]", person.values)
    role: Role = values["role"]
    birth = values.get("birth")
    return Participant(
        at=person.at,
        role=role,
        name=name_of(values),
        number=str(values.get("external_id", "")),
        languages=tuple((said["tag"], said["level"]) for said in values.get("languages", ())),
        gender=values.get("gender"),
        birth_year=int(str(birth)[:4]) if birth else None,
        origin=values.get("country_of_origin"),
        arrival_year=values.get("arrival_year"),
        place=_place(values.get("place"), locate),
        availability=tuple(values.get("availability", ())),
        topics=tuple(values.get("topics", ())),
        same_gender=values.get("gender_preference") == "same",
        capacity=int(values.get("capacity", 1)),
        evidence=standings(role, values, attestation),
    )


def _place(value: Mapping[str, Any] | None, locate: Locate) -> Place | None:
    if not value:
        return None
    name = str(value.get("name") or value["written"])
    found = locate(name)
    return Place(name, *found) if found else Place(name)
