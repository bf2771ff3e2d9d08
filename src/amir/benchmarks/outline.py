"""The outline of a strategy as a document: headings to fill, with the quick check's result."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from amir.core import clock
from amir.documents.model import Block, Document, Heading, Listing, Paragraph, Table
from amir.programmes.wording import Said, said

from .definition import Definition
from .scoring import Given, score

WHOLE = 100


def steps_of(
    definition: Definition, answers: Mapping[str, int], language: str = ""
) -> list[tuple[Said, Said]]:
    """(question, what to do next) where something is open, the lowest answers first."""
    found = [
        (answers[code], said(indicator.texts, language), said(indicator.next_steps, language))
        for code, indicator in definition.indicators.items()
        if code in answers and answers[code] < WHOLE and indicator.next_steps
    ]
    return [(question, step) for _value, question, step in sorted(found, key=lambda row: row[0])]


def outline_of(definition: Definition, answers: Mapping[str, int], language: str) -> Document:
    """The outline in one language."""
    with translation.override(language):
        return Document(
            title=_("Outline of a local integration strategy"),
            subtitle=_("Made from the quick check. Every line is a proposal: change it."),
            language=language,
            made_on=clock.today(),
            blocks=(
                *_result(definition, answers, language),
                *_chapters(definition, answers, language),
            ),
        )


def _result(definition: Definition, answers: Mapping[str, int], language: str) -> list[Block]:
    scores = score(definition, {code: Given(value) for code, value in answers.items()})
    rows = tuple(
        (str(said(part.texts, language)), _rounded(found.points), int(found.coverage * 100))
        for part, found in zip(definition.dimensions, scores.dimensions, strict=True)
    )
    headings = (_("Part"), _("Score, 0-100"), _("Answered, %"))
    return [
        Heading(_("Where we stand")),
        Paragraph(
            _("The score is the mean of the parts. It is our own view and no ranking."), "note"
        ),
        Table(headings, rows),
    ]


def _rounded(points: float | None) -> int | None:
    return None if points is None else round(points)


def _chapters(definition: Definition, answers: Mapping[str, int], language: str) -> list[Block]:
    nobody = "…"
    steps = [str(step) for _question, step in steps_of(definition, answers, language)]
    measure = (_("Measure"), _("Owner"), _("From"), _("Until"), _("Money"), _("Indicator"))
    blocks: list[Block] = [
        Heading(_("1. Vision")),
        Paragraph(_("In two sentences: what is different in five years, and for whom?")),
        Heading(_("2. Diagnosis")),
        Paragraph(_("What do figures and people say? Give the number of each source.")),
        Listing((_("Figures on work, housing, school, health"),
                 _("What migrants, associations and services said"),
                 _("What exists already"))),
        Heading(_("3. Objectives by theme")),
    ]  # fmt: skip
    for theme in (_("Work"), _("Housing"), _("Managing money")):
        blocks += [Heading(theme, 2), Table(measure, ((nobody,) * len(measure),))]
    blocks += [
        Heading(_("4. Women, children, minorities")),
        Paragraph(_("Say for each measure what it does for them. If nothing, say why.")),
        Heading(_("5. Who decides and who takes part")),
        Table((_("Who"), _("Role"), _("Since when")), ((nobody,) * 3,)),
        Heading(_("6. Money")),
        Table((_("Source"), _("Year"), _("Amount")), ((nobody,) * 3,)),
        Heading(_("7. Following up")),
        Paragraph(_("Who looks at the indicators, when, and where is it published?")),
        Heading(_("What to do next")),
    ]
    done = _("Every answer was yes. Keep it so, and ask those who use your services.")
    return [*blocks, Listing(tuple(steps), is_numbered=True) if steps else Paragraph(done)]
