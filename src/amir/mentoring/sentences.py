"""Why this pair, what blocks somebody, what would help: facts as sayings, and the sentences.

Every sentence is one message of the catalogue; sentences are only ever put side by side.
The functions named `..._sayings` give data that can be stored; the others tell it at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext

from amir.participants.readiness import Evidence, Standing
from amir.participants.roster import Participant
from amir.sheets.sayings import N_, NN_, Saying
from peermatch import Advice, Explanation, Points, Recruit

from .instance import TOPICS
from .planning import Proposals
from .telling import Words, in_words, tell, told_one
from .wording import listed, topic_name

MOST_ADVICE = 3
Pair = tuple[Participant, Participant]  # mentee, mentor


def why_pair(proposals: Proposals, mentee: int) -> str:
    """Why the mentee was given this mentor."""
    return tell(pair_sayings(proposals, mentee), names_of(proposals))


def what_blocks(proposals: Proposals, mentee: int) -> str:
    """What stands between a mentee and a mentor."""
    return tell(block_sayings(proposals, mentee), {})


def what_would_help(proposals: Proposals, explanation: Explanation) -> str:
    """The verified single changes, the widest first."""
    told = tell(help_sayings(proposals, explanation), names_of(proposals))
    return told or gettext("No single change is enough. See the page with whom to look for.")


def what_is_missing(person: Participant) -> str:
    """The evidence that a person lacks, and whether the list denies it or says nothing."""
    return tell(missing_sayings(person), {})


def how_to_prove(person: Participant) -> str:
    """What would make a person without evidence ready."""
    if Standing.DENIED in person.evidence.values():
        return gettext("Complete what is missing, then write it into the list.")
    return gettext("Write it into the list, or name who vouches for it with --attest.")


def whom_to_find(proposals: Proposals, recruit: Recruit) -> str:
    """One mentor to look for, and what finding them would bring."""
    return told_one(recruit_saying(proposals, recruit), {})


def languages_said(proposals: Proposals, recruit: Recruit) -> str:
    """The languages of a mentor to look for."""
    return str(in_words(recruit_saying(proposals, recruit).values["languages"], {}))


def topics_said(person: Participant) -> str:
    """The themes of a person, as a list."""
    return listed(topic_name(topic) for topic in person.topics)


def names_of(proposals: Proposals) -> Mapping[str, str]:
    """How everybody of a run is called."""
    return {p.at: p.name for p in (*proposals.mentees, *proposals.mentors)}


def pair_sayings(proposals: Proposals, mentee: int) -> list[Saying]:
    """Why the mentee was given this mentor."""
    explanation = proposals.explanations[mentee]
    pair = (proposals.mentees[mentee], proposals.mentors[explanation.mentor])
    return points_sayings(explanation.points, pair, proposals.codes.languages)


def points_sayings(points: Iterable[Points], pair: Pair, languages: Sequence[str]) -> list[Saying]:
    """What speaks for a pair; `languages` are the tags that the facts count."""
    found = [_point_sayings(each, pair, languages) for each in points]
    return [saying for sayings in found for saying in sayings]


def _point_sayings(points: Points, pair: Pair, languages: Sequence[str]) -> Iterator[Saying]:
    facts = points.facts
    match points.criterion:
        case "topics":
            yield from _topics_sayings(points, pair)
        case "language":
            tags = [languages[bit] for bit in _bits(facts["languages"])]
            yield from _language_sayings(tags, pair) if tags else ()
        case "slots" if facts["slots"]:
            times = Words("slots", _bits(facts["slots"]))
            yield Saying(N_("Both are free on {times}."), {"times": times})
        case "slots":
            yield Saying(N_("They still have to find a time."))
        case "place":
            yield from _place_sayings(points)
        case "age" if points.points:
            yield Saying(N_("They are close in age."))
        case "origin" if points.points:
            text = N_("Both come from the same country, as {mentee} wished.")
            yield Saying(text, {"mentee": _person(pair[0])})


def _language_sayings(tags: Sequence[str], pair: Pair) -> Iterator[Saying]:
    """The languages shared at the best level, and whose level the list does not tell."""
    yield Saying(N_("Both speak {languages}."), {"languages": Words("languages", tuple(tags))})
    for person in pair:
        untold = [tag for tag, level in person.languages if tag in tags and level is None]
        if len(untold) == len(tags):
            yield Saying(
                N_("The list does not say how well {person} speaks {languages}."),
                {"person": _person(person), "languages": Words("languages", tuple(untold))},
            )


def _topics_sayings(points: Points, pair: Pair) -> Iterator[Saying]:
    covered = [b for urgency in (3, 2, 1) for b in _bits(points.facts[f"covered{urgency}"])]
    if covered:
        yield Saying(
            N_("{mentee} needs help with {topics}, and {mentor} knows about it."),
            {"mentee": _person(pair[0]), "mentor": _person(pair[1]), "topics": _topics(covered)},
        )


def _place_sayings(points: Points) -> Iterator[Saying]:
    kilometres = points.facts.get("kilometres")
    if points.facts["remote"]:
        yield Saying(N_("They can meet remotely."))
    elif isinstance(kilometres, float) and kilometres < 1:
        yield Saying(N_("They live in the same town."))
    elif kilometres is not None:
        about = round(float(str(kilometres)))
        yield Saying(N_("They live about {kilometres} km apart."), {"kilometres": about})


def block_sayings(proposals: Proposals, mentee: int) -> list[Saying]:
    """What stands between a mentee and a mentor."""
    explanation = proposals.explanations[mentee]
    if not proposals.mentors:
        return [Saying(N_("There are no mentors on the lists."))]
    if explanation.possible:
        one, many = NN_(
            "{count} mentor would fit, but is needed by somebody else.",
            "{count} mentors would fit, but are needed by others.",
        )
        return [Saying(one, plural=many, count=explanation.possible)]
    counts = sorted(explanation.fails.items(), key=lambda item: -item[1])
    told = [_counted(BLOCKING[rule], count) for rule, count in counts if count]
    return [Saying(N_("No mentor fits.")), *told]


def _counted(forms: tuple[str, str], count: int) -> Saying:
    return Saying(forms[0], plural=forms[1], count=count)


BLOCKING: Mapping[str, tuple[str, str]] = {
    "ready": NN_("{count} mentor lacks evidence.", "{count} mentors lack evidence."),
    "capacity": NN_("{count} has no free place.", "{count} have no free place."),
    "language": NN_(
        "{count} shares no language well enough.", "{count} share no language well enough."
    ),
    "gender": NN_(
        "{count} is ruled out by a wish about gender.",
        "{count} are ruled out by a wish about gender.",
    ),
    "slot": NN_("{count} has no common time.", "{count} have no common time."),
    "theme": NN_("{count} does not know the first theme.", "{count} do not know the first theme."),
    "settled": NN_(
        "{count} has not been here for long enough.", "{count} have not been here for long enough."
    ),
    "place": NN_("{count} lives too far away.", "{count} live too far away."),
    "exclusion": NN_("{count} is excluded.", "{count} are excluded."),
    "conflict": NN_(
        "{count} has a conflict of interest.", "{count} have a conflict of interest."
    ),
}  # fmt: skip


def help_sayings(proposals: Proposals, explanation: Explanation) -> list[Saying]:
    """The verified single changes, the widest first; none if no single change is enough."""
    verified = [advice for advice in explanation.advice if advice.verified]
    return [advice_saying(proposals, advice) for advice in _varied(verified)]


def _varied(advice: Sequence[Advice]) -> Iterator[Advice]:
    """At most `MOST_ADVICE`, of different kinds before a second of one kind."""
    seen: dict[str, int] = {}
    ranked = []
    for order, one in enumerate(advice):
        seen[one.change.kind] = seen.get(one.change.kind, 0) + 1
        ranked.append((seen[one.change.kind], order))
    yield from (advice[order] for _, order in sorted(ranked)[:MOST_ADVICE])


ADVICE: Mapping[str, str] = {
    "language": N_("If {mentee} spoke {language} well enough, {mentor} could help."),
    "interpreter": N_("With an interpreter for {language}, {mentor} could help."),
    "slot": N_("If {mentee} were also free on {time}, {mentor} could help."),
    "radius": N_("If {mentee} could travel {kilometres} km, {mentor} could help."),
    "theme": N_("If {topic} could come first, {mentor} could help."),
    "ready": N_("{mentor} could help once this is there: {evidence}."),
    "remote": N_("If {mentee} could meet remotely, {mentor} could help."),
    "gender": N_("If {mentee} accepted any gender, {mentor} could help."),
    "mentor_gender": N_("If {mentor} accepted any gender, {mentee} would have a mentor."),
    "capacity": N_("If {mentor} took one more mentee, {mentee} would have a mentor."),
}


def advice_saying(proposals: Proposals, advice: Advice) -> Saying:
    """A change that would help, and the first mentor whom it makes possible."""
    change = advice.change
    mentor = proposals.mentors[advice.mentors[0]]
    values: dict[str, object] = {
        "mentee": _person(proposals.mentees[change.mentee]),
        "mentor": _person(mentor),
    }
    match change.kind:
        case "language" | "interpreter":
            tag = proposals.codes.languages[change.value]
            values["language"] = Words("languages", (tag,))
        case "slot":
            values["time"] = Words("slots", (change.value,))
        case "radius":
            reach = proposals.programme.rules.hard.place.kilometres[change.value]
            values["kilometres"] = round(reach)
        case "theme":
            values["topic"] = _topics([change.value])
        case "ready":
            values["evidence"] = Words("evidence", tuple(_lacking(mentor)))
    return Saying(ADVICE[change.kind], values)


def _lacking(person: Participant) -> list[str]:
    missing = (Standing.DENIED, Standing.UNTOLD)
    return [kind.value for kind, standing in person.evidence.items() if standing in missing]


MISSING: Mapping[tuple[Standing, Evidence], str] = {
    (Standing.DENIED, Evidence.SCREENING): N_("The list says that there is no police check."),
    (Standing.DENIED, Evidence.TRAINING): N_("The list says that the training is not done."),
    (Standing.DENIED, Evidence.CONSENT): N_("The list says that there is no consent."),
    (Standing.UNTOLD, Evidence.SCREENING): N_("The list shows no police check."),
    (Standing.UNTOLD, Evidence.TRAINING): N_("The list shows no training."),
    (Standing.UNTOLD, Evidence.CONSENT): N_("The list shows no consent."),
}


def missing_sayings(person: Participant) -> list[Saying]:
    """The evidence that a person lacks, and whether the list denies it or says nothing."""
    held = ((standing, kind) for kind, standing in person.evidence.items())
    return [Saying(MISSING[each]) for each in held if each in MISSING]


def recruit_saying(proposals: Proposals, recruit: Recruit) -> Saying:
    """One mentor to look for, and what finding them would bring."""
    one, many = NN_(
        "One more {who} in {place} who speaks {languages} and knows about {topics}, free on "
        "{times}: {count} more person gets a mentor.",
        "One more {who} in {place} who speaks {languages} and knows about {topics}, free on "
        "{times}: {count} more people get a mentor.",
    )
    tags = tuple(proposals.codes.languages[bit] for bit in recruit.languages)
    values = {
        "who": Words("gender", (recruit.gender,)),
        "place": proposals.codes.places[recruit.municipality].name,
        "languages": Words("languages", tags),
        "topics": _topics(bit for bit in recruit.topics if bit < len(TOPICS)),
        "times": Words("slots", tuple(recruit.slots)),
    }
    return Saying(one, values, plural=many, count=recruit.more)


def _person(person: Participant) -> Words:
    return Words("person", (person.at,))


def _topics(bits: Iterable[int]) -> Words:
    return Words("topics", tuple(TOPICS[bit] for bit in bits if bit < len(TOPICS)))


def _bits(fact: object) -> tuple[int, ...]:
    return fact if isinstance(fact, tuple) else ()
