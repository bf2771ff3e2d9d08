"""Whether words speak of a mentor, or of somebody who looks for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from .phrases import Phrases, Span

_BEFORE = 4  # words before a mentor among which the verb is looked for
_BEHIND = 2
_ARTICLE = 3  # letters; a word so short is hardly a verb that tells anything
_MENTOR, _MENTEE = "mentor", "mentee"


@dataclass(frozen=True, slots=True)
class Verbs:
    """Words of the vocabulary's own phrases: who seeks a mentor, and who is or becomes one."""

    seek: frozenset[str]  # "looking" of "looking for a mentor"
    be: frozenset[str]  # "become" of "become a mentor"


def verbs_of(roles: Phrases, *, nouns: Phrases) -> Verbs:
    """The verbs in the phrases of both roles that hold a word for a mentor.

    Of longer phrases the word before the mentor is an article ("looking for *a* mentor").
    `nouns`: headings; a word that is one is no verb.
    """
    mentors = {p for p, role, _ in roles.items() if role == _MENTOR and " " not in p}
    split: list[tuple[str, list[str], list[str]]] = []  # role, words before and behind the mentor
    for phrase, role, _ in roles.items():
        words = phrase.split()
        at = next((i for i, word in enumerate(words) if word in mentors), None)
        if at is not None and len(words) > 1:
            split.append((role, words[:at], words[at + 1 :]))
    articles = {
        before[-1]
        for role, before, behind in split
        if before and len(before) + len(behind) > 1
        if role == _MENTEE
    }
    seek: set[str] = set()
    be: set[str] = set()
    for role, before, behind in split:
        verbs = [v for v in (*behind, *reversed(before)) if len(v) > 1 and v not in articles]
        if role == _MENTOR:
            be.update(verbs[:1])
        elif role == _MENTEE:
            seek.update(v for v in verbs if len(v) > _ARTICLE and v not in nouns)
    return Verbs(frozenset(seek - be), frozenset(be - seek - mentors))


def people_of(
    words: Sequence[str], roles: Phrases, verbs: Verbs, languages: Sequence[str]
) -> set[str]:
    """`mentor`, `mentee`, `both`: whom folded words speak of.

    "A mentor" behind a verb of seeking is a mentee ("I am looking for a woman mentor").
    """
    spans = roles.spans(words, languages)
    wishes = [s for s in spans if s.meaning == _MENTEE and s.end - s.start > 1]

    def role_of(span: Span) -> str:
        if span.meaning != _MENTOR or span.end - span.start > 1:
            return span.meaning
        beside = any(
            -_BEHIND <= span.start - wish.end <= _BEHIND
            or -_BEHIND <= wish.start - span.end <= _BEHIND
            for wish in wishes
        )  # the other gender: "have a mentor or a woman mentor"
        return _MENTEE if beside or _is_sought(span, words, verbs) else _MENTOR

    return {role_of(span) for span in spans}


def _is_sought(span: Span, words: Sequence[str], verbs: Verbs) -> bool:
    before = words[max(0, span.start - _BEFORE) : span.start]
    behind = words[span.end : span.end + _BEHIND]
    around = {*before, *behind}
    return bool(around & verbs.seek) and not around & verbs.be
