"""The tables of the desk: rows with the words that a reader sees, and how they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.tables import BulkAct, Column, Table

from .enums import MatchState, PlanState, ProposalState
from .forms import MatchFilter, PairFilter, UnmatchedFilter
from .models import Asking, Match, Plan, Proposal, Unmatched
from .queries import names_in, names_of_people
from .rules import DECIDE
from .telling import in_words, read, tell, told_one

PROPOSAL_TONES = {
    ProposalState.PROPOSED: "accent",
    ProposalState.ASKED: "info",
    ProposalState.AGREED: "good",
    ProposalState.DECLINED: "bad",
    ProposalState.EXPIRED: "warn",
}
PLAN_TONES = {
    PlanState.WAITING: "info",
    PlanState.READY: "good",
    PlanState.FAILED: "bad",
}


# --- plans ---------------------------------------------------------------------------------------
def _plan_address(plan: Plan) -> str:
    return reverse("plan_page", kwargs={"plan_id": plan.id})


PLANS = Table(
    key="plans",
    title=_("Plans"),
    columns=[
        Column("number", _("Plan"), "number", sort="number", kind="number", link=_plan_address),
        Column("as_of", _("As of"), "as_of", sort="as_of", kind="date"),
        Column(
            "state",
            _("State"),
            lambda plan: PlanState(plan.state).label,
            sort="state",
            kind="tag",
            tone=lambda plan: PLAN_TONES.get(plan.state, "neutral"),
        ),
        Column("matched", _("Pairs"), lambda plan: plan.figures.get("matched"), kind="number"),
        Column("mentees", _("Mentees"), lambda plan: plan.figures.get("mentees"), kind="number"),
        Column("mentors", _("Mentors"), lambda plan: plan.figures.get("mentors"), kind="number"),
    ],
    empty=_("A plan finds the best mentor for as many mentees as possible."),
)


# --- pairs ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PairRow:
    """A proposal in words."""

    id: UUID
    mentee: str
    mentor: str
    why: str
    points: int
    state: str
    is_locked: bool
    by_hand: bool
    answers: str
    is_unreached: bool

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
            why=tell(read(each.reasons), by_code),
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


# --- people without a match ----------------------------------------------------------------------
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


UNMATCHED = Table(
    key="unmatched",
    title=_("Without a match"),
    columns=[
        Column("name", _("Person"), "name", sort=lambda row: row.name, kind="person"),
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


# --- whom to look for ----------------------------------------------------------------------------
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


# --- what changed from plan to plan ---
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


# --- matches -------------------------------------------------------------------------------------
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
            tone=lambda row: "good" if row.state == MatchState.RUNNING else "neutral",
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
