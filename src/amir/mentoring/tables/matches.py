"""The table of matches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table

from ..enums import MatchState
from ..models import Match
from ..queries import names_of_people

STATE_TONES = {
    MatchState.RUNNING: "good",
    MatchState.ON_HOLD: "info",
    MatchState.DORMANT: "warn",
    MatchState.CLOSING: "info",
    MatchState.ENDED: "neutral",
}


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match in words."""

    id: UUID
    mentee: str
    mentor: str
    state: str
    agreed_on: date
    ended_on: date | None


def match_rows(actor: Actor, matches: Iterable[Match]) -> list[MatchRow]:
    """Matches with names; two queries, however many."""
    found = list(matches)
    people = {p for each in found for p in (each.mentee_person_id, each.mentor_person_id)}
    names = names_of_people(actor, people)
    return [
        MatchRow(
            each.id,
            names.get(each.mentee_person_id, ""),
            names.get(each.mentor_person_id, ""),
            each.state,
            each.agreed_on,
            each.ended_on,
        )
        for each in found
    ]


class MatchFilter(KitForm):
    """Matches in a state."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *MatchState.choices], required=False
    )


MATCHES = Table(
    key="matches",
    title=_("Matches"),
    columns=[
        Column(
            "mentee",
            _("Mentee"),
            "mentee",
            sort=lambda row: row.mentee,
            kind="person",
            link=lambda row: reverse("match_page", kwargs={"match_id": row.id}),
        ),
        Column("mentor", _("Mentor"), "mentor", sort=lambda row: row.mentor, kind="person"),
        Column(
            "state",
            _("State"),
            lambda row: MatchState(row.state).label,
            sort=lambda row: row.state,
            kind="tag",
            tone=lambda row: STATE_TONES[row.state],
        ),
        Column("agreed_on", _("Since"), "agreed_on", sort=lambda row: row.agreed_on, kind="date"),
        Column(
            "ended_on",
            _("Until"),
            "ended_on",
            sort=lambda row: row.ended_on or date.max,
            kind="date",
        ),
    ],
    order="-agreed_on",
    search=["mentee", "mentor"],
    filters=MatchFilter,
    narrow=lambda rows, wanted: [
        row for row in rows if not wanted.get("state") or row.state == wanted["state"]
    ],
    ident=lambda row: str(row.id),
    empty=_("A match begins when both have said yes."),
)
