"""One spoken language and its level, and which level belongs to which language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..vocabulary.lexicon import CEFR

# Names that cover several languages: "Kurdish (Sorani)" is only the one in brackets.
COVERS = {
    "ku": {"ckb", "kmr", "sdh"},
    "ar": {"ary", "arz", "aeb", "arq", "apc", "ajp", "acm", "shu", "ars"},
    "fa": {"prs"},
    "zh": {"yue", "nan", "wuu", "hak"},
    "ber": {"rif", "kab", "tzm", "shi", "zgh"},
}
_LOOKALIKE = re.compile(r"\b[ΑΒАВСавс][12]\b")
_LATIN = str.maketrans("ΑΒАВСавс", "ABABCABC")
EXACT_LEVELS = frozenset({*CEFR, "native"})


@dataclass(slots=True)
class Spoken:
    """One language of one person, while the cell is being read."""

    tag: str
    level: str | None = None
    told: bool = False  # a word about the level was found
    absent: bool = False

    def tell(self, level: str) -> None:
        """Take over a level; the more exact one stays, of two exact ones the lower."""
        self.told = True
        self.absent = level == "absent"
        if level not in EXACT_LEVELS:
            return
        if self.level is None:
            self.level = level
        elif self.level != "native" and level != "native":
            self.level = min(self.level, level)


def latin_levels(text: str) -> str:
    """The text with A, B and C of levels in Latin letters, also where Greek or Cyrillic ones
    that look the same were typed."""
    return _LOOKALIKE.sub(lambda match: match[0].translate(_LATIN), text)


def joined(marks: Iterable[tuple[str, str]]) -> list[Spoken]:
    """Levels given to the languages beside them."""
    spoken: list[Spoken] = []
    waiting: list[str] = []
    current: Spoken | None = None
    prefixed = bracket = False
    for kind, word in marks:
        if kind == "language":
            prefixed = bool(waiting)
            if current is not None and word in COVERS.get(current.tag, ()):
                spoken.remove(current)
                waiting += [current.level] if current.level else []
            current = Spoken(word)
            for level in waiting:
                current.tell(level)
            waiting, bracket = [], False
            spoken.append(current)
        elif kind == "level":
            exact = word in CEFR and current is not None and current.level is None
            if current is not None and (bracket or not prefixed or exact):
                current.tell(word)
            else:
                waiting.append(word)
        elif kind == "apart":
            current, bracket = None, False
        elif kind == "bracket":
            bracket = True
    for level in waiting:
        if not spoken[-1].told:
            spoken[-1].tell(level)
    return [one for one in spoken if not one.absent]
