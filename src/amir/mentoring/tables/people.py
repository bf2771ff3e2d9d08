"""People without a match, whom to look for, and who has another mentor than before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table

from ..models import Plan, Unmatched
from ..queries import names_in, names_of_people
from ..telling import in_words, read, tell, told_one


@dataclass(frozen=True, slots=True)
class UnmatchedRow:
    """Somebody without a proposal, in words."""

    participant_id: UUID
    name: str
    side: str
    side_label: str
    blocks: str
    helps: str


def unmatched_rows(actor: Actor, found: Iterable[Unmatched]) -> list[UnmatchedRow]:
    """People without a match, told in the reader's language; three queries, however many."""
    rows = list(found)
    names = names_of_people(actor, (row.participant.person_id for row in rows))
    codes = names_in(actor, (row.advice for row in rows))
    codes |= {str(row.participant_id): names.get(row.participant.person_id, "") for row in rows}
    return [
        UnmatchedRow(
            row.participant_id,
            names.get(row.participant.person_id, ""),
            row.side,
            row.get_side_display(),
            tell(read(row.blockers), codes),
            tell(read(row.advice), codes),
        )
        for row in rows
    ]


class UnmatchedFilter(KitForm):
    """Mentees or mentors."""

    side = forms.ChoiceField(
        label=_("Side"),
        choices=[("", _("All")), ("mentee", _("Mentees")), ("mentor", _("Mentors"))],
        required=False,
    )


UNMATCHED = Table(
    key="unmatched",
    title=_("Without a match"),
    columns=[
        Column(
            "name",
            _("Person"),
            "name",
            sort=lambda row: row.name,
            kind="person",
            link=lambda row: reverse("participant_detail", args=[row.participant_id]),
        ),
        Column("side", _("Side"), "side_label", sort=lambda row: row.side),
        Column("blocks", _("What blocks"), "blocks", width=50),
        Column("helps", _("What would help"), "helps", width=60),
    ],
    search=["name", "blocks", "helps"],
    filters=UnmatchedFilter,
    narrow=lambda rows, wanted: [
        row for row in rows if not wanted.get("side") or row.side == wanted["side"]
    ],
    ident=lambda row: str(row.participant_id),
    empty=_("Everybody has a match."),
)


def recruit_rows(plan: Plan) -> list[dict[str, Any]]:
    """Whom to look for, best first, in the reader's language."""
    rows = []
    for number, recruit in enumerate(plan.recruits, start=1):
        [saying] = read([recruit["saying"]])
        words = {name: in_words(value, {}) for name, value in saying.values.items()}
        rows.append(
            {**words, "number": number, "more": saying.count, "together": recruit["together"],
             "sentence": told_one(saying, {})}
        )  # fmt: skip
    return rows


RECRUITS = Table(
    key="recruits",
    title=_("Whom to look for"),
    columns=[
        Column("sentence", _("Look for"), "sentence", width=60),
        Column("more", _("More people matched"), "more", kind="number"),
        Column("together", _("With the rows above"), "together", kind="number"),
        Column("place", _("Place"), "place", is_hidden_at_first=True),
        Column("languages", _("Languages"), "languages", is_hidden_at_first=True),
        Column("topics", _("Themes"), "topics", is_hidden_at_first=True),
        Column("times", _("Free on"), "times", is_hidden_at_first=True),
    ],
    ident=lambda row: str(row["number"]),
    empty=_("No single new mentor would give more people a match."),
)


CHANGES = Table(
    key="changes",
    title=_("What changed"),
    columns=[
        Column("mentee", _("Mentee"), "mentee", sort=lambda row: row["mentee"], kind="person"),
        Column("before", _("Before"), "before", kind="person"),
        Column("after", _("Now"), "after", kind="person"),
        Column("change", _("Change"), "change", sort=lambda row: str(row["change"])),
    ],
    search=["mentee", "before", "after"],
    ident=lambda row: str(row["mentee_id"]),
    empty=_("Everybody has the same mentor as before."),
)
