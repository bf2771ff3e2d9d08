"""What would help somebody in a crowd: how many mentors a change opens, instead of one by name."""

from collections.abc import Iterator, Mapping

import numpy as np

from amir.sheets.sayings import NN_, Saying
from peermatch import Change
from peermatch.advice import Advice
from peermatch.survey import Survey

from .instance import TOPICS
from .planning import Proposals
from .sentences import MOST_ADVICE, advice_saying
from .telling import Words

OPENING: Mapping[str, tuple[str, str]] = {
    "language": NN_(
        "If {mentee} spoke {language} well enough, {count} mentor could help.",
        "If {mentee} spoke {language} well enough, {count} mentors could help.",
    ),
    "interpreter": NN_(
        "With an interpreter for {language}, {count} mentor could help.",
        "With an interpreter for {language}, {count} mentors could help.",
    ),
    "slot": NN_(
        "If {mentee} were also free on {time}, {count} mentor could help.",
        "If {mentee} were also free on {time}, {count} mentors could help.",
    ),
    "radius": NN_(
        "If {mentee} could travel {kilometres} km, {count} mentor could help.",
        "If {mentee} could travel {kilometres} km, {count} mentors could help.",
    ),
    "theme": NN_(
        "If {topic} could come first, {count} mentor could help.",
        "If {topic} could come first, {count} mentors could help.",
    ),
    "remote": NN_(
        "If {mentee} could meet remotely, {count} mentor could help.",
        "If {mentee} could meet remotely, {count} mentors could help.",
    ),
    "gender": NN_(
        "If {mentee} accepted any gender, {count} mentor could help.",
        "If {mentee} accepted any gender, {count} mentors could help.",
    ),
}  # fmt: skip


def crowd_help_sayings(proposals: Proposals, survey: Survey, mentee: int) -> list[Saying]:
    """The verified single changes, the widest first; none if no single change is enough."""
    verified = [change for change, is_sure in survey.changes(mentee) if is_sure]
    return [_saying(proposals, survey, change) for change in verified[:MOST_ADVICE]]


def _saying(proposals: Proposals, survey: Survey, change: Change) -> Saying:
    if change.kind not in OPENING:
        return advice_saying(proposals, Advice(change, (change.mentor,), True))
    one, many = OPENING[change.kind]
    row = int(np.searchsorted(survey.mentees, change.mentee))
    count = int(survey.opened[change.kind][row])
    return Saying(one, dict(_values(proposals, change)), plural=many, count=count)


def _values(proposals: Proposals, change: Change) -> Iterator[tuple[str, object]]:
    yield "mentee", Words("person", (proposals.mentees[change.mentee].at,))
    match change.kind:
        case "language" | "interpreter":
            yield "language", Words("languages", (proposals.codes.languages[change.value],))
        case "slot":
            yield "time", Words("slots", (change.value,))
        case "radius":
            yield "kilometres", round(proposals.programme.rules.hard.place.kilometres[change.value])
        case "theme":
            yield "topic", Words("topics", (TOPICS[change.value],))
