"""Reading lists of participants: the engine, with our fields, words and places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from amir.places import Gazetteer
from amir.sheets.grid import Book
from amir.sheets.sayings import Saying
from amir.sheets.understanding import NO_ANSWERS, Answers, Understanding, understand

from .roster import Locate
from .sheet import PARTICIPANT_TARGETS, participant_vocabulary


@dataclass(frozen=True, slots=True)
class Lists:
    """Files as they came: those that could be opened, and why the others could not."""

    books: tuple[Book, ...]
    refused: Mapping[str, Saying | str] = field(default_factory=dict)


def understand_participants(
    lists: Lists,
    *,
    as_of: date,
    gazetteer: Gazetteer,
    country: str | None = None,
    answers: Answers = NO_ANSWERS,
) -> Understanding:
    """What the lists say about mentors and mentees; see `amir.sheets.understanding`."""
    return understand(
        lists.books,
        PARTICIPANT_TARGETS,
        participant_vocabulary(),
        as_of=as_of,
        country=country,
        gazetteer=gazetteer,
        answers=answers,
        refused=lists.refused,
    )


def locator(gazetteer: Gazetteer, country: str | None) -> Locate:
    """Where the municipalities of the organisation's country lie."""

    def locate(name: str) -> tuple[float, float] | None:
        found = gazetteer.municipality(name, country) if country else None
        return (found.latitude, found.longitude) if found else None

    return locate
