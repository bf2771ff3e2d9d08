"""What the layout and the mapping ask the vocabulary, remembered for one import."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ...core.text import fold
from ..vocabulary import Heading as Known
from ..vocabulary import Vocabulary

TOLD = ("weekdays", "parts", "languages", "topics")
_PART_OF_TEXT = 0.35
_ORDINAL = re.compile(r"(\d|\b[Nn])\s*\.\s*([ªº°]|[ao]\b)")


def said(text: str) -> str:
    """A heading with its ordinals in one word ("2.ª" as "2ª", "N.º" as "Nº")."""
    return _ORDINAL.sub(r"\1\2", text)


class Words:
    """The vocabulary with the languages of the headings of one table or import."""

    def __init__(self, vocabulary: Vocabulary, languages: Sequence[str] = ()) -> None:
        self.vocabulary = vocabulary
        self.languages = tuple(languages)
        self._known: dict[str, tuple[Known, ...]] = {}
        self.stems: dict[str, Mapping[str, Mapping[str, frozenset[str]]]] = {}  # see stems.py
        self._told: dict[tuple[str, str], str | None] = {}

    def speaking(self, languages: Sequence[str]) -> "Words":
        """The same words, heard in the given languages."""
        return Words(self.vocabulary, languages)

    def known(self, text: str) -> tuple[Known, ...]:
        """The fields that a heading may mean, best first."""
        found = self._known.get(text)
        if found is None:
            found = tuple(self.vocabulary.heading_fields(said(text), self.languages))
            self._known[text] = found
        return found

    def fields(self, text: str) -> frozenset[str]:
        """The fields of which a text is a heading, not only a sentence with such a word in it."""
        length = len(fold(text))
        return frozenset(
            known.field
            for known in self.known(text)
            if known.whole or " " in known.phrase or len(known.phrase) >= length * _PART_OF_TEXT
        )

    def told(self, section: str, text: str) -> str | None:
        """The weekday, part of day, language or topic that a heading names."""
        key = (section, text)
        if key not in self._told:
            spoken = said(text)
            self._told[key] = (
                self.vocabulary.told(section, spoken, self.languages) if text else None
            )
        return self._told[key]

    def told_whole(self, section: str, text: str) -> str | None:
        """The same, only where the heading says nothing else."""
        return (
            self.vocabulary.phrases(section).get(fold(said(text)), self.languages) if text else None
        )

    def is_time(self, text: str) -> bool:
        """Whether a text is nothing but a weekday with a part of it ("Mon am", "lunes tarde")."""
        spoken = fold(text).split()
        if not 2 <= len(spoken) <= 4:
            return False
        found = {
            section: self.vocabulary.phrases(section).spans(spoken, self.languages)
            for section in ("weekdays", "parts")
        }
        covered = {
            i for spans in found.values() for span in spans for i in range(span.start, span.end)
        }
        return all(found.values()) and len(covered) == len(spoken)

    def is_heading(self, text: str) -> bool:
        """Whether a text can stand in a header: a field, a weekday, a part, a language, a topic."""
        if self.fields(text) or any(self.told_whole(s, text) for s in TOLD):
            return True
        return self.is_time(text)

    def is_total(self, text: str) -> bool:
        """Whether a row that begins so adds up."""
        folded = fold(text)
        return any(folded == word or folded.startswith(word + " ") for word in self._totals)

    def is_legend(self, name: str) -> bool:
        """Whether a sheet of this name explains or lists codes, and holds no people."""
        folded = fold(name)
        return any(word in self._legend for word in (folded, *folded.split()[:1]))

    def section_role(self, text: str) -> str:
        """The role that a line of its own gives to the rows below ("" if it names none or both)."""
        roles = self.vocabulary.roles_of(text, self.languages) - {"both"}
        return roles.pop() if len(roles) == 1 else ""

    def is_role(self, text: str) -> str:
        """The role of which a text is only the name ("" if it says more or none)."""
        whole = self.vocabulary.phrases("roles").get(fold(text), self.languages)
        return whole if whole in ("mentor", "mentee") else ""

    def languages_of(self, texts: Iterable[str]) -> list[str]:
        """The languages of headings, likeliest first."""
        return self.vocabulary.languages_of(texts)

    @cached_property
    def _totals(self) -> frozenset[str]:
        return self.vocabulary.totals

    @cached_property
    def _legend(self) -> frozenset[str]:
        return self.vocabulary.legend
