"""Many people as columns: numbers instead of an object for each person.

People pass by one after the other and leave only what matching looks at, so that a hundred
thousand of them need megabytes, not gigabytes. A `Side` can be used like a list of participants.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from amir.participants.readiness import Evidence, Role, Standing
from amir.participants.roster import Participant, Place

Array = npt.NDArray[Any]
Evidences = Mapping[Evidence, Standing]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("am", "pm", "eve")
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
TOPICS = ("work", "housing", "finance")
GENDERS = ("f", "m", "x")
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
UNKNOWN = -1

_SLOT = {slot: k for k, slot in enumerate(SLOTS)}
_TOPIC = {topic: k for k, topic in enumerate(TOPICS)}
_GENDER = {gender: k for k, gender in enumerate(GENDERS)}
_LEVEL = {level: k for k, level in enumerate(CEFR)}
_LETTERS = 26
# One whole number per person each, `UNKNOWN` where nothing is known.
COLUMNS = ("place", "slots", "gender", "same", "origin", "birth", "arrival", "capacity", "first",
           "further", "ready")  # fmt: skip


class Known:
    """What the numbers of languages and places stand for, on both sides alike."""

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.places: list[Place] = []
        self._tag: dict[str, int] = {}
        self._place: dict[tuple[object, ...], int] = {}

    def tag(self, language: str) -> int:
        """The number of a language."""
        number = self._tag.setdefault(language, len(self.tags))
        if number == len(self.tags):
            self.tags.append(language)
        return number

    def place(self, place: Place | None) -> int:
        """The number of a place."""
        if place is None:
            return UNKNOWN
        number = self._place.setdefault(place_key(place), len(self.places))
        if number == len(self.places):
            self.places.append(place)
        return number


@dataclass(frozen=True, slots=True, eq=False)
class Side(Sequence[Participant]):
    """Mentees or mentors: entry k of every column is person k, told again by `side[k]`.

    `columns` by name (see `COLUMNS`). Person k speaks the languages
    `tag[starts[k]:starts[k + 1]]`, at the CEFR indices in `level`. What is told again lacks
    names, and themes after the first are in the order of `TOPICS`.
    """

    role: Role
    known: Known
    at: Sequence[str]
    columns: Mapping[str, Array]
    starts: Array
    tag: Array
    level: Array
    evidence: Sequence[Evidences]

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, k: int) -> Participant: ...
    @overload
    def __getitem__(self, k: slice) -> Sequence[Participant]: ...
    def __getitem__(self, k: int | slice) -> Participant | Sequence[Participant]:
        if isinstance(k, slice):
            return [self[each] for each in range(*k.indices(len(self)))]
        held = {name: int(column[k]) for name, column in self.columns.items()}
        return Participant(
            at=self.at[k],
            role=self.role,
            name="",
            languages=self._languages(k),
            gender=None if held["gender"] == UNKNOWN else GENDERS[held["gender"]],
            birth_year=_known(held["birth"]),
            origin=_letters(held["origin"]),
            arrival_year=_known(held["arrival"]),
            place=None if held["place"] == UNKNOWN else self.known.places[held["place"]],
            availability=tuple(s for s, bit in _SLOT.items() if held["slots"] >> bit & 1),
            topics=tuple(
                topic
                for bits in (held["first"], held["further"])
                for topic, bit in _TOPIC.items()
                if bits >> bit & 1
            ),
            same_gender=bool(held["same"]),
            capacity=held["capacity"],
            evidence=self.evidence[k],
        )

    def _languages(self, k: int) -> tuple[tuple[str, str | None], ...]:
        said = slice(int(self.starts[k]), int(self.starts[k + 1]))
        pairs = zip(self.tag[said].tolist(), self.level[said].tolist(), strict=True)
        return tuple(
            (self.known.tags[tag], None if level == UNKNOWN else CEFR[level])
            for tag, level in pairs
        )

    @property
    def speaker(self) -> Array:
        """For each entry of `tag` and `level`, whose it is."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def take(self, chosen: Array) -> "Side":
        """Those for whom `chosen` is true, in the same order."""
        which = np.flatnonzero(chosen)
        kept = np.repeat(chosen, np.diff(self.starts))
        starts = np.concatenate([[0], np.cumsum(np.diff(self.starts)[which])])
        return Side(
            role=self.role,
            known=self.known,
            at=tuple(self.at[k] for k in which.tolist()),
            columns={name: column[which] for name, column in self.columns.items()},
            starts=starts,
            tag=self.tag[kept],
            level=self.level[kept],
            evidence=tuple(self.evidence[k] for k in which.tolist()),
        )


