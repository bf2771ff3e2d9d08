"""Phrases of many languages and what they mean, found in constant time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from amir.core.text import fold, tidy

_NOT_PLAIN = re.compile(r"[^a-z0-9+\n]+")
_ARTICLE = "ال"
_DASHES = frozenset("-–—‒―−_.·•")
_LIKELY = 3  # languages of the headings in which a doubtful word counts; the others are far off
_QUESTION_MARKS = frozenset("?؟⸮;¿")
_MARKS = frozenset("✓✔☑✅✗✘✖❌☒×✕")


def key(text: str) -> str:
    """The form under which a phrase is stored: folded, or a mark where folding leaves nothing.

    Dashes and dots become "-", question marks "?"; "✓" and the like stay as they are.
    """
    folded = fold(text)
    if folded:
        return folded
    bare = tidy(text).replace(" ", "").replace("\ufe0f", "")
    if bare and set(bare) <= _DASHES:
        return "-"
    if bare and set(bare) <= _QUESTION_MARKS:
        return "?"
    return bare[:1] if bare and set(bare) <= _MARKS else bare


def bare_key(folded: str) -> str:
    """A folded phrase without the Arabic article of its words."""
    if _ARTICLE not in folded:
        return folded
    return " ".join(
        w[2:] if w.startswith(_ARTICLE) and len(w) > 4 else w for w in folded.split(" ")
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A known phrase inside a row of words: `words[start:end]`."""

    start: int
    end: int
    phrase: str
    meaning: str


