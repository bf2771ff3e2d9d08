"""The plan as a workbook that a coordinator can use as it is."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import get_language, gettext, ngettext, pgettext

from amir.core.i18n import is_right_to_left
from amir.participants.readiness import Standing
from amir.participants.roster import Participant
from amir.sheets.understanding import Understanding
from amir.sheets.writing import Heading, Page, write_workbook

from .counts import counts_page
from .planning import Proposals
from .sentences import (
    how_to_prove,
    languages_said,
    topics_said,
    what_blocks,
    what_is_missing,
    what_would_help,
    whom_to_find,
    why_pair,
)
from .wording import gender_name, listed, slots_said, topics_of

Row = Sequence[str | int | float]
CRITERIA = ("topics", "language", "place", "slots", "age", "origin", "sector")


def write_plan(path: Path, proposals: Proposals, understanding: Understanding) -> None:
    """Write the workbook in the language that is switched on. Raises OSError if it cannot."""
    pages = (
        pairs_page(proposals),
        unmatched_page(proposals),
        recruits_page(proposals),
        repairs_page(proposals, understanding),
        counts_page(proposals, understanding),
    )
    write_workbook(path, pages, right_to_left=is_right_to_left(get_language() or "en"))


def pairs_page(proposals: Proposals) -> Page:
    """One row per pair: who, the points per criterion that add up, and why."""
    names = _criteria_names()
    used = [c for c in CRITERIA if _most_points(proposals, c) > 0]
    headings = (
        Heading(gettext("Mentee"), 20),
        Heading(gettext("Mentee's number"), 10),
        Heading(gettext("Mentor"), 20),
        Heading(gettext("Mentor's number"), 10),
        Heading(gettext("Why"), 60),
        *(Heading(names[criterion], 10) for criterion in used),
        Heading(gettext("Points together"), 10),
        Heading(gettext("Vouched for"), 16),
        Heading(gettext("Mentee's row"), 22),
        Heading(gettext("Mentor's row"), 22),
    )
    rows: list[Row] = []
    for mentee, explanation in enumerate(proposals.explanations):
        if explanation.mentor < 0:
            continue
        one, other = proposals.mentees[mentee], proposals.mentors[explanation.mentor]
        points = {p.criterion: p.points for p in explanation.points}
        rows.append(
            (
                one.name, one.number, other.name, other.number, why_pair(proposals, mentee),
                *(points[criterion] for criterion in used), explanation.score,
                _vouched(proposals, one, other), one.at, other.at,
            )
        )  # fmt: skip
    notice = gettext("A plan proposes. Look at each pair before you ask the two people.")
    empty = gettext("There is no pair. The next page says why.")
    return Page(gettext("Pairs"), headings, rows, notice, empty)


def unmatched_page(proposals: Proposals) -> Page:
    """Everybody considered who has no match: what blocks, what would help."""
    headings = (
        Heading(gettext("Person"), 24),
        Heading(gettext("Number"), 12),
        Heading(gettext("Role"), 12),
        Heading(gettext("What blocks"), 60),
        Heading(gettext("What would help"), 70),
        Heading(gettext("Themes"), 28),
        Heading(gettext("Row"), 26),
    )
    mentee, mentor = gettext("mentee"), gettext("mentor")
    rows: list[Row] = [
        _unmatched(person, mentee, what_blocks(proposals, k),
                   what_would_help(proposals, proposals.explanations[k]))
        for k, person in enumerate(proposals.mentees)
        if proposals.explanations[k].mentor < 0
    ]  # fmt: skip
    rows += [_unmatched(p, mentee, what_is_missing(p), how_to_prove(p)) for p in proposals.waiting]
    busy = proposals.mentees_of
    for k, person in enumerate(proposals.mentors):
        if not person.is_ready:
            rows.append(_unmatched(person, mentor, what_is_missing(person), how_to_prove(person)))
        elif k not in busy:
            blocks = gettext("The mentees who fit have another mentor, or nobody fits.")
            rows.append(_unmatched(person, mentor, blocks, gettext("Free for new mentees.")))
    notice = gettext("Every advice was tried: with that one change, one more person has a mentor.")
    return Page(
        gettext("Without a match"), headings, rows, notice, gettext("Everybody has a match.")
    )


def recruits_page(proposals: Proposals) -> Page:
    """Whom to look for, best first."""
    headings = (
        Heading(gettext("Place"), 22),
        Heading(gettext("Languages"), 20),
        Heading(gettext("Who"), 12),
        Heading(gettext("Free on"), 34),
        Heading(gettext("Themes"), 24),
        Heading(gettext("More people matched"), 12),
        Heading(gettext("Together with the rows above"), 12),
        Heading(gettext("In a sentence"), 80),
    )
    rows = [
        (
            proposals.codes.places[recruit.municipality].name,
            languages_said(proposals, recruit),
            gender_name(recruit.gender),
            slots_said(recruit.slots),
            listed(topics_of(bit for bit in recruit.topics if bit < 3)),
            recruit.more,
            recruit.together,
            whom_to_find(proposals, recruit),
        )
        for recruit in proposals.recruits
    ]
    notice = gettext("Each figure was found by solving again with this one mentor more.")
    empty = gettext("No single new mentor would give more people a match.")
    return Page(gettext("Whom to look for"), headings, rows, notice, empty)


def repairs_page(proposals: Proposals, understanding: Understanding) -> Page:
    """What to mend in the lists, and what was left out."""
    headings = (
        Heading(gettext("Row"), 32),
        Heading(gettext("Person"), 24),
        Heading(gettext("Column"), 24),
        Heading(pgettext("reason", "Why"), 70),
        Heading(gettext("How urgent"), 30),
    )
    held = gettext("Not considered until it is mended")
    levels = {"error": gettext("To mend; was considered"), "warning": gettext("Worth a look")}
    rows: list[Row] = [
        (question.table, "", question.column or "", question.ask.text(gettext, ngettext),
         gettext("A question that is still open"))
        for question in understanding.questions
    ]  # fmt: skip
    ranked = sorted(proposals.roster.repairs, key=lambda r: (not r.holds_back, r.level != "error"))
    rows += [
        (
            r.at,
            r.name,
            r.column,
            r.saying.text(gettext, ngettext),
            held if r.holds_back else levels[r.level],
        )
        for r in ranked
    ]
    rows += [
        (left.at, left.name, "", left.saying.text(gettext, ngettext), gettext("Left out"))
        for left in proposals.roster.left_out
        if left.at not in {r.at for r in ranked if r.holds_back}
    ]
    for name, why in understanding.refused.items():
        told = why if isinstance(why, str) else why.text(gettext, ngettext)
        rows.append((name, "", "", told, gettext("The file was not read")))
    notice = gettext("Mend the lists and run again. Nothing in the lists was changed.")
    return Page(gettext("To repair"), headings, rows, notice, gettext("Nothing to repair."))


def _unmatched(person: Participant, role: str, blocks: str, helps: str) -> Row:
    return (person.name, person.number, role, blocks, helps, topics_said(person), person.at)


def _criteria_names() -> dict[str, str]:
    return {
        "topics": gettext("Points: themes"),
        "language": gettext("Points: language"),
        "place": gettext("Points: place"),
        "slots": gettext("Points: times"),
        "age": gettext("Points: age"),
        "origin": gettext("Points: origin"),
        "sector": gettext("Points: sector"),
    }


def _most_points(proposals: Proposals, criterion: str) -> int:
    return max(
        (p.points for e in proposals.explanations for p in e.points if p.criterion == criterion),
        default=0,
    )


def _vouched(proposals: Proposals, *people: Participant) -> str:
    """Who vouched for evidence of these people, and when."""
    signed = proposals.attestation
    if signed is None or not any(Standing.VOUCHED in p.evidence.values() for p in people):
        return ""
    return gettext("{signer}, {day}").format(signer=signed.signer, day=signed.on.isoformat())
