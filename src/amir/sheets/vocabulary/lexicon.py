"""All words that the engine knows, with the questions that readers ask them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast

from amir.core.text import fold

from .cldr import country_codes, language_codes
from .people import Verbs, people_of, verbs_of
from .phrases import Phrases, Span, key

Answer = Literal["yes", "no", "nothing", "requested"]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_HEADER = 600  # characters; a cell longer than that is no heading
_SHORT = 4  # letters of a word that may be quite another one in another language
# "um/a mentor/a", "Mentor:in": the word without its second ending.
_OTHER_ENDING = re.compile(
    r"(?<=\w)[/(:*]-?(?:as?|os?|es?|in|innen|ra|rice|trice|ka|ка)\)?(?!\w)", re.IGNORECASE
)
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")


class Heading(NamedTuple):
    """A phrase of the vocabulary found in a header. `whole`: the header is nothing else."""

    field: str
    phrase: str
    language: str
    whole: bool


@dataclass(slots=True)
class Vocabulary:
    """Words of all languages. Texts may be given as written or folded.

    `languages` in every method are the languages of the headings, likeliest first: they decide
    where one word means different things (`mar` is March, or Tuesday; `M` a man, or a woman).
    """

    languages: tuple[str, ...] = ()  # of the vocabulary files
    heading_phrases: Phrases = field(default_factory=Phrases)
    sensitive: Phrases = field(default_factory=Phrases)
    sections: dict[str, Phrases] = field(default_factory=dict)
    letter_codes: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    only_whole: set[str] = field(default_factory=set)  # headings that mean nothing inside others
    verbs: Verbs | None = None  # found when first asked for
    said: dict[str, set[str]] = field(default_factory=dict)  # phrase of a file -> languages

    def phrases(self, section: str) -> Phrases:
        """One section: `roles`, `gender`, `weekdays`, `parts`, `joining`, `answers`, `months`,
        `language_levels`, `languages`, `countries`, `ambiguous_countries`, `topics`,
        `gender_preference`, `totals`, `legend`, `colours`, `place`."""
        return self.sections.setdefault(section, Phrases())

    # --- headings -------------------------------------------------------------------------

    @property
    def headings(self) -> list[tuple[str, str, str]]:
        """(folded phrase, field, language) of every heading."""
        return list(self.heading_phrases.items())

    def heading_fields(self, header: str, languages: Sequence[str] = ()) -> list[Heading]:
        """Fields that the header may mean, best first: equal phrases, then the longest inside.

        Every phrase that stands in the header as whole words counts, overlapping or not; one
        entry per field, the best one.
        """
        words = [word for word in fold(header[:_LONGEST_HEADER]).split() if word != "+"]
        ranked: list[tuple[tuple[bool, int, int, int], Heading]] = []
        order = {language: i for i, language in reversed(list(enumerate(languages)))}
        for size in range(min(self.heading_phrases.longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                phrase = " ".join(words[start : start + size])
                if size < len(words) and phrase in self.only_whole:
                    continue
                for place, name in enumerate(self.heading_phrases.meanings(phrase, languages)):
                    said = self.heading_phrases.said_in(phrase, name)
                    language = min(said, key=lambda s: (order.get(s, len(order)), s))
                    whole = size == len(words)
                    rank = (not whole, -size, -len(phrase), place)
                    ranked.append((rank, Heading(name, phrase, language, whole)))
        best: dict[str, Heading] = {}
        for _, heading in sorted(ranked, key=lambda pair: pair[0]):
            best.setdefault(heading.field, heading)
        return list(best.values())

    def is_sensitive(self, header: str, languages: Sequence[str] = ()) -> bool:
        """Whether the header names special categories of personal data.

        A single word of five letters or more also counts as a stem ("religion" in
        "Religionszugehörigkeit"). A longer known heading around the word takes it back
        ("gender identity" is a gender), around a stem also one of the same length ("transport").
        A short word counts in its own language only: "din" is a religion in Turkish.
        """
        words = fold(header[:_LONGEST_HEADER]).split()
        spans = [s for s in self.sensitive.spans(words) if self._is_meant(s, words, languages)]
        known = {i for span in spans for i in range(span.start, span.end)}
        stems = [
            Span(i, i + 1, word, "")
            for i, word in enumerate(words)
            if i not in known and any(word[:n] in self.sensitive for n in range(5, len(word)))
        ]
        harmless = self.heading_phrases.spans(words)

        def open_still(span: Span, longer: int) -> bool:
            return not any(
                h.start <= span.start
                and span.end <= h.end
                and h.end - h.start >= span.end - span.start + longer
                for h in harmless
            )

        return any(open_still(s, 1) for s in spans) or any(open_still(s, 0) for s in stems)

    def _is_meant(self, span: Span, words: Sequence[str], languages: Sequence[str]) -> bool:
        said = self.sensitive.said_in(span.phrase)
        if len(span.phrase) > _SHORT or len(said) > 2:
            return True
        if languages:
            return not said.isdisjoint(languages[:2])
        return len(words) == 1

    def languages_of(self, texts: Iterable[str]) -> list[str]:
        """The languages that explain these texts, best first: rare words weigh more."""
        scores: dict[str, float] = {}
        for text in texts:
            words = fold(text[:_LONGEST_HEADER]).split()
            for size in range(min(self.heading_phrases.longest, len(words)), 0, -1):
                for start in range(len(words) - size + 1):
                    said = self.said.get(" ".join(words[start : start + size]), ())
                    for language in said:
                        weight = size / len(said) * (2 if size == len(words) else 1)
                        scores[language] = scores.get(language, 0) + weight
        return sorted(scores, key=lambda language: (-scores[language], language))

    # --- words of cells -------------------------------------------------------------------

    def roles_of(self, text: str, languages: Sequence[str] = ()) -> set[str]:
        """`mentor`, `mentee`, `both`: the people a name of a sheet, file or role cell speaks of."""
        roles = self.phrases("roles")
        if self.verbs is None:
            self.verbs = verbs_of(roles, nouns=self.heading_phrases)
        words = fold(_OTHER_ENDING.sub("", text)).split()
        return people_of(words, roles, self.verbs, languages)

    def answer(self, text: str, languages: Sequence[str] = ()) -> Answer | None:
        """What a short answer says. A dash or a question mark alone says "nothing"."""
        asked = key(text)
        if asked in ("-", "?", ""):
            return "nothing"
        return cast("Answer | None", self.phrases("answers").get(asked, languages))

    def is_nothing(self, text: str, languages: Sequence[str] = ()) -> bool:
        """Whether the cell says that there is nothing to say."""
        return self.answer(text, languages) == "nothing"

    def weekday(self, word: str, languages: Sequence[str] = ()) -> str | None:
        """`mon` ... `sun`, or `mon-fri`, `sat-sun`, `all`."""
        return self.phrases("weekdays").get(word, languages)

    def part(self, word: str, languages: Sequence[str] = ()) -> str | None:
        """`am`, `pm`, `eve` or `all`."""
        return self.phrases("parts").get(word, languages)

    def month(self, word: str, languages: Sequence[str] = ()) -> int | None:
        """1 to 12."""
        number = self.phrases("months").get(word, languages)
        return int(number) if number else None

    def codes(self, kind: str, languages: Sequence[str] = ()) -> list[dict[str, str]]:
        """Sets of letters that belong together, folded letter -> meaning.

        `kind`: `gender`, `weekdays` or `parts`. Sets of `languages` come first.
        """
        order = {language: i for i, language in reversed(list(enumerate(languages)))}
        found: list[dict[str, str]] = []
        sets = self.letter_codes.get(kind, [])
        for _, letters in sorted(sets, key=lambda pair: order.get(pair[0], len(order))):
            if letters not in found:
                found.append(letters)
        return found

    def language_tag(self, phrase: str, languages: Sequence[str] = ()) -> str | None:
        """The BCP 47 tag of a language called by its name."""
        tag = self.phrases("languages").get(phrase, languages)
        return None if tag == "-" else tag

    def language_code(self, code: str) -> str | None:
        """The BCP 47 tag of an ISO 639-1, -2 or -3 code."""
        return language_codes().get(code.strip().casefold())

    def country(self, phrase: str, languages: Sequence[str] = ()) -> str | None:
        """The alpha-2 code of a country called by name or adjective (not by code)."""
        return self.phrases("countries").get(phrase, languages)

    def country_code(self, code: str) -> str | None:
        """The alpha-2 code of an ISO 3166 alpha-2 or alpha-3 code."""
        return country_codes().get(code.strip().casefold())

    def ambiguous_country(self, phrase: str, languages: Sequence[str] = ()) -> tuple[str, ...]:
        """The countries between which a word leaves open, or ().

        The first of `languages` that knows the word decides whether it leaves anything open.
        """
        open_words = self.phrases("ambiguous_countries")
        found = open_words.meanings(phrase)
        said, clear = open_words.said_in(phrase), self.phrases("countries").said_in(phrase)
        first = next((s for s in languages if s in said or s in clear), None) if found else None
        if first is not None and first not in said:
            return ()
        return tuple(sorted(found))

    def level(self, phrase: str, languages: Sequence[str] = ()) -> str | None:
        """`native`, `vague`, `absent`, or a CEFR level `A1` ... `C2`."""
        upper = key(phrase).upper().rstrip("+")
        if upper in CEFR:
            return upper
        return self.phrases("language_levels").get(phrase, languages)

    def topic(self, phrase: str, languages: Sequence[str] = ()) -> str | None:
        """`work`, `housing`, `finance` (or `all`)."""
        return self.phrases("topics").get(phrase, languages)

    def joining(self, kind: str, languages: Sequence[str] = ()) -> frozenset[str]:
        """Folded small words: `and`, `to`, `from_hour`, `to_hour`, `except`.

        With `languages`, one or two letters only count in the two likeliest of them: "a" joins
        in Czech and says nothing in English.
        """
        near = set(languages[:2])
        said = [(p, s) for p, m, s in self.phrases("joining").items() if m == kind]
        return frozenset(p for p, s in said if not near or s in near or len(p) > 2)

    def words(self, section: str, meaning: str) -> frozenset[str]:
        """All folded phrases of a section with one meaning, for instance ("answers", "ago")."""
        return frozenset(p for p, m, _ in self.phrases(section).items() if m == meaning)

    def colour(self, word: str, languages: Sequence[str] = ()) -> str | None:
        """`red`, `green`, ... for a word by which a legend names a colour."""
        return self.phrases("colours").get(word, languages)

    @property
    def totals(self) -> frozenset[str]:
        """First words of rows that only add up."""
        return frozenset(p for p, _, _ in self.phrases("totals").items())

    @property
    def legend(self) -> frozenset[str]:
        """Names of sheets without people."""
        return frozenset(p for p, _, _ in self.phrases("legend").items())

    # --- values that a header tells -------------------------------------------------------

    def told(self, section: str, header: str, languages: Sequence[str] = ()) -> str | None:
        """The only meaning of a section that a header names, for `Column.told`.

        `section`: `languages`, `topics`, `weekdays`, `parts`. The last words decide where several
        are named; for languages also compounds ("Deutschkenntnisse").
        """
        words = fold(header[:_LONGEST_HEADER]).split()
        spans = self.phrases(section).spans(words, languages)
        if section == "topics":  # "anything else" is no topic
            spans = [span for span in spans if span.meaning != "all"]
        if spans:
            return spans[-1].meaning if spans[-1].meaning != "-" else None
        if section != "languages":
            return None
        for word in words:
            for size in range(len(word) - 1, 4, -1):
                found = self.language_tag(word[:size], languages)
                if found is not None and set(languages) & self.phrases(section).said_in(
                    word[:size]
                ):
                    return found
        return None


Tree = Mapping[str, object]
