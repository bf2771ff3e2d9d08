"""Counts of a plan: every row of the lists stands in exactly one line."""

from collections.abc import Sequence

from django.utils.translation import gettext

from amir.sheets.understanding import Understanding
from amir.sheets.writing import Heading, Page

from .planning import Proposals


def counts_page(proposals: Proposals, understanding: Understanding) -> Page:
    """Sums and their parts, with a column that says whether they add up."""
    sums = (*_rows(proposals, understanding), *_people(proposals), *_places(proposals))
    headings = (
        Heading(gettext("What"), 52),
        Heading(gettext("How many"), 12),
        Heading(gettext("Adds up"), 12),
    )
    rows: list[Sequence[str | int | float]] = []
    for what, total, parts in sums:
        yes, no = gettext("yes"), gettext("no")
        rows.append((what, total, yes if total == sum(n for _, n in parts) else no))
        rows += [(f"    {part}", number, "") for part, number in parts]
    notice = gettext(
        "No other plan gives more people a mentor, or as many with more points. This was proven: "
        "the plan counts {objective}, and {bound} is the most that any plan can count."
    ).format(objective=proposals.plan.objective, bound=proposals.plan.certificate.bound)
    return Page(gettext("Counts"), headings, rows, notice)


Sum = tuple[str, int, Sequence[tuple[str, int]]]


def _rows(proposals: Proposals, understanding: Understanding) -> Sequence[Sum]:
    roster = proposals.roster
    held = {r.at for r in roster.repairs if r.holds_back}
    hidden = {p.at for p in understanding.people if p.hidden or p.left_out}
    repair = sum(left.at in held - hidden for left in roster.left_out)
    left_hidden = sum(left.at in hidden for left in roster.left_out)
    other = len(roster.left_out) - repair - left_hidden
    parts = (
        (gettext("mentees considered"), len(roster.mentees)),
        (gettext("mentors considered"), len(roster.mentors)),
        (gettext("left out: a second row of a person, or no role"), other),
        (gettext("left out: hidden"), left_hidden),
        (gettext("left out until they are mended"), repair),
    )
    return [(gettext("Rows with people"), len(understanding.people), parts)]


def _people(proposals: Proposals) -> Sequence[Sum]:
    matched = sum(e.mentor >= 0 for e in proposals.explanations)
    busy = len(proposals.mentees_of)
    unready = sum(not p.is_ready for p in proposals.mentors)
    nobody = sum(e.mentor < 0 and not e.possible for e in proposals.explanations)
    mentees = (
        (gettext("with a proposal"), matched),
        (
            gettext("without: all fitting mentors are taken"),
            len(proposals.mentees) - matched - nobody,
        ),
        (gettext("without: no mentor fits"), nobody),
        (gettext("without: evidence is missing"), len(proposals.waiting)),
    )
    mentors = (
        (gettext("with a proposal"), busy),
        (gettext("without: not needed now"), len(proposals.mentors) - busy - unready),
        (gettext("without: evidence is missing"), unready),
    )
    return [
        (gettext("Mentees considered"), len(proposals.roster.mentees), mentees),
        (gettext("Mentors considered"), len(proposals.mentors), mentors),
    ]


def _places(proposals: Proposals) -> Sequence[Sum]:
    given = {mentor: len(mentees) for mentor, mentees in proposals.mentees_of.items()}
    places = [(k, p.capacity) for k, p in enumerate(proposals.mentors) if p.is_ready]
    parts = (
        (gettext("taken by proposals"), sum(given.values())),
        (gettext("still free"), sum(capacity - given.get(k, 0) for k, capacity in places)),
    )
    return [(gettext("Places of mentors with evidence"), sum(c for _, c in places), parts)]
