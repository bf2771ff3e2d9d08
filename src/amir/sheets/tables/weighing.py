"""How well each column fits each field: the heading first, then the cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...core.text import fold, tidy
from ..kinds import KINDS
from ..kinds.base import Column, Context
from ..sayings import N_, Saying
from ..targets import Target, Targets, by_field
from .cells import error_of
from .groups import as_neighbours, as_the_group, groups_that_tell
from .guesses import by_heading
from .headings import Heading
from .layout import Layout
from .small_words import role_alone, since_words
from .stems import field_by_stems
from .told import WHOLE, Guess, week_letters
from .words import Words

ENOUGH = 0.45  # surer guesses count
_FEW_WORDS = 24  # different words that a column of roles may hold
_DOUBTFUL = 0.6
_SURER = 0.1  # what cells that fit well add to a heading
_SINCE = 0.8
_GENDERS = 0.7  # nothing else reads like them, though "rather not say" may come in many words
_LIKELY = 0.75  # less sure ones need cells that do not speak against them
SAMPLE = 160
_LOOKED_AT = 120  # columns whose cells are looked at where the heading says nothing
BY_CONTENT = Saying(N_("The cells look like it."))
# Kinds whose cells can be told from all others, even under a heading in unknown words.
_BY_CONTENT = (
    "email",
    "phone",
    "languages",
    "country",
    "gender",
    "availability",
    "birth",
    "place",
    "year",
)
# Kinds that a column of other cells cannot be, whatever its heading says.
_STRICT = frozenset({"email", "phone", "birth", "year", "capacity", "name"})
# Kinds whose cells are hardly ever anything else.
_UNLIKE_OTHERS = ("email", "phone", "gender")
_UNLIKE_LEAST = 0.9
_ENOUGH_CELLS = 3
# Kinds that plain yes and no do not fill.
_NO_ANSWERS = _STRICT | {"evidence_date", "options"}


@dataclass(slots=True)
class Candidates:
    """A column while its field is still open."""

    column: Column
    index: int
    guesses: list[Guess] = field(default_factory=list)
    known_otherwise: bool = False
    sensitive: bool = False


@dataclass(slots=True)
class Weigher:
    """Weighs the columns of one table."""

    layout: Layout
    targets: Targets
    words: Words
    context: Context

    def weigh_all(self) -> list[Candidates]:
        """Every column with its guesses, the surest first."""
        week = week_letters(self.layout.headings, self.words)
        many = {target.field for target in self.targets if target.many}
        headings = groups_that_tell(self.layout.headings, self.words, many)
        opened = [self._weigh(place, heading, week) for place, heading in enumerate(headings)]
        as_neighbours(opened, headings)
        as_the_group(opened, headings, ENOUGH, self._holds_marks)
        for column in opened:
            self._settle(column)
        return opened

    def _weigh(self, place: int, heading: Heading, week: Mapping[int, str]) -> Candidates:
        said = bool(self.layout.header_rows and (heading.own or heading.group))
        column = self._column(place)
        opened = Candidates(column, place)
        opened.sensitive = said and self._is_sensitive(heading)
        if opened.sensitive:
            return opened
        fields = by_field(self.targets)
        many = {t.kind: t.field for t in self.targets if t.many}
        few = sampled(column)
        heard = by_heading(heading, self.words, many, week) if said else []
        heard = self._whole_names(heading, heard)
        opened.guesses += self._all_weighed(heard, few)
        best = max((g.score for g in opened.guesses), default=0.0)
        stem = field_by_stems(heading.own, self.words) if said and best < ENOUGH else None
        if stem is not None:
            opened.guesses += self._all_weighed([Guess(stem, _DOUBTFUL, BY_CONTENT)], few)
        if said and best < _SINCE and since_words(heading.own, self.words):
            opened.guesses += self._since(few)
        if said and role_alone(heading.own, self.words):
            opened.guesses += self._by_role_heading(few)
        best = max((g.score for g in opened.guesses), default=0.0)
        opened.guesses += self._by_roles(few, heard, fields)
        if best < ENOUGH and few.cells and place < _LOOKED_AT:
            opened.guesses += self._by_content(few, named=said)
        return opened

    def _holds_marks(self, opened: Candidates) -> bool:
        return _are_marks(sampled(opened.column), Guess("", 0.0, BY_CONTENT), self.context)

    def _settle(self, opened: Candidates) -> None:
        """Put the surest guess first."""
        fields = by_field(self.targets)
        opened.guesses.sort(key=lambda g: -g.score)
        opened.known_otherwise = bool(opened.guesses) and opened.guesses[0].field not in fields

    def _is_sensitive(self, heading: Heading) -> bool:
        """Whether a heading names special categories; names of languages are none of them."""
        vocabulary, languages = self.words.vocabulary, self.words.languages
        spoken = [
            word
            for word in fold(heading.text).split()
            if word in vocabulary.sensitive or vocabulary.language_tag(word, languages) is None
        ]
        return vocabulary.is_sensitive(" ".join(spoken), languages)

    def _all_weighed(self, heard: Sequence[Guess], few: Column) -> list[Guess]:
        fields = by_field(self.targets)
        weighed = [
            self._with_content(g, fields[g.field], few) if g.field in fields else g for g in heard
        ]
        return [guess for guess in weighed if guess is not None]

    def _whole_names(self, heading: Heading, heard: list[Guess]) -> list[Guess]:
        """A heading that asks for a name and a surname, apart, asks for the full name."""
        fields = {t.part: t.field for t in self.targets if t.part.endswith("_name")}
        phrases = self.words.vocabulary.heading_phrases
        spans = phrases.spans(fold(heading.own).split(), self.words.languages)
        asked = {span.meaning for span in spans}
        first = {fields.get("given_name"), fields.get("full_name")} & asked
        if not first or fields.get("family_name") not in asked or "full_name" not in fields:
            return heard
        return [Guess(fields["full_name"], 0.9, BY_CONTENT), *heard]

    def _column(self, place: int) -> Column:
        layout, heading = self.layout, self.layout.headings[place]
        cells = [
            (layout.sheet.at(r), c) for r in layout.rows if (c := layout.cell(r, heading.column))
        ]
        return Column(layout.sheet.table, heading.text, cells)

    def _with_content(self, guess: Guess, target: Target, few: Column) -> Guess | None:
        """The guess of a heading, made surer or doubtful by the cells."""
        if guess.marks and not _are_marks(few, guess, self.context):
            if not guess.plain:
                return None
            guess = replace(guess, told={}, score=guess.plain)
        if not few.cells:
            return replace(guess, score=guess.score * 0.9)
        kind = KINDS[target.kind]
        if guess.told:
            return guess if self._bears_out(guess, target, few) else None
        like = kind.likeness(replace(few, told=reader_told(guess, target)), self.context)
        only_answers = len(few.cells) >= 3 and are_answers(few, self.context)
        if like < 0.1 and target.kind in _NO_ANSWERS and only_answers:
            return None
        if target.part == "role" and like < 0.1 and self._are_genders(few):
            return None  # "You are ..." asks for either
        if like < 0.1 and target.kind in _BY_CONTENT and self._surely_another(few, target):
            return None
        if target.kind not in _STRICT:
            told_apart = target.kind in _BY_CONTENT
            # Places may be unknown to the map.
            stray = (told_apart and target.kind != "place") or (
                target.kind == "choice" and guess.why == BY_CONTENT and not only_answers
            )
            if target.part == "id" and guess.why != WHOLE and _return_again(few):
                return None
            if like < 0.1 and guess.score < _LIKELY and stray:
                return None  # a stray word of a question, and cells that say something else
            sure = _SURER if told_apart and like >= 0.8 else 0.0
            return replace(guess, score=guess.score * (0.85 + 0.15 * min(1.0, like)) + sure)
        if like < 0.1 and target.part == "contact" and _always_the_same(few):
            return None
        return replace(guess, score=guess.score * min(1.0, 0.65 + like))

    def _bears_out(self, guess: Guess, target: Target, few: Column) -> bool:
        """Whether cells may stand under a day: "Tu" is no Tuesday above women and men."""
        if target.kind != "availability" or _are_marks(few, guess, self.context):
            return True
        return not self._surely_another(few, target)

    def _surely_another(self, few: Column, target: Target) -> bool:
        """Whether almost all cells are of a kind that no other kind of cells looks like."""
        if len(few.cells) < _ENOUGH_CELLS:
            return False
        return any(
            KINDS[kind].likeness(few, self.context) >= _UNLIKE_LEAST
            for kind in _UNLIKE_OTHERS
            if kind != target.kind
        )

    def _are_genders(self, few: Column) -> bool:
        return KINDS["gender"].likeness(few, self.context) >= 0.8

    def _since(self, few: Column) -> list[Guess]:
        """A column headed "in Italy since" that holds years says since when somebody is there."""
        years = [t for t in self.targets if t.kind == "year"]
        like = [KINDS[t.kind].likeness(few, self.context) for t in years]
        pairs = zip(years, like, strict=True)
        return [Guess(t.field, _SINCE, BY_CONTENT) for t, share in pairs if share >= 0.6]

    def _by_role_heading(self, few: Column) -> list[Guess]:
        """A column headed "Mentor" that holds names holds the people of the list."""
        names = [t for t in self.targets if t.part == "full_name"]
        like = [KINDS[t.kind].likeness(few, self.context) for t in names]
        pairs = zip(names, like, strict=True)
        return [Guess(t.field, 0.8, BY_CONTENT) for t, share in pairs if share >= 0.6]

    def _by_roles(
        self, few: Column, heard: Sequence[Guess], fields: Mapping[str, Target]
    ) -> list[Guess]:
        """Roles stand under many headings ("status", "what do you want to do?")."""
        target = next((t for t in self.targets if t.part == "role"), None)
        words = {fold(cell.text) for _, cell in few.cells}
        sure = any(g.field in fields and g.score >= _LIKELY for g in heard)
        if target is None or sure or len(few.cells) < 2 or len(words) > _FEW_WORDS:
            return []
        like = KINDS[target.kind].likeness(replace(few, told={"words": target.words}), self.context)
        # Surer than a heading that says no field of ours.
        return [Guess(target.field, like + 0.1, BY_CONTENT)] if like >= 0.8 else []

    def _by_content(self, few: Column, *, named: bool) -> list[Guess]:
        """Fields that the cells alone give away; a column with a heading must be surer."""
        least = 0.85 if named else 0.7
        found: list[Guess] = []
        for target in self.targets:
            wanted = target.kind in _BY_CONTENT or target.kind == "choice"
            if target.part == "role" or (
                not wanted and not (target.part == "full_name" and not named)
            ):
                continue
            told = {"words": target.words} if target.words else {}
            like = KINDS[target.kind].likeness(replace(few, told=told), self.context)
            if like >= (_GENDERS if target.kind == "gender" else least):
                rank = _BY_CONTENT.index(target.kind) if target.kind in _BY_CONTENT else 9
                found.append(Guess(target.field, like * 0.8 - rank * 0.01, BY_CONTENT))
        return found


def sampled(column: Column) -> Column:
    """The column with no more cells than are needed to judge it, from all over it."""
    usable = [pair for pair in column.cells if not error_of(pair[1])]
    step = max(1, len(usable) // SAMPLE)
    return replace(column, cells=usable[::step][:SAMPLE])


def reader_told(guess: Guess, target: Target) -> dict[str, str]:
    """What the reader of a column is told besides its cells."""
    return {**guess.told, "words": target.words} if target.words else dict(guess.told)


def _are_marks(few: Column, guess: Guess, context: Context) -> bool:
    """Whether cells are crosses, levels or yes and no, so that the heading is the value."""
    vocabulary, languages = context.vocabulary, context.languages
    texts = [tidy(cell.text) for _, cell in few.cells]
    if not texts:
        return True
    fits = sum(
        vocabulary.answer(t, languages) is not None
        or len(fold(t)) <= 1
        or ("language" in guess.told and vocabulary.level(t, languages) is not None)
        for t in texts
    )
    return fits >= 0.6 * len(texts)


def _return_again(few: Column) -> bool:
    """Whether cells hold few values that return, as no list of numbers of people does."""
    values = {fold(cell.text) for _, cell in few.cells}
    return len(few.cells) >= 4 and len(values) < 0.7 * len(few.cells)


def _always_the_same(few: Column) -> bool:
    """Whether all cells are one word, as forms write "anonymous" for an address."""
    return len(few.cells) >= 2 and len({fold(cell.text) for _, cell in few.cells}) == 1


def are_answers(few: Column, context: Context) -> bool:
    answers = [context.vocabulary.answer(c.text, context.languages) for _, c in few.cells]
    return sum(a in ("yes", "no") for a in answers) >= 0.8 * len(answers)