class Passing:
    """The columns of one side while its people pass by."""

    def __init__(self, role: Role, known: Known) -> None:
        self._role, self._known = role, known
        self._at: list[str] = []
        self._evidence: list[Evidences] = []
        self._same_evidence: dict[tuple[object, ...], Evidences] = {}
        self._columns = {name: array("q") for name in COLUMNS}
        self._starts, self._tag, self._level = array("q", [0]), array("i"), array("b")

    def add(self, person: Participant) -> None:
        """One more person; nothing else of them is kept."""
        self._at.append(person.at)
        # People with the same evidence share one mapping.
        held = tuple(person.evidence.items())
        self._evidence.append(self._same_evidence.setdefault(held, person.evidence))
        for tag, said in person.languages:
            self._tag.append(self._known.tag(tag))
            self._level.append(_LEVEL.get(said or "", UNKNOWN))
        self._starts.append(len(self._tag))
        first = topic_bits(person.topics[:1])
        values = (
            self._known.place(person.place),
            sum(1 << _SLOT[slot] for slot in {*person.availability}),
            _GENDER[person.gender] if person.gender else UNKNOWN,
            person.same_gender,
            _number(person.origin),
            person.birth_year or UNKNOWN,
            person.arrival_year or UNKNOWN,
            person.capacity,
            first,
            topic_bits(person.topics[1:]) & ~first,
            person.is_ready,
        )
        for column, value in zip(self._columns.values(), values, strict=True):
            column.append(value)

    def side(self) -> Side:
        """Everybody who passed by."""
        return Side(
            role=self._role,
            known=self._known,
            at=tuple(self._at),
            columns={name: np.array(column) for name, column in self._columns.items()},
            starts=np.array(self._starts),
            tag=np.array(self._tag),
            level=np.array(self._level),
            evidence=tuple(self._evidence),
        )


def side_of(people: Iterable[Participant], role: Role, known: Known) -> Side:
    """These people as columns."""
    passing = Passing(role, known)
    for person in people:
        passing.add(person)
    return passing.side()


def codes_of(people: Sequence[Participant]) -> Sequence[str]:
    """The `at` of each of these people."""
    return people.at if isinstance(people, Side) else [person.at for person in people]


def place_key(place: Place) -> tuple[object, ...]:
    """Two people live in one place when the gazetteer says so, or when they wrote the same."""
    if place.latitude is None:
        return (place.country, place.name)
    return (place.country, place.latitude, place.longitude)


def topic_bits(topics: Iterable[str]) -> int:
    """The themes as a bit set; themes that matching does not know are left out."""
    return sum(1 << _TOPIC[topic] for topic in {*topics} if topic in _TOPIC)


def _known(value: int) -> int | None:
    return None if value == UNKNOWN else value


def _number(country: str | None) -> int:
    """A number for a country's two letters."""
    if not country:
        return UNKNOWN
    first, second = (ord(letter) - ord("A") for letter in country)
    return first * _LETTERS + second


def _letters(number: int) -> str | None:
    if number == UNKNOWN:
        return None
    return "".join(chr(ord("A") + part) for part in divmod(number, _LETTERS))
