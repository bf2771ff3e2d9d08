"""Proposed pairs: rows with the words that a reader sees, and how they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.forms import KitForm
from amir.kit.tables import BulkAct, Column, Table

from ..enums import ProposalState
from ..models import Asking, Proposal
from ..queries import names_of_people
from ..rules import DECIDE
from ..telling import read, tell

PROPOSAL_TONES = {
    ProposalState.PROPOSED: "accent",
    ProposalState.ASKED: "info",
    ProposalState.AGREED: "good",
    ProposalState.DECLINED: "bad",
    ProposalState.EXPIRED: "warn",
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """A proposal in words."""

    id: UUID
    mentee: str
    mentor: str
    reasons: list[dict[str, Any]]
    names: Mapping[str, str]
    points: int
    state: str
    is_locked: bool
    by_hand: bool
    answers: str
    is_unreached: bool

    @property
    def why(self) -> str:
        """Why this pair, told only for the rows that are looked at."""
        return tell(read(self.reasons), self.names)

    @property
    def ident(self) -> str:
        """With what one saw: whoever sees an old page cannot change what is new."""
        return f"{self.id}:{self.state}:{int(self.is_locked)}"


def pair_rows(
    actor: Actor, proposals: Iterable[Proposal], askings: Iterable[Asking] = ()
) -> list[PairRow]:
    """Proposals in the reader's language; three queries, however many."""
    found = list(proposals)
    people = {p for each in found for p in (each.mentee_person_id, each.mentor_person_id)}
    names = names_of_people(actor, people)
    by_code = {
        str(key): names.get(person, "")
        for each in found
        for key, person in (
            (each.mentee_id, each.mentee_person_id),
            (each.mentor_id, each.mentor_person_id),
        )
    }
    asked: dict[UUID, list[Asking]] = {}
    for asking in askings:
        asked.setdefault(asking.proposal_id, []).append(asking)
    return [
        PairRow(
            id=each.id,
            mentee=names.get(each.mentee_person_id, ""),
            mentor=names.get(each.mentor_person_id, ""),
            reasons=each.reasons,
            names=by_code,
            points=each.points,
            state=each.state,
            is_locked=each.is_locked,
            by_hand=each.by_hand,
            answers=_answers(each, asked.get(each.id, [])),
            is_unreached=any(not a.is_sent and not a.answer for a in asked.get(each.id, []))
            and each.state == ProposalState.ASKED,
        )
        for each in found
    ]


def _answers(proposal: Proposal, askings: Sequence[Asking]) -> str:
    if proposal.state not in (ProposalState.ASKED, ProposalState.DECLINED, ProposalState.EXPIRED):
        return ""
    said = {asking.side: asking.get_answer_display() or str(_("no answer")) for asking in askings}
    told = [(_("Mentee"), said.get("mentee")), (_("Mentor"), said.get("mentor"))]
    return " · ".join(f"{side}: {answer}" for side, answer in told if answer)


class PairFilter(KitForm):
    """What a coordinator looks at in a plan."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *ProposalState.choices], required=False
    )
    is_locked = forms.BooleanField(label=_("Locked only"), required=False)
    is_unreached = forms.BooleanField(label=_("Not reached by message"), required=False)


def _narrow_pairs(rows: list[PairRow], wanted: dict[str, Any]) -> list[PairRow]:
    return [
        row
        for row in rows
        if (not wanted.get("state") or row.state == wanted["state"])
        and (not wanted.get("is_locked") or row.is_locked)
        and (not wanted.get("is_unreached") or row.is_unreached)
    ]


def _marks(row: PairRow) -> str:
    marks = [(row.is_locked, _("locked")), (row.by_hand, _("chosen by hand"))]
    return ", ".join(str(mark) for is_so, mark in marks if is_so)


PAIRS = Table(
    key="pairs",
    title=_("Pairs"),
    columns=[
        Column(
            "mentee",
            _("Mentee"),
            "mentee",
            sort=lambda row: row.mentee,
            kind="person",
            link=lambda row: reverse("proposal_page", kwargs={"proposal_id": row.id}),
        ),
        Column("mentor", _("Mentor"), "mentor", sort=lambda row: row.mentor, kind="person"),
        Column("why", _("Why this pair"), "why", width=60),
        Column("points", _("Points"), "points", sort=lambda row: row.points, kind="number"),
        Column(
            "state",
            _("State"),
            lambda row: ProposalState(row.state).label,
            sort=lambda row: row.state,
            kind="tag",
            tone=lambda row: PROPOSAL_TONES.get(row.state, "neutral"),
            note=lambda row: row.answers or _marks(row),
        ),
        Column("locked", _("Locked"), "is_locked", is_hidden_at_first=True),
        Column("answers", _("Answers"), "answers", is_hidden_at_first=True),
    ],
    order="-points",
    search=["mentee", "mentor", "why"],
    filters=PairFilter,
    narrow=_narrow_pairs,
    acts=[
        BulkAct("accept", _("Accept and ask both"), "primary", "check", DECIDE),
        BulkAct("lock", _("Lock"), icon="lock", permission=DECIDE),
        BulkAct("unlock", _("Unlock"), permission=DECIDE),
        BulkAct("reject", _("Reject"), icon="close", permission=DECIDE),
    ],
    ident=lambda row: row.ident,
    row_label=lambda row: f"{row.mentee} – {row.mentor}",
    empty=_("No pair is possible yet. “Without a match” says why."),
)