@dataclass(slots=True)
class Phrases:
    """Phrase -> meanings, each with the languages in which it is said."""

    _entries: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    longest: int = 1  # words in the longest phrase
    _near: dict[tuple[str, ...], dict[tuple[str, int], list[str]]] = field(default_factory=dict)

    def add(self, phrase: str, meaning: str, language: str) -> None:
        """Store one phrase as written."""
        self.add_folded(key(phrase), meaning, language)

    def add_folded(self, folded: str, meaning: str, language: str) -> None:
        """Store one phrase that is folded already."""
        if not folded:
            return
        self._put(folded, meaning, language)
        if _ARTICLE in folded and (bare := bare_key(folded)) != folded:
            self._put(bare, meaning, language)

    def _put(self, folded: str, meaning: str, language: str) -> None:
        meanings = self._entries.setdefault(folded, {})
        said = meanings.get(meaning, ())
        if language not in said:
            meanings[meaning] = (*said, language)
        self.longest = max(self.longest, folded.count(" ") + 1)

    def __contains__(self, phrase: str) -> bool:
        return bool(self._find(phrase))

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> Iterator[tuple[str, str, str]]:
        """(folded phrase, meaning, language), every one."""
        for phrase, meanings in self._entries.items():
            for meaning, languages in meanings.items():
                for language in languages:
                    yield phrase, meaning, language

    def _find(self, phrase: str) -> dict[str, tuple[str, ...]]:
        found = self._entries.get(phrase)
        if found is None:
            folded = key(phrase)
            found = self._entries.get(folded)
            if found is None and _ARTICLE in folded:
                found = self._entries.get(bare_key(folded))
        return found or {}

    def meanings(self, phrase: str, languages: Sequence[str] = ()) -> tuple[str, ...]:
        """All meanings: first as the first of `languages` has it, then as most languages do."""
        found = self._find(phrase)
        if len(found) < 2:
            return tuple(found)
        last = len(languages)
        rank = {language: i for i, language in reversed(list(enumerate(languages)))}
        return tuple(
            sorted(
                found,
                key=lambda m: (min(rank.get(s, last) for s in found[m]), -len(found[m])),
            )
        )

    def get(self, phrase: str, languages: Sequence[str] = ()) -> str | None:
        """The likeliest meaning of the whole phrase, or None."""
        found = self.meanings(phrase, languages)
        return found[0] if found else None

    def said_in(self, phrase: str, meaning: str | None = None) -> frozenset[str]:
        """The languages in which the phrase is said (with this meaning)."""
        found = self._find(phrase)
        chosen = found.values() if meaning is None else [found.get(meaning, ())]
        return frozenset(language for languages in chosen for language in languages)

    def spans(self, words: Sequence[str], languages: Sequence[str] = ()) -> list[Span]:
        """Known phrases in a row of folded words, without overlap, the longest first.

        With `languages`, words of up to three letters only count where one of the first says so.
        """
        found: list[Span] = []
        taken = [False] * len(words)
        for size in range(min(self.longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                if any(taken[start : start + size]):
                    continue
                phrase = " ".join(words[start : start + size])
                meaning = self.get(phrase, languages)
                if meaning is not None and self._counts(phrase, meaning, languages):
                    found.append(Span(start, start + size, phrase, meaning))
                    taken[start : start + size] = [True] * size
        return sorted(found, key=lambda span: span.start)

    def _counts(self, phrase: str, meaning: str, languages: Sequence[str]) -> bool:
        if len(phrase) > 3 or not languages:
            return True
        return not self.said_in(phrase, meaning).isdisjoint((*languages[:_LIKELY], "shared"))

    def nearest(self, phrase: str, languages: Sequence[str]) -> str | None:
        """The stored phrase of which this is surely a misspelling, or None.

        Careful: five letters at least, the same first letter, one slip (two from ten letters),
        and no second phrase of another meaning as near. Only the first of `languages` count.
        """
        folded = key(phrase)
        size = len(folded)
        if size < 5 or any(c.isdigit() for c in folded):
            return None
        most = 2 if size >= 10 else 1
        shelf = self._shelf(tuple(languages[:_LIKELY]))
        best: dict[int, list[str]] = {}
        for length in (size - 1, size, size + 1):
            for candidate in shelf.get((folded[0], length), ()):
                slips = OSA.distance(folded, candidate, score_cutoff=most)
                if slips <= most and length >= 5:
                    best.setdefault(slips, []).append(candidate)
        if not best:
            return None
        nearest = best[min(best)]
        return nearest[0] if len({self.get(n, languages) for n in nearest}) == 1 else None

    def beginning(self, start: str, languages: Sequence[str]) -> frozenset[str]:
        """The meanings of single words that begin so, in the first `languages` that have any."""
        folded = key(start)
        for language in languages[:_LIKELY]:
            shelf = self._shelf((language,))
            found = {
                meaning
                for (letter, size), phrases in shelf.items()
                if letter == folded[:1] and size > len(folded)
                for phrase in phrases
                if phrase.startswith(folded) and " " not in phrase
                for meaning in self._entries[phrase]
                if language in self._entries[phrase][meaning]
            }
            if found:
                return frozenset(found)
        return frozenset()

    def _shelf(self, languages: tuple[str, ...]) -> dict[tuple[str, int], list[str]]:
        """Phrases of some languages, by first letter and length."""
        if languages not in self._near:
            wanted = set(languages)
            shelf: dict[tuple[str, int], list[str]] = {}
            for phrase, meanings in self._entries.items():
                if any(not wanted.isdisjoint(said) for said in meanings.values()):
                    shelf.setdefault((phrase[0], len(phrase)), []).append(phrase)
            self._near[languages] = shelf
        return self._near[languages]


def keys_of(texts: Sequence[str]) -> list[str]:
    """The keys of many short texts, folded in one go: far quicker than one by one."""
    plain = [text for text in texts if text.isascii() and "\n" not in text]
    other = [text for text in texts if not text.isascii() and "+" not in text]
    # Plain letters need no more than small letters; a plus sign stays when texts are folded.
    quick = iter(_NOT_PLAIN.sub(" ", "\n".join(plain).lower()).split("\n"))
    folded = iter(fold.__wrapped__(" + ".join(other)).split("+"))
    keys: list[str] = []
    for text in texts:
        if text.isascii() and "\n" not in text:
            found = next(quick).strip()
        elif not text.isascii() and "+" not in text:
            found = next(folded).strip()
        else:
            found = ""
        keys.append(found or key(text))
    return keys
