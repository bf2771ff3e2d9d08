"""What small words of a heading or a line of its own give away."""

import re

from ...core.text import fold, tidy
from .words import Words

_COUNT = re.compile(r"\s*(?:[:=–—-]\s*\d*|[(\[]\s*\d+\s*[)\]]|\d+)\s*:?\s*$")
_ENDING = 3  # letters of "/in", "/a", "(e)", "*innen" behind a word for people


def without_count(text: str) -> str:
    """A line such as "MENTEES (23)" or "Mentors:" without the number and the colon behind it."""
    return tidy(_COUNT.sub("", tidy(text)))


def role_alone(text: str, words: Words) -> str:
    """The role of which a heading is only the name, also as "Volunteer/s" ("" if it says more)."""
    role = words.is_role(text)
    if role:
        return role
    spoken = fold(text).split()
    if len(spoken) == 2 and len(spoken[1]) <= _ENDING:
        return words.is_role(spoken[0])
    return ""


def since_words(text: str, words: Words) -> bool:
    """Whether a heading of a few words has one that begins a time ("since", "depuis", "από")."""
    spoken = fold(text).split()
    if not 2 <= len(spoken) <= 7:
        return False
    since = words.vocabulary.phrases("answers.since")
    near = {*words.languages[:3]}
    return any(since.said_in(word) & near for word in spoken)
