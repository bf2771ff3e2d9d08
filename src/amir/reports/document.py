"""A report as a document: its sections with their live blocks, who pays, who is responsible."""

from django.utils import translation
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.documents.model import Block, Document, Heading, Paragraph
from amir.programmes.models import Programme
from amir.programmes.queries import funding_of
from amir.programmes.wording import country_name

from .blocks import Around, rendered
from .markup import Live, pieces
from .models import Report, ReportSection, SectionTranslation
from .queries import sections_of


def as_document(actor: Actor, report: Report, programme: Programme, language: str) -> Document:
    """The report in a language, with figures as the records are now.

    A section without a translation stands in the language of the report, and says so.
    """
    with translation.override(language):
        around = Around(report, programme, language)
        blocks: list[Block] = []
        for section in sections_of(report):
            blocks += _section(actor, around, section)
        funding = funding_of(programme.pk, language)
        country = country_name(report.country, language) if report.country else ""
        return Document(
            title=report.title,
            subtitle=", ".join(filter(None, (str(report.get_kind_display()), country))),
            language=language,
            made_on=clock.today(),
            organisation=programme.name,
            blocks=tuple(blocks),
            small_print=tuple(
                str(text) for text in (funding.statement, funding.disclaimer) if str(text)
            ),
            has_contents=True,
        )


def _section(actor: Actor, around: Around, section: ReportSection) -> list[Block]:
    rows = [row for row in section.translations.all() if row.language == around.language]
    said: ReportSection | SectionTranslation = rows[0] if rows else section
    blocks: list[Block] = [Heading(said.title)]
    if around.language != around.report.language:
        if not rows:
            blocks.append(Paragraph(_("This part is not translated yet."), "mark"))
        elif rows[0].of_version < section.version:
            blocks.append(Paragraph(_("This translation is older than the text."), "note"))
    for piece in pieces(said.text):
        if isinstance(piece, Live):
            blocks += rendered(actor, around, piece)
        else:
            blocks.append(piece)
    return blocks
