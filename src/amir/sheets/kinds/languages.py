"""Languages that people speak, with levels: one column, many, or the levels of one language."""

from collections.abc import Iterable, Mapping, Sequence

from amir.core.text import fold, tidy

from ..sayings import N_, Question, Saying
from ..vocabulary import Vocabulary
from .base import Column, Context, Reading
from .explained import without_legend
from .levels import EXACT_LEVELS, Spoken
from .spoken import Parser
from .words import WordReader, answer_to, complaint, sample, share, shorten

_LEVEL_QUESTION = "language"


class Languages:
    """A list of `{"tag", "level"}` in the order of the cell."""

    name = "languages"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells in which a language or a level is named and little else."""

        def fits(text: str) -> bool:
            parser = Parser(context.vocabulary, context.languages)
            found = parser.parse(text)
            if found.spoken:
                return not found.unknown and len(found.leftover) <= len(found.spoken)
            return context.vocabulary.level(text, context.languages) in EXACT_LEVELS

        return share(sample(column, 100), fits)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader for free text, codes, or the levels of one language."""
        vocabulary, preferred = context.vocabulary, context.languages
        told = column.told.get("language")
        questions: list[Question] = []
        if told is None and _only_levels(column, vocabulary, preferred):
            answer = answer_to(answers, "value", _LEVEL_QUESTION)
            told = answer and (vocabulary.language_tag(answer) or vocabulary.language_code(answer))
            if told is None:
                questions.append(_which_language(column))
        parser = Parser(
            vocabulary, preferred, level=_level_of_header(column, vocabulary, preferred)
        )

        def understand(text: str) -> Reading:
            if questions:
                return Reading(waiting=True)
            if told is not None:
                return _of_one_language(text, told, parser)
            return _of_free_text(text, parser)

        return WordReader(understand, questions)


def _only_levels(column: Column, vocabulary: Vocabulary, preferred: Sequence[str]) -> bool:
    """Whether the cells give levels and never say of which language."""
    texts = sample(column)
    known = [text for text in texts if not vocabulary.is_nothing(text, preferred)]
    return (
        len(known) > 0 and share(known, lambda t: vocabulary.level(t, preferred) is not None) > 0.6
    )


def _which_language(column: Column) -> Question:
    ask = Saying(
        N_("The column '{column}' holds levels: of which language?"), {"column": column.header}
    )
    return Question("value", column.table, column.header, ask, key=_LEVEL_QUESTION)


def _level_of_header(
    column: Column, vocabulary: Vocabulary, preferred: Sequence[str]
) -> str | None:
    """`native` where the heading asks for the mother tongue only."""
    if "level" in column.told:
        return column.told["level"]
    words = fold(without_legend(column.header)).split()
    levels = {
        span.meaning for span in vocabulary.phrases("language_levels").spans(words, preferred)
    }
    return "native" if levels == {"native"} else None


def _of_one_language(text: str, tag: str, parser: Parser) -> Reading:
    """A cell of a column that is about one language: a level, a cross, or nothing."""
    vocabulary, preferred = parser.vocabulary, parser.preferred
    if vocabulary.level(text, preferred) == "absent":
        return Reading()
    answer = vocabulary.answer(text, preferred)
    if answer in ("no", "nothing"):
        return Reading()
    one = Spoken(tag)
    levels = parser.levels(text)
    for level in levels:
        one.tell(level)
    if levels and set(levels) == {"absent"}:
        return Reading()
    if levels or answer == "yes":
        return Reading([{"tag": one.tag, "level": one.level}])
    found = parser.parse(text)
    if found.spoken and not found.unknown:
        return Reading(_listed(found.spoken), tuple(found.complaints))
    template = N_("'{text}' is no level of a language: type A1 to C2, or native.")
    said = complaint("unknown_value", "warning", template, text=shorten(text))
    return Reading(None, (said,), rest=tidy(text))


def _of_free_text(text: str, parser: Parser) -> Reading:
    vocabulary, preferred = parser.vocabulary, parser.preferred
    if vocabulary.is_nothing(text, preferred):
        return Reading()
    found = parser.parse(text)
    if not found.spoken and not found.unknown:
        return Reading(rest="" if found.absent and not found.leftover else tidy(text))
    if not found.spoken and vocabulary.answer(text, preferred) == "no":
        return Reading()
    complaints = list(found.complaints)
    if found.unknown:
        words = shorten(", ".join(found.unknown))
        if found.spoken:
            tags = ", ".join(spoken.tag for spoken in found.spoken)
            template = N_("'{text}' is not a language; {tags} was understood. Which other one?")
            complaints.append(
                complaint("unknown_value", "warning", template, text=words, tags=tags)
            )
        else:
            template = N_("'{text}' is not a language that is known here: type its name in full.")
            complaints.append(complaint("unknown_value", "warning", template, text=words))
    rest = ", ".join([*found.unknown, *found.leftover])
    return Reading(_listed(found.spoken) or None, tuple(complaints), rest=rest)


def _listed(spoken: Iterable[Spoken]) -> list[dict[str, str | None]]:
    """One entry per language; of two the one whose level is better known."""
    merged: dict[str, str | None] = {}
    for one in spoken:
        if merged.get(one.tag) is None:
            merged[one.tag] = one.level
    return [{"tag": tag, "level": level} for tag, level in merged.items()]
