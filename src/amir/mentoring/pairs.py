"""Single pairs, judged by the rules of a plan: what speaks for them, which rules they break."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from amir.participants.roster import Participant
from amir.sheets.sayings import N_, Saying
from peermatch.block import Block
from peermatch.explain import points_of_pair
from peermatch.hard import active

from .instance import instance_of
from .rules import Programme
from .sentences import Pair, points_sayings

BROKEN = {
    "ready": N_("Evidence is missing."),
    "language": N_("They share no language well enough."),
    "gender": N_("A wish about gender rules it out."),
    "slot": N_("They have no common time."),
    "theme": N_("The mentor does not know the first theme."),
    "settled": N_("The mentor has not been here for long enough."),
    "place": N_("They live too far apart."),
    "capacity": N_("The mentor has no free place."),
    "exclusion": N_("This pair was ruled out before."),
    "conflict": N_("They have a conflict of interest."),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A mentor for one mentee: points and reasons, and the rules that the pair breaks."""

    mentor: Participant
    points: int
    reasons: Sequence[Saying]
    broken: Sequence[Saying]


def broken_rules(pairs: Sequence[Pair], programme: Programme, year: int) -> list[list[str]]:
    """For each pair the names of the hard rules that it breaks, free places aside."""
    if not pairs:
        return []
    mentees, mentors = [one for one, _ in pairs], [other for _, other in pairs]
    people, _ = instance_of(mentees, mentors, programme, year)
    index = np.arange(len(pairs))
    block = Block(people, programme.rules, index, index)
    rules = [rule for rule in active(programme.rules) if rule.name != "capacity"]
    held = [np.broadcast_to(rule.allows(block), len(pairs)) for rule in rules]
    return [
        [rule.name for rule, allowed in zip(rules, held, strict=True) if not allowed[k]]
        for k in range(len(pairs))
    ]


def lacks_only_a_language(judged: Judged) -> bool:
    """Whether nothing but the language stands between the two, which an interpreter can bridge."""
    return list(judged.broken) == [Saying(BROKEN["language"])]


def bridges(languages: Sequence[str], mentee: Participant, mentor: Participant) -> bool:
    """Whether somebody who speaks these languages can interpret between the two."""
    spoken = set(languages)
    theirs, others = ({tag for tag, _ in each.languages} for each in (mentee, mentor))
    return bool(spoken & theirs) and bool(spoken & others)


def judge(
    mentee: Participant,
    mentors: Sequence[Participant],
    free: Sequence[int],
    barred: set[str],
    programme: Programme,
    year: int,
) -> list[Judged]:
    """Every mentor for a mentee, the allowed first, the best first.

    `free` are the places left; `barred` the `at` of mentors ruled out for this mentee.
    """
    broken = broken_rules([(mentee, mentor) for mentor in mentors], programme, year)
    people, codes = instance_of([mentee], mentors, programme, year)
    found = []
    for k, mentor in enumerate(mentors):
        points = points_of_pair(people, programme.rules, 0, k)
        names = [*broken[k], *(["capacity"] if free[k] < 1 else [])]
        if mentor.at in barred:
            names.append("exclusion")
        found.append(
            Judged(
                mentor,
                sum(each.points for each in points),
                points_sayings(points, (mentee, mentor), codes.languages),
                [Saying(BROKEN[name]) for name in names],
            )
        )
    return sorted(found, key=lambda each: (len(each.broken), -each.points, each.mentor.at))
