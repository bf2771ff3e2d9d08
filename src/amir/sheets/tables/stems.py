"""Headings in other words than the vocabulary knows: judged by the words they share with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ...core.text import fold
from .words import Words

_SHORTEST = 5
_ENDING = 3  # letters that case and number may change
_STEM = 0.7  # share of the longer word that both must have in common
_GENERAL = 3  # a word in headings of so many fields tells none of them

Stems = Mapping[str, Mapping[str, frozenset[str]]]


def field_by_stems(heading: str, words: Words) -> str | None:
    """The one field whose headings share the telling words of a heading, in its languages."""
    for language in words.languages[:2]:
        stems = _stems(words, language)
        votes: Counter[str] = Counter()
        for word in fold(heading).split():
            fields = _fields(word, stems)
            votes.update(dict.fromkeys(fields, 12 // max(1, len(fields))))
        best = votes.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            return best[0][0]
    return None


def _stems(words: Words, language: str) -> Stems:
    """First letters -> word -> the fields in whose headings it stands."""
    known = words.stems.get(language)
    if known is None:
        fields: dict[str, set[str]] = defaultdict(set)
        for phrase, field, said in words.vocabulary.headings:
            if said == language:
                for word in _telling(phrase.split()):
                    fields[word].add(field)
        shelves: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for word, found in fields.items():
            shelves[word[:_SHORTEST]][word] = frozenset(found)
        known = words.stems[language] = shelves
    return known


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) >= _SHORTEST and not word.isdigit()]


def _fields(word: str, stems: Stems) -> frozenset[str]:
    """The fields of a word, or of a word that differs only in its ending."""
    if not _telling([word]):
        return frozenset()
    shelf = stems.get(word[:_SHORTEST], {})
    if word in shelf:
        found = shelf[word]
    else:
        near = [f for w, f in shelf.items() if _same_stem(word, w)]
        found = frozenset().union(*near)
    return found if len(found) < _GENERAL else frozenset()


def _same_stem(word: str, other: str) -> bool:
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    longer = max(len(word), len(other))
    return shared >= max(_SHORTEST, longer - _ENDING, longer * _STEM)
