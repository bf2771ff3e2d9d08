"""Taking apart a text about languages: "Somali (native), a little English, francese A2/B1"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from amir.core.text import fold, tidy

from ..sayings import Complaint
from ..vocabulary import Vocabulary
from ..vocabulary.cldr import language_name
from ..vocabulary.lexicon import CEFR
from .levels import EXACT_LEVELS, Spoken, joined, latin_levels
from .words import misspelt

# What surely parts two languages. A slash may also part two levels ("A2/B1"), and a plus end
# one ("B1+").
_APART = re.compile(
    r"[,;|\n•·،؛、，；]+|(?<![ABCabc][12])\s*[/\\]\s*|[/\\](?![ABCabc][12])|(?<![12])\+"
)
_SOFT = re.compile(r"[\s()\[\]{}:=&]+|[-–—]+")
_RANGE = re.compile(r"\b([ABC][12])\s*\+?\s*(?:[-–—/\\]|to)\s*([ABC][12])\b", re.IGNORECASE)
_CODED = re.compile(
    r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z]{2,4})?\s*(?:[:=(–—-]\s*([^:=()]*)\)?|([ABCabc][12]\+?))?"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# Languages that come first where an abbreviation could mean several ("türk.", "gr.").
_WIDE = frozenset({
    "am", "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "hi", "hr", "hu",
    "it", "ku", "nl", "pl", "prs", "ps", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv",
    "ti", "tr", "uk", "ur", "zh",
})  # fmt: skip
_SMALL_WORDS = 4  # letters in all
_ABSENT = ("level", "absent")
_NO_LANGUAGE = ("language", "-")  # "African": named like a language, and none


@dataclass(slots=True)
class Understood:
    """What a cell gave so far."""

    spoken: list[Spoken] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # pieces without any language
    leftover: list[str] = field(default_factory=list)  # words beside a language
    complaints: list[Complaint] = field(default_factory=list)
    absent: bool = False


class Parser:
    """Takes one text apart into languages and levels."""

    def __init__(
        self, vocabulary: Vocabulary, preferred: Sequence[str], *, level: str | None = None
    ) -> None:
        self.vocabulary, self.preferred, self.level = vocabulary, preferred, level
        self._names = vocabulary.phrases("languages")
        self._levels = vocabulary.phrases("language_levels")
        self._and = vocabulary.joining("and", preferred)

    def levels(self, text: str) -> list[str]:
        """The levels named in a text, in order; of a range only the lower end."""
        words = fold(_RANGE.sub(_lower, latin_levels(text))).split()
        found = {i: word.upper().rstrip("+") for i, word in enumerate(words)}
        exact = [level for level in found.values() if level in CEFR]
        return exact or [s.meaning for s in self._levels.spans(words, self.preferred)]

    def parse(self, text: str) -> Understood:
        """Languages and levels of a text in any order."""
        text = _RANGE.sub(_lower, latin_levels(text).replace("\r", "\n"))
        text = _IN_BRACKETS.sub(lambda m: re.sub("[,;/،]", " & ", m[0]), text)
        found = Understood()
        for piece in _APART.split(text):
            if tidy(piece):
                self._piece(tidy(piece), found)
        if self.level is not None:
            for spoken in found.spoken:
                spoken.level = spoken.level or self.level
        return found

    def _piece(self, piece: str, found: Understood) -> None:
        coded = self._code(piece)
        if coded is not None:
            found.spoken.append(coded)
            return
        marks = list(self._marks(piece, found))
        spoken = [mark for mark in marks if mark[0] == "language"]
        if spoken:
            told = joined(marks)
            found.spoken += told
            found.absent |= not told
            unsaid = [word for kind, word in marks if kind == "unknown"]
            # Beside "no English" many small words may still say something.
            many = not told and len("".join(unsaid)) > _SMALL_WORDS
            found.leftover += [word for word in unsaid if many or _worth_keeping(word)]
            return
        codes = [self.vocabulary.language_code(word) for word in piece.split()]
        if len(codes) > 1 and all(codes):  # "en fr"
            found.spoken += [Spoken(code) for code in codes if code]
            return
        levels = [word for kind, word in marks if kind == "level"]
        unknown = [word for kind, word in marks if kind == "unknown"]
        if unknown:
            found.unknown.append(piece)
        elif "absent" in levels:
            found.absent = True
        elif levels and found.spoken and not found.spoken[-1].told:
            for level in levels:  # "Arabic, native, English, B2"
                found.spoken[-1].tell(level)
        elif levels:
            found.leftover.append(piece)

    def _code(self, piece: str) -> Spoken | None:
        """`ar`, `ara`, `ar:native` or `fr=A2`."""
        match = _CODED.fullmatch(piece)
        tag = match and self.vocabulary.language_code(match[1])
        if match is None or tag is None:
            return None
        name = self._names.get(match[1], self.preferred)
        if name and {*self.preferred[:2], "shared"} & self._names.said_in(match[1], name):
            return None
        if not (match[2] or match[3]) and self.vocabulary.level(match[1], self.preferred):
            return None
        spoken = Spoken(tag)
        told = tidy(match[2] or match[3] or "")
        if told:
            level = self.vocabulary.level(told, self.preferred)
            if level is None:
                return None
            spoken.tell(level)
        return spoken

    def _marks(self, piece: str, found: Understood) -> Iterable[tuple[str, str]]:
        """What stands in a piece: language, level, apart, bracket or unknown, and its word."""
        tokens: list[str] = []  # folded words; "" where something parts them
        written: list[str] = []
        brackets: set[int] = set()
        for chunk in re.findall(r"[^\s()\[\]{}:=&–—-]+|[()\[\]{}&–—-]", piece):
            if chunk in "([{":
                brackets.add(len(tokens))
            words = fold(chunk).split()
            tokens += words or ([""] if chunk in "&–—-" and not _inside(piece, chunk) else [])
            written += [chunk] if len(words) == 1 else words
            written += [""] * (len(tokens) - len(written))
        yield from self._spans(tokens, written, brackets, found)

    def _spans(
        self, tokens: list[str], written: list[str], brackets: set[int], found: Understood
    ) -> Iterable[tuple[str, str]]:
        start = 0
        while start < len(tokens):
            if start in brackets:
                yield "bracket", ""
            size, mark = self._longest(tokens, start)
            if mark is None:
                yield from self._unknown(written[start], found)
                size = 1
            elif mark == _ABSENT and (tag := self._abbreviated(written[start], tokens[start])):
                yield "language", tag  # "ném." is German, though "nem" alone says no
            elif mark == _NO_LANGUAGE:
                yield "unknown", " ".join(written[start : start + size])
            else:
                yield mark
            start += size

    def _longest(self, tokens: list[str], start: int) -> tuple[int, tuple[str, str] | None]:
        """The longest known phrase from here. A level in the headings' language comes first."""
        most = max(self._names.longest, self._levels.longest)
        for size in range(min(most, len(tokens) - start), 0, -1):
            words = tokens[start : start + size]
            phrase = " ".join(words)
            if size == 1 and (not phrase or phrase in self._and):
                return 1, ("apart", "")
            if "" in words:
                continue
            level = self._level(phrase)
            tag = self._names.get(phrase, self.preferred)
            if level and tag:
                own = self._names.said_in(phrase, tag) & {*self.preferred, "shared"}
                theirs = self._levels.said_in(phrase) & set(self.preferred)
                level = None if own and not theirs else level
            if level:
                return size, ("level", level)
            if tag:
                return size, ("language", tag)
        return 1, None

    def _level(self, phrase: str) -> str | None:
        """A level; three letters only count in the first languages ("nem" is no in Hungarian)."""
        level = self.vocabulary.level(phrase, self.preferred)
        exact = level in EXACT_LEVELS or len(phrase) > 3
        near = self._levels.said_in(phrase, level) & {*self.preferred[:3], "shared"}
        return level if exact or near or not self.preferred else None

    def _unknown(self, word: str, found: Understood) -> Iterable[tuple[str, str]]:
        """A word that no list holds: joined to "and", misspelt, a code, or really unknown."""
        folded = fold(word)
        if self.vocabulary.heading_phrases.get(folded, self.preferred) == "languages":
            return  # "the Arabic language"
        if folded.startswith("و") and len(folded) > 3:  # the Arabic "and" is written to the word
            _, mark = self._longest([folded[1:]], 0)
            if mark is not None:
                yield "apart", ""
                yield mark
                return
        short = self._abbreviated(word, folded)
        if short is not None:
            if not word.endswith("."):
                found.complaints.append(misspelt(word, language_name(short)))
            yield "language", short
            return
        country = self.vocabulary.country(folded, self.preferred[:3])
        nearest = None if country else self._names.nearest(folded, self.preferred)
        if nearest is not None:
            if not _only_ending(folded, nearest):
                found.complaints.append(misspelt(word, nearest))
            yield "language", str(self._names.get(nearest, self.preferred))
            return
        if word.isupper() and len(word) in (2, 3) and (tag := self.vocabulary.language_code(word)):
            yield "language", tag
            return
        yield "unknown", tidy(word)

    def _abbreviated(self, word: str, folded: str) -> str | None:
        """The language of "Engl.", "ital." or "fr."."""
        if " " in folded or len(folded) < (2 if word.endswith(".") else 4):
            return None
        found = self._names.beginning(folded, self.preferred) - {"-"}
        code = self.vocabulary.language_code(folded) if len(folded) <= 3 else None
        if code is not None and (code in found or code in _WIDE):
            return code
        wide = found & _WIDE
        return next(iter(wide or found)) if 1 in (len(wide), len(found)) else None


def _only_ending(word: str, known: str) -> bool:
    """Whether two words differ in their ending only, as cases of one word do."""
    return len(known) > 5 and word.startswith(known[:-2])


def _worth_keeping(word: str) -> bool:
    """Whether a word beside a language may say something (short words only join)."""
    return len(word) > 3 or any(c.isdigit() for c in word)


def _inside(piece: str, chunk: str) -> bool:
    """Whether a hyphen only stands inside words of this piece ("Serbo-Croatian")."""
    return chunk in "–—-" and not re.search(rf"\s{chunk}|{chunk}\s", piece)


def _lower(match: re.Match[str]) -> str:
    return min(match[1].upper(), match[2].upper())
