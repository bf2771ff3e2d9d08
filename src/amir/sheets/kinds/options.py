"""Lists of topics: a few known ones, and everything else in the words of the list."""

import re
from collections.abc import Mapping, Sequence

from amir.core.text import fold, tidy

from ..vocabulary import Vocabulary
from .base import Column, Context, Reading
from .words import WordReader, sample, share

TOPICS = ("work", "housing", "finance")
_STRONG = re.compile(r"[;|\n؛；]+")
_WEAK = re.compile(r"[,،、，•·]+|\s*/\s*|\s*\\\s*|\s\+\s*|\s*\+\s|\s+[-–—]\s+|\s*&\s*")
_LAST_PART = re.compile(r"\[([^\]]+)\]\s*$|([^/\[\]]+?)\s*$")
_OTHER = re.compile(r"(?i)other\s*:\s*")
_SHORT = 8  # words in an option that may be a topic with a little beside it


class Options:
    """A list of `work`, `housing`, `finance` and `other: text`, in the order of the cell."""

    name = "options"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that hold at least one known topic in few words."""
        parser = Topics(context.vocabulary, context.languages)

        def fits(text: str) -> bool:
            found, _ = parser.parse(text)
            known = [topic for topic in found if topic in TOPICS]
            every = context.vocabulary.topic(text, context.languages) == "all"
            return bool(known) and not every and len(fold(text).split()) <= _SHORT * len(found)

        return share(sample(column), fits)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader for lists, or for the crosses of one topic."""
        vocabulary, preferred = context.vocabulary, context.languages
        parser = Topics(vocabulary, preferred)
        topic = column.told.get("topic")

        def understand(text: str) -> Reading:
            answer = vocabulary.answer(text, preferred)
            if answer in ("no", "nothing"):
                return Reading()
            if answer == "yes":
                meant = topic or _topic_of_header(column.header, parser)
                return Reading([meant] if meant else None, rest="" if meant else tidy(text))
            found, rest = parser.parse(text)
            if topic is not None:
                return Reading([topic], rest="" if topic in found else tidy(text))
            return Reading(found or None, rest=rest)

        return WordReader(understand)


def _topic_of_header(header: str, parser: "Topics") -> str | None:
    """What a cross means in a column that names its topic itself: the heading's last part."""
    match = _LAST_PART.search(tidy(header))
    part = tidy((match and (match[1] or match[2])) or header)
    known = parser.vocabulary.heading_fields(part)
    if known and known[0].whole and known[0].field == "topics":
        return None
    return parser.vocabulary.topic(part, parser.preferred) or f"other: {part}"


class Topics:
    """Finds topics in a text."""

    def __init__(self, vocabulary: Vocabulary, preferred: Sequence[str]) -> None:
        self.vocabulary, self.preferred = vocabulary, preferred
        self._phrases = vocabulary.phrases("topics")
        self._and = vocabulary.joining("and", preferred)

    def parse(self, text: str) -> tuple[list[str], str]:
        """The topics in order, and what stands beside a known one and is not said by it."""
        found: list[str] = []
        rest: list[str] = []
        for strong in _STRONG.split(text):
            for piece in self._pieces(strong):
                self._piece(piece, found, rest)
        return list(dict.fromkeys(found)), ", ".join(rest)

    def _pieces(self, text: str) -> list[str]:
        """Options parted by weak marks; an option that holds such a mark itself stays whole."""
        if self._phrases.get(text, self.preferred):
            return [text]
        marks = [(match.start(), match.end()) for match in _WEAK.finditer(text)]
        edges = [(0, 0), *marks, (len(text), len(text))]
        pieces: list[str] = []
        first = 0
        while first < len(edges) - 1:
            last = first + 1
            for end in range(min(len(edges) - 1, first + 5), first + 1, -1):
                if self._phrases.get(text[edges[first][1] : edges[end][0]], self.preferred):
                    last = end
                    break
            pieces.append(text[edges[first][1] : edges[last][0]])
            first = last
        return pieces

    def _piece(self, piece: str, found: list[str], rest: list[str]) -> None:
        piece = tidy(_OTHER.sub("", piece)).strip(" .,;:-–—")
        if not piece:
            return
        topic = self._phrases.get(piece, self.preferred)
        if topic is not None:
            found += TOPICS if topic == "all" else [topic]
            return
        halves = self._halves(piece)
        if halves:
            for half in halves:
                self._piece(half, found, rest)
            return
        words = fold(piece).split()
        topics = {s.meaning for s in self._phrases.spans(words, self.preferred)} & set(TOPICS)
        if len(topics) == 1 and len(words) <= _SHORT:
            found.append(topics.pop())
            rest.append(piece)
        else:
            found.append(f"other: {piece}")

    def _halves(self, piece: str) -> list[str]:
        """The parts around an "and", if one of them is a topic by itself."""
        words = piece.split()
        for i, word in enumerate(words):
            folded = fold(word)
            if folded in self._and and 0 < i < len(words) - 1:
                left, right = " ".join(words[:i]), " ".join(words[i + 1 :])
            elif i and folded.startswith("و") and self._phrases.get(folded[1:], self.preferred):
                left, right = " ".join(words[:i]), " ".join([word[1:], *words[i + 1 :]])
            elif i == 0 and folded in self._and and len(words) > 1:
                return [" ".join(words[1:])]
            else:
                continue
            if self._phrases.get(left, self.preferred) or self._phrases.get(right, self.preferred):
                return [left, right]
        return []
