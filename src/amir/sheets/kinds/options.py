"""Lists of topics: a few known ones, and everything else in the words of the list."""

import re
from collections import Counter
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
_PARTED = 0.3  # share of cells with strong marks in a column that is parted by them
_CLOSED = 0.8  # share of cells that end in such a mark, as forms write all of them
_SHORT = 8  # words in an option that may be a topic with a little beside it


class Options:
    """A list of `work`, `housing`, `finance` and `other: text`, in the order of the cell."""

    name = "options"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that hold at least one known topic in few words."""
        labels = labels_of(sample(column))
        parser = Topics(context.vocabulary, context.languages, labels=labels)

        def fits(text: str) -> bool:
            found, _ = parser.parse(text)
            known = [topic for topic in found if topic in TOPICS]
            every = context.vocabulary.topic(text, context.languages) == "all"
            return bool(known) and not every and len(fold(text).split()) <= _SHORT * len(found)

        return share(sample(column), fits)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader for lists, or for the crosses of one topic."""
        vocabulary, preferred = context.vocabulary, context.languages
        parser = Topics(vocabulary, preferred, labels=labels_of(sample(column, 2000)))
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


def _bare(option: str) -> str:
    return tidy(_OTHER.sub("", option)).strip(" .,;:-–—")


def _topic_of_header(header: str, parser: "Topics") -> str | None:
    """What a cross means in a column that names its topic itself: the heading's last part."""
    match = _LAST_PART.search(tidy(header))
    part = tidy((match and (match[1] or match[2])) or header)
    known = parser.vocabulary.heading_fields(part)
    if known and known[0].whole and known[0].field == "topics":
        return None
    return parser.vocabulary.topic(part, parser.preferred) or f"other: {part}"


def labels_of(texts: Sequence[str]) -> dict[str, bool]:
    """Options of a form, folded, that stand whole between semicolons ("Papers, forms; Sport"),
    and whether they recur, so that nobody typed them.

    Where forms close each option with the mark all of them count; elsewhere those that recur.
    """
    texts = [text for text in texts if text.strip()]
    parted = [text for text in texts if _STRONG.search(text)]
    if len(parted) < max(2, _PARTED * len(texts)):
        return {}
    closed = sum(_STRONG.match(text.rstrip()[-1]) is not None for text in parted)
    least = 1 if closed >= _CLOSED * len(texts) else 2
    pieces = (piece for text in texts for piece in {fold(p) for p in _STRONG.split(text)})
    counted = Counter(pieces).items()
    return {piece: times > 1 for piece, times in counted if piece and times >= least}


class Topics:
    """Finds topics in a text. `labels`: options that are not taken apart."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        preferred: Sequence[str],
        *,
        labels: Mapping[str, bool] | None = None,
    ) -> None:
        self.vocabulary, self.preferred, self.labels = vocabulary, preferred, labels or {}
        self._phrases = vocabulary.phrases("topics")
        self._and = vocabulary.joining("and", preferred)

    def parse(self, text: str) -> tuple[list[str], str]:
        """The topics in order, and what stands beside a known one and is not said by it."""
        found: list[str] = []
        rest: list[str] = []
        for strong in _STRONG.split(text):
            if self._label(strong, found, rest):
                continue
            for piece in self._pieces(strong):
                self._piece(piece, found, rest)
        return list(dict.fromkeys(found)), ", ".join(rest)

    def _label(self, text: str, found: list[str], rest: list[str]) -> bool:
        """Take an option of the form whole; one that names two topics may be taken apart."""
        folded = fold(text)
        recurs = self.labels.get(folded)
        if recurs is None or self._phrases.get(text, self.preferred):
            return False
        topics = self._topics_in(folded.split())
        if len(topics) > 1:
            return False
        found.append(topics.pop() if topics else f"other: {_bare(text)}")
        if not recurs and not found[-1].startswith("other"):
            rest.append(tidy(text))
        return True

    def _topics_in(self, words: Sequence[str]) -> set[str]:
        return {s.meaning for s in self._phrases.spans(words, self.preferred)} & set(TOPICS)

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
        piece = _bare(piece)
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
        topics = self._topics_in(words)
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
