"""Why this pair, what blocks somebody, what would help: facts told in the reader's language.

Every sentence is one message of the catalogue; sentences are only ever put side by side.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext, ngettext, pgettext

from amir.participants.readiness import Evidence, Standing
from amir.participants.roster import Participant
from peermatch import Advice, Explanation, Points, Recruit

from .instance import SLOTS
from .planning import Proposals
from .wording import (
    gender_name,
    language_name,
    listed,
    slot_name,
    slots_said,
    topic_name,
    topics_of,
)

MOST_ADVICE = 3
Pair = tuple[Participant, Participant]  # mentee, mentor


def why_pair(proposals: Proposals, mentee: int) -> str:
    """Why the mentee was given this mentor."""
    explanation = proposals.explanations[mentee]
    pair = (proposals.mentees[mentee], proposals.mentors[explanation.mentor])
    told = [_pair_sentence(proposals, points, pair) for points in explanation.points]
    return " ".join(sentence for sentence in told if sentence)


def _pair_sentence(proposals: Proposals, points: Points, pair: Pair) -> str:
    facts = points.facts
    names = {"mentee": pair[0].name, "mentor": pair[1].name}
    match points.criterion:
        case "topics":
            return _topics_sentence(points, names)
        case "language":
            tags = [proposals.codes.languages[bit] for bit in _bits(facts["languages"])]
            return _language_sentences(tags, pair) if tags else ""
        case "slots" if facts["slots"]:
            times = slots_said(_bits(facts["slots"]))
            return gettext("Both are free on {times}.").format(times=times)
        case "slots":
            return gettext("They still have to find a time.")
        case "place":
            return _place_sentence(points)
        case "age" if points.points:
            return gettext("They are close in age.")
        case "origin" if points.points:
            return gettext("Both come from the same country, as {mentee} wished.").format(**names)
    return ""


def _language_sentences(tags: Sequence[str], pair: Pair) -> str:
    """The languages shared at the best level, and whose level the list does not tell."""
    told = [gettext("Both speak {languages}.").format(languages=listed(map(language_name, tags)))]
    for person in pair:
        untold = [tag for tag, level in person.languages if tag in tags and level is None]
        if len(untold) == len(tags):
            text = gettext("The list does not say how well {person} speaks {languages}.")
            languages = listed(map(language_name, untold))
            told.append(text.format(person=person.name, languages=languages))
    return " ".join(told)


def _topics_sentence(points: Points, names: dict[str, str]) -> str:
    covered = [b for urgency in (3, 2, 1) for b in _bits(points.facts[f"covered{urgency}"])]
    if not covered:
        return ""
    topics = listed(topics_of(covered))
    return gettext("{mentee} needs help with {topics}, and {mentor} knows about it.").format(
        topics=topics, **names
    )


def _place_sentence(points: Points) -> str:
    if points.facts["remote"]:
        return gettext("They can meet remotely.")
    kilometres = points.facts.get("kilometres")
    if kilometres is None:
        return ""
    if isinstance(kilometres, float) and kilometres < 1:
        return gettext("They live in the same town.")
    return gettext("They live about {kilometres} km apart.").format(
        kilometres=round(float(str(kilometres)))
    )


def what_blocks(proposals: Proposals, mentee: int) -> str:
    """What stands between a mentee and a mentor."""
    explanation = proposals.explanations[mentee]
    if not proposals.mentors:
        return gettext("There are no mentors on the lists.")
    if explanation.possible:
        return ngettext(
            "{count} mentor would fit, but is needed by somebody else.",
            "{count} mentors would fit, but are needed by others.",
            explanation.possible,
        ).format(count=explanation.possible)
    counts = sorted(explanation.fails.items(), key=lambda item: -item[1])
    told = [_blocking_sentence(rule, count) for rule, count in counts if count]
    return " ".join([gettext("No mentor fits."), *filter(None, told)])


def _blocking_sentence(rule: str, count: int) -> str:
    sentences = {
        "ready": ngettext(
            "{count} mentor lacks evidence.", "{count} mentors lack evidence.", count
        ),
        "capacity": ngettext("{count} has no free place.", "{count} have no free place.", count),
        "language": ngettext(
            "{count} shares no language well enough.",
            "{count} share no language well enough.",
            count,
        ),
        "gender": ngettext(
            "{count} is ruled out by a wish about gender.",
            "{count} are ruled out by a wish about gender.",
            count,
        ),
        "slot": ngettext("{count} has no common time.", "{count} have no common time.", count),
        "theme": ngettext(
            "{count} does not know the first theme.",
            "{count} do not know the first theme.",
            count,
        ),
        "settled": ngettext(
            "{count} has not been here for long enough.",
            "{count} have not been here for long enough.",
            count,
        ),
        "place": ngettext("{count} lives too far away.", "{count} live too far away.", count),
        "exclusion": ngettext("{count} is excluded.", "{count} are excluded.", count),
        "conflict": ngettext(
            "{count} has a conflict of interest.", "{count} have a conflict of interest.", count
        ),
    }
    return sentences[rule].format(count=count)


def what_would_help(proposals: Proposals, explanation: Explanation) -> str:
    """The verified single changes, the widest first."""
    verified = [advice for advice in explanation.advice if advice.verified]
    told = [_advice_sentence(proposals, advice) for advice in _varied(verified)]
    if told:
        return " ".join(told)
    return gettext("No single change is enough. See the page with whom to look for.")


def _varied(advice: Sequence[Advice]) -> Iterator[Advice]:
    """At most `MOST_ADVICE`, of different kinds before a second of one kind."""
    seen: dict[str, int] = {}
    ranked = []
    for order, one in enumerate(advice):
        seen[one.change.kind] = seen.get(one.change.kind, 0) + 1
        ranked.append((seen[one.change.kind], order))
    yield from (advice[order] for _, order in sorted(ranked)[:MOST_ADVICE])


def _advice_sentence(proposals: Proposals, advice: Advice) -> str:
    change = advice.change
    mentor = proposals.mentors[advice.mentors[0]]
    names = {"mentee": proposals.mentees[change.mentee].name, "mentor": mentor.name}
    value = change.value
    match change.kind:
        case "language":
            text = gettext("If {mentee} spoke {language} well enough, {mentor} could help.")
            return text.format(language=language_name(proposals.codes.languages[value]), **names)
        case "interpreter":
            text = gettext("With an interpreter for {language}, {mentor} could help.")
            return text.format(language=language_name(proposals.codes.languages[value]), **names)
        case "slot":
            text = gettext("If {mentee} were also free on {time}, {mentor} could help.")
            return text.format(time=slot_name(SLOTS[value]), **names)
        case "radius":
            text = gettext("If {mentee} could travel {kilometres} km, {mentor} could help.")
            reach = proposals.programme.rules.hard.place.kilometres[value]
            return text.format(kilometres=round(reach), **names)
        case "theme":
            text = gettext("If {topic} could come first, {mentor} could help.")
            return text.format(topic=topics_of([value])[0] if value < 3 else "", **names)
        case "ready":
            text = gettext("{mentor} could help once this is there: {evidence}.")
            return text.format(evidence=listed(_lacking(mentor)), **names)
    return _plain_advice(change.kind).format(**names)


def _plain_advice(kind: str) -> str:
    return {
        "remote": gettext("If {mentee} could meet remotely, {mentor} could help."),
        "gender": gettext("If {mentee} accepted any gender, {mentor} could help."),
        "mentor_gender": gettext("If {mentor} accepted any gender, {mentee} would have a mentor."),
        "capacity": gettext("If {mentor} took one more mentee, {mentee} would have a mentor."),
    }[kind]


def _lacking(person: Participant) -> list[str]:
    names = {
        Evidence.SCREENING: pgettext("evidence", "the police check"),
        Evidence.TRAINING: pgettext("evidence", "the training"),
        Evidence.CONSENT: pgettext("evidence", "the consent"),
    }
    missing = (Standing.DENIED, Standing.UNTOLD)
    return [names[kind] for kind, standing in person.evidence.items() if standing in missing]


def what_is_missing(person: Participant) -> str:
    """The evidence that a person lacks, and whether the list denies it or says nothing."""
    denied = {
        Evidence.SCREENING: gettext("The list says that there is no police check."),
        Evidence.TRAINING: gettext("The list says that the training is not done."),
        Evidence.CONSENT: gettext("The list says that there is no consent."),
    }
    untold = {
        Evidence.SCREENING: gettext("The list shows no police check."),
        Evidence.TRAINING: gettext("The list shows no training."),
        Evidence.CONSENT: gettext("The list shows no consent."),
    }
    words = {Standing.DENIED: denied, Standing.UNTOLD: untold}
    return " ".join(words[s][kind] for kind, s in person.evidence.items() if s in words)


def how_to_prove(person: Participant) -> str:
    """What would make a person without evidence ready."""
    if Standing.DENIED in person.evidence.values():
        return gettext("Complete what is missing, then write it into the list.")
    return gettext("Write it into the list, or name who vouches for it with --attest.")


def whom_to_find(proposals: Proposals, recruit: Recruit) -> str:
    """One mentor to look for, and what finding them would bring."""
    place = proposals.codes.places[recruit.municipality].name
    text = ngettext(
        "One more {who} in {place} who speaks {languages} and knows about {topics}, free on "
        "{times}: {count} more person gets a mentor.",
        "One more {who} in {place} who speaks {languages} and knows about {topics}, free on "
        "{times}: {count} more people get a mentor.",
        recruit.more,
    )
    return text.format(
        who=gender_name(recruit.gender),
        place=place,
        languages=languages_said(proposals, recruit),
        topics=listed(topics_of(bit for bit in recruit.topics if bit < 3)),
        times=slots_said(recruit.slots),
        count=recruit.more,
    )


def languages_said(proposals: Proposals, recruit: Recruit) -> str:
    """The languages of a mentor to look for."""
    return listed(language_name(proposals.codes.languages[bit]) for bit in recruit.languages)


def topics_said(person: Participant) -> str:
    """The themes of a person, as a list."""
    return listed(topic_name(topic) for topic in person.topics)


def _bits(fact: object) -> tuple[int, ...]:
    return fact if isinstance(fact, tuple) else ()
