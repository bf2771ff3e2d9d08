"""What programs send and get."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import Field

from amir.core.api import FormIn, Text

from .enums import ConsentBasis, GroupKind, Mode, TextKind


class FocusGroupLine(Schema):
    """That there is a group, and how far it is; partners see no more of a draft."""

    id: UUID
    label: str
    organisation_id: UUID
    country: str
    kind: str
    state: str
    held_on: date | None


class FocusGroupOut(Schema):
    """A group of one's own organisation. People are numbers."""

    id: UUID
    label: str
    kind: str
    state: str
    country: str
    place: str
    language: str
    held_on: date | None
    people: int | None
    counts: dict[str, dict[str, int]]
    summary: str
    texts: list[UUID]


class FocusGroupIn(FormIn):
    """Plan a group."""

    kind: GroupKind
    country: Text = Field(min_length=2, max_length=2, pattern="^[A-Z]{2}$")
    place: Text = Field(min_length=1, max_length=120)
    language: Text = Field(max_length=12)
    mode: Mode = Mode.IN_PERSON
    planned_on: date | None = None
    guide_id: UUID | None = None


class GroupFactsIn(FormIn):
    """How it went."""

    held_on: date
    people: int = Field(ge=1, le=1_000)
    counts: dict[str, dict[str, int]] = Field(default_factory=dict)
    consent_basis: ConsentBasis
    was_recorded: bool = False
    recording_deleted_on: date | None = None
    version: int | None = None


class GroupStepIn(FormIn):
    """A step of the lifecycle, by name."""

    step: Text = Field(max_length=20)


class GroupTextIn(FormIn):
    """A text of a group; each line is a paragraph."""

    kind: TextKind
    language: Text = Field(max_length=12)
    text: Text = Field(min_length=1, max_length=2_000_000)


class GroupTextOut(Schema):
    """The text, or what waits because something in it looks like a name."""

    id: UUID
    waits_for_decision: bool


class ExcerptIn(FormIn):
    """A piece of a text: paragraphs, trimmed by words."""

    from_paragraph: int = Field(ge=1, le=1_000_000)
    to_paragraph: int = Field(ge=1, le=1_000_000)
    starts_with: Text = Field("", max_length=300)
    ends_with: Text = Field("", max_length=300)


class ExcerptOut(Schema):
    """An excerpt with the names of the codes that anybody gave it."""

    id: UUID
    number: int
    text: str
    translation: str
    approved_on: date | None
    codes: list[str]


class ExcerptCodesIn(FormIn):
    """Which codes of a codebook fit; none may fit."""

    codebook_id: UUID
    codes: list[UUID] = Field(max_length=100)


class MadeHereOut(Schema):
    """What was made."""

    id: UUID | None


class QuoteLine(Schema):
    """An approved quote of a published group."""

    id: UUID
    label: str
    group: str
    country: str
    text: str
    language: str
    translation: str
    codes: list[str]
    themes: list[str]
    facets: list[str]


class ThemeLine(Schema):
    """A theme: country -> labels of the published groups that spoke of it."""

    theme: str
    groups: dict[str, list[str]]


class CoderDecisions(Schema):
    """A code (None: all codes together): decisions of two coders on it."""

    code: UUID | None
    both: int
    only_first: int
    only_second: int
    neither: int
    share: float | None
    kappa: float | None


class CoderAgreementOut(Schema):
    """How far two coders agree."""

    first: UUID
    second: UUID
    excerpts: int
    lines: list[CoderDecisions]
