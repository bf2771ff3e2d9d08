"""The table of meetings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table
from amir.mentoring.queries import names_of_people

from ..enums import Mode, PlaceKind, Source
from ..models import Meeting


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in words."""

    id: UUID
    match_id: UUID
    held_on: date
    mentee: str
    mentor: str
    minutes: int | None
    mode: str
    place: str
    theme: str
    steps: int
    next_on: date | None
    has_concern: bool
    by_mentor: bool
    source: str
    is_date_doubtful: bool

    @property
    def by(self) -> str:
        """Who told it."""
        return self.mentor if self.by_mentor else self.mentee


def meeting_rows(actor: Actor, meetings: Iterable[Meeting]) -> list[MeetingRow]:
    """Meetings with names; two queries, however many."""
    found = list(meetings)
    people = {p for each in found for p in (each.mentee_person_id, each.mentor_person_id)}
    names = names_of_people(actor, people)
    return [
        MeetingRow(
            each.pk, each.match_id, each.held_on, names.get(each.mentee_person_id, ""),
            names.get(each.mentor_person_id, ""), each.minutes, str(Mode(each.mode).label),
            str(PlaceKind(each.place_kind).label) if each.place_kind else "", each.theme,
            len(each.steps_done), each.next_on, each.has_concern,
            each.logged_by == each.mentor_person_id, str(Source(each.source).label),
            each.is_date_doubtful,
        )
        for each in found
    ]  # fmt: skip


class MeetingFilter(KitForm):
    """Only what needs somebody."""

    needs = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("All")), ("concern", _("With a worry")), ("voice", _("Only by voice")),
                 ("doubt", _("Day in doubt"))],
    )  # fmt: skip


NEEDS: dict[str, Callable[[MeetingRow], bool]] = {
    "concern": lambda row: row.has_concern,
    "voice": lambda row: row.minutes is None,
    "doubt": lambda row: row.is_date_doubtful,
}


def _narrow(rows: list[MeetingRow], wanted: dict[str, str]) -> list[MeetingRow]:
    test = NEEDS.get(wanted.get("needs", ""))
    return [row for row in rows if test is None or test(row)]


MEETINGS = Table(
    key="meetings",
    title=_("Meetings"),
    columns=[
        Column(
            "held_on", _("Day"), "held_on", sort=lambda row: row.held_on, kind="date",
            link=lambda row: reverse("match_meetings", kwargs={"match_id": row.match_id}),
        ),
        Column("mentee", _("Mentee"), "mentee", sort=lambda row: row.mentee, kind="person"),
        Column("mentor", _("Mentor"), "mentor", sort=lambda row: row.mentor, kind="person"),
        Column("minutes", _("Minutes"), "minutes", sort=lambda row: row.minutes or 0,
               kind="number"),
        Column("mode", _("How"), "mode", sort=lambda row: row.mode),
        Column("place", _("Where"), "place", is_hidden_at_first=True),
        Column("theme", _("Theme"), "theme", sort=lambda row: row.theme),
        Column("steps", _("Steps done"), "steps", kind="number"),
        Column("next_on", _("Next date"), "next_on", sort=lambda row: row.next_on or date.max,
               kind="date"),
        Column(
            "concern", _("Worry"), lambda row: _t("Yes") if row.has_concern else "",
            sort=lambda row: not row.has_concern, kind="tag", tone=lambda row: "warn",
        ),
        Column("by", _("Told by"), "by", kind="person", is_hidden_at_first=True),
        Column("source", _("How it was told"), "source", is_hidden_at_first=True),
        Column("doubt", _("Day in doubt"), "is_date_doubtful", kind="tick",
               is_hidden_at_first=True),
    ],
    order="-held_on",
    search=["mentee", "mentor"],
    filters=MeetingFilter,
    narrow=_narrow,
    ident=lambda row: str(row.id),
    empty=_("Mentors and mentees write down their meetings."),
)  # fmt: skip
