"""Which column is which field: heading and content weighed together, for the table as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...core.text import fold, tidy
from ..kinds import KINDS
from ..kinds.base import Column, Context
from ..sayings import N_, Saying
from ..targets import Target, Targets
from .guesses import by_heading
from .layout import Layout
from .results import EXTRA
from .told import Guess, week_letters
from .words import Words

SAMPLE = 160
_ENOUGH = 0.45
_NOT_KNOWN = Saying(N_("Nothing in the heading or the cells says which field this is."))
_NO_FIELD = Saying(N_("This is known, but has no field of its own."))
_TAKEN = Saying(N_("Another column fits this field better."))
BY_CONTENT = Saying(N_("The cells look like it."))
_EMPTY = Saying(N_("The column is empty."))
# Kinds whose cells can be told from all others, even under a heading in unknown words.
_BY_CONTENT = ("email", "phone", "languages", "country", "gender", "availability", "birth")
# Kinds that a column of other cells cannot be, whatever its heading says.
_STRICT = frozenset({"email", "phone", "birth", "year", "capacity", "evidence_date", "name"})


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column with the field it was mapped to ("extra" if none)."""

    column: Column
    index: int
    field: str
    confidence: float
    why: Saying
    sensitive: bool = False
    known: str = ""  # what the heading means where that is no field of the targets


@dataclass(slots=True)
class _Candidates:
    """A column while its field is still open."""

    column: Column
    index: int
    guesses: list[Guess] = field(default_factory=list)
    known_otherwise: bool = False
    sensitive: bool = False


def map_columns(
    layout: Layout, targets: Targets, words: Words, context: Context
) -> tuple[Mapped, ...]:
    """The field of every column. A field that takes one column gets the one that fits best."""
    columns = [_column(layout, place) for place in range(len(layout.headings))]
    named = bool(layout.header_rows)
    opened = [
        _weighed(layout, place, column, targets, words, context, named=named)
        for place, column in enumerate(columns)
    ]
    fields = {t.field: t for t in targets}
    chosen = _assigned(opened, fields)
    return tuple(_mapped(c, chosen.get(c.index), fields) for c in opened)


def _column(layout: Layout, place: int) -> Column:
    heading = layout.headings[place]
    sheet = layout.sheet
    cells = [(sheet.at(r), c) for r in layout.rows if (c := layout.cell(r, heading.column))]
    return Column(sheet.table, heading.text, cells)


def sampled(column: Column) -> Column:
    """The column with no more cells than are needed to judge it, from all over it."""
    usable = [pair for pair in column.cells if not pair[1].error]
    step = max(1, len(usable) // SAMPLE)
    return replace(column, cells=usable[::step][:SAMPLE])


def _weighed(
    layout: Layout,
    place: int,
    column: Column,
    targets: Targets,
    words: Words,
    context: Context,
    *,
    named: bool,
) -> _Candidates:
    heading = layout.headings[place]
    said = bool(named and (heading.own or heading.group))
    opened = _Candidates(column, place)
    opened.sensitive = said and words.vocabulary.is_sensitive(heading.text)
    if opened.sensitive:
        return opened
    fields = {t.field: t for t in targets}
    many = {t.kind: t.field for t in targets if t.many}
    few = sampled(column)
    heard = by_heading(heading, words, many, week) if said else []
    for guess in heard:
        target = fields.get(guess.field)
        if target is None:
            opened.guesses.append(guess)
        elif (weighed := _with_content(guess, target, few, context)) is not None:
            opened.guesses.append(weighed)
    best = max((g.score for g in opened.guesses), default=0.0)
    if best < _ENOUGH and few.cells:
        opened.guesses += _by_content(few, targets, context, named=said)
    opened.guesses.sort(key=lambda g: -g.score)
    opened.known_otherwise = bool(opened.guesses) and opened.guesses[0].field not in fields
    return opened


def _with_content(guess: Guess, target: Target, few: Column, context: Context) -> Guess | None:
    """The guess of a heading, made surer or doubtful by the cells."""
    if guess.marks and not _are_marks(few, guess, context):
        if not guess.plain:
            return None
        guess = replace(guess, told={}, score=guess.plain)
    if not few.cells:
        return replace(guess, score=guess.score * 0.9)
    kind = KINDS[target.kind]
    like = kind.likeness(replace(few, told=_told(guess, target)), context)
    if target.kind not in _STRICT:
        return replace(guess, score=guess.score * (0.85 + 0.15 * min(1.0, like)))
    if like < 0.1 and len(few.cells) >= 3 and are_answers(few, context):
        return None
    return replace(guess, score=guess.score * min(1.0, 0.55 + like))


def _by_content(few: Column, targets: Targets, context: Context, *, named: bool) -> list[Guess]:
    """Fields that the cells alone give away. Under a heading of its own a column must be surer."""
    least = 0.85 if named else 0.7
    found: list[Guess] = []
    for target in targets:
        if target.kind not in _BY_CONTENT and not (target.part == "full_name" and not named):
            continue
        like = KINDS[target.kind].likeness(few, context)
        if like >= least:
            rank = _BY_CONTENT.index(target.kind) if target.kind in _BY_CONTENT else 9
            found.append(Guess(target.field, like * 0.8 - rank * 0.01, BY_CONTENT))
    return found


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


def are_answers(few: Column, context: Context) -> bool:
    answers = [context.vocabulary.answer(c.text, context.languages) for _, c in few.cells]
    return sum(a in ("yes", "no") for a in answers) >= 0.8 * len(answers)


def _assigned(opened: Sequence[_Candidates], targets: Mapping[str, Target]) -> dict[int, Guess]:
    """Column -> guess: the surest pairs first; a field for one column is given away once."""
    pairs = [
        (guess.score, -column.index, column, guess)
        for column in opened
        for guess in column.guesses
        if guess.score >= _ENOUGH
    ]
    pairs.sort(key=lambda pair: (-pair[0], -pair[1]))
    chosen: dict[int, Guess] = {}
    taken: set[str] = set()
    for _, _, column, guess in pairs:
        if column.index in chosen or guess.field in taken:
            continue
        if column.known_otherwise and guess.field in targets:
            continue
        if guess is not column.guesses[0] and guess.score < column.guesses[0].score - 0.25:
            continue
        chosen[column.index] = guess
        target = targets.get(guess.field)
        if target is not None and not target.many:
            taken.add(guess.field)
    return chosen


def _mapped(opened: _Candidates, guess: Guess | None, targets: Mapping[str, Target]) -> Mapped:
    column, place = opened.column, opened.index
    if opened.sensitive:
        why = Saying(N_("Special categories of personal data stay out unless you ask for them."))
        return Mapped(column, place, EXTRA, 1.0, why, sensitive=True)
    if guess is None:
        why = _TAKEN if opened.guesses else _NOT_KNOWN if column.cells else _EMPTY
        return Mapped(column, place, EXTRA, 0.5, why)
    if opened.known_otherwise:
        return Mapped(column, place, EXTRA, guess.score, _NO_FIELD, known=guess.field)
    target = targets[guess.field]
    column = replace(column, told=_told(guess, target))
    return Mapped(column, place, guess.field, round(min(1.0, guess.score), 2), guess.why)


def _told(guess: Guess, target: Target) -> dict[str, str]:
    """What the reader is told besides the cells."""
    return {**guess.told, "words": target.words} if target.words else dict(guess.told)
