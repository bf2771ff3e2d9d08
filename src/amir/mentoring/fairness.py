"""How groups of mentees fare in a plan, with what is too small to show suppressed.

The counts are kept with the plan as it was solved; whoever reads them gets `figures_of`. Each
kind of group is a table of its own with the plan's totals, which stand on the plan's page: a
table that could only be shown without them is not shown at all.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amir.core.disclosure import TOTAL, Audience, Cell, suppress, threshold
from amir.participants.roster import Participant
from peermatch.fairness import fairness

from .crowd import CEFR, GENDERS
from .planning import Proposals

KINDS = ("gender", "origin", "language", "place", "waiting", "tier")
# Kinds with many groups: those with too few people are shown together.
GATHERED = ("origin", "language", "place")
UNKNOWN, OTHERS = "", "others"
MATCHED, WITHOUT = "matched", "without"

Counts = dict[Cell, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """A group of mentees; None is too small to show."""

    by: str
    code: str
    people: int | None
    matched: int | None

    @property
    def without(self) -> int | None:
        """How many have no proposal."""
        if self.people is None or self.matched is None:
            return None
        return self.people - self.matched

    @property
    def share(self) -> float | None:
        """Percent with a proposal."""
        if not self.people or self.matched is None:
            return None
        return round(100 * self.matched / self.people, 1)


def counts_of(found: Proposals) -> dict[str, Any]:
    """Mentees with evidence by kind and group: how many, and how many with a proposal; as JSON."""
    mate = found.plan.mate
    # Whom the rules allow anybody is not counted here, so nobody has to look for it.
    groups = fairness(found.instance, found.programme.rules, found.plan, reachable=mate >= 0)
    rows = [
        [group.by, _code(found, group.by, group.value), group.people, group.matched]
        for group in groups
        if group.by in KINDS and group.by != "language"
    ]
    languages = [_first_language(person) for person in found.mentees]
    people = Counter(languages)
    matched = Counter(tag for tag, mentor in zip(languages, mate, strict=True) if mentor >= 0)
    rows += [["language", tag, people[tag], matched[tag]] for tag in sorted(people)]
    # The first age band ends with the year in which somebody turns 18.
    minors = found.instance.e_age == 0
    return {"has_minors": bool(minors.any()), "rows": rows}


def _code(found: Proposals, by: str, value: int) -> str:
    """What a group's number stands for: a code that needs no instance to be read."""
    if value < 0:
        return UNKNOWN
    if by == "gender":
        return GENDERS[value]
    if by == "origin":
        return chr(ord("A") + value // 26) + chr(ord("A") + value % 26)
    if by == "place":
        return found.codes.places[value].name
    if by == "waiting":
        steps = found.programme.rules.objective.tier_weeks
        first = steps[value - 1] if value else 0
        return f"{first}-{steps[value] - 1}" if value < len(steps) else f"{first}-"
    return str(value)


def _first_language(person: Participant) -> str:
    """One language for each, so that groups add up: the one that she speaks best."""
    if not person.languages:
        return UNKNOWN
    ranks = [CEFR.index(level) if level in CEFR else -1 for _, level in person.languages]
    return person.languages[ranks.index(max(ranks))][0]


def figures_of(groups: Mapping[str, Any]) -> list[Figures]:
    """What may be shown of the counts of a plan: kinds in order, groups in order of their size."""
    k = threshold(Audience.PARTNER, minors=groups.get("has_minors", False))
    found: list[Figures] = []
    for by in KINDS:
        rows = [(code, people, matched) for kind, code, people, matched in groups.get("rows", ())
                if kind == by]  # fmt: skip
        found += _shown(by, _cells(by, rows, k), k)
    return found


def _cells(by: str, rows: Sequence[tuple[str, int, int]], k: int) -> Counts:
    """The counts of a kind; places of one name are one group, and so are small groups."""
    cells: Counts = Counter()
    for code, people, matched in rows:
        group = UNKNOWN if code == TOTAL else code
        group = OTHERS if by in GATHERED and people < k else group
        cells[group, MATCHED] += matched
        cells[group, WITHOUT] += people - matched
    return cells


def _shown(by: str, cells: Counts, k: int) -> Iterator[Figures]:
    figures = suppress(cells, k=k).figures if cells else {}
    totals = [(TOTAL, MATCHED), (TOTAL, WITHOUT), (TOTAL, TOTAL)]
    if any(figures.get(total) is None for total in totals):
        return
    codes = {cell[0] for cell in cells}
    size = {code: cells[code, MATCHED] + cells[code, WITHOUT] for code in codes}
    for code in sorted(codes, key=lambda code: _place(by, code, size)):
        yield Figures(by, code, figures[code, TOTAL], figures[code, MATCHED])


def _place(by: str, code: str, size: Mapping[str, int]) -> tuple[object, ...]:
    """Where a group stands: what is counted by its number, the others by size, the rest last."""
    is_rest = code in (UNKNOWN, OTHERS)
    number = int(code.partition("-")[0]) if by in ("waiting", "tier") and code else 0
    return (is_rest, number, 0 if number else -size[code], code)
