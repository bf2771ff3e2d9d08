"""What a project is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
INTERNAL = "internal://"
# How the rules of a code stand in its description, so that they can be read back.
INCLUDE, EXCLUDE = "Include:", "Exclude:"


@dataclass(frozen=True)
class QdaCode:
    """A code with those below it."""

    guid: UUID
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    below: tuple["QdaCode", ...] = ()


@dataclass(frozen=True)
class QdaCoding:
    """A code that a coder gave."""

    guid: UUID
    code: UUID
    coder: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class QdaSelection:
    """A piece of a text: letters from `start` to before `end`."""

    guid: UUID
    name: str
    start: int
    end: int
    codings: tuple[QdaCoding, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class QdaText:
    """A text with its pieces."""

    guid: UUID
    name: str
    text: str
    selections: tuple[QdaSelection, ...] = ()
    notes: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class QdaCase:
    """A focus group: its texts, and its facts by name."""

    guid: UUID
    name: str
    texts: tuple[UUID, ...] = ()
    facts: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True)
class QdaProject:
    """A whole project. `coders`: id -> how they are called, which is no name of theirs."""

    name: str
    codes: tuple[QdaCode, ...] = ()
    texts: tuple[QdaText, ...] = ()
    cases: tuple[QdaCase, ...] = ()
    coders: dict[UUID, str] = field(default_factory=dict)
    notes: tuple[tuple[UUID, str], ...] = ()
    # What the file held and is not read here, such as pictures.
    left_out: int = 0
