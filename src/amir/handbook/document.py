"""The handbook as a document: sections, partners and themes, and every setting in words."""

from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from amir.core import defaults
from amir.documents.model import Block, Document, Heading, Listing, Paragraph, Table
from amir.programmes.queries import funding_of, partners_of, themes_of
from amir.programmes.wording import country_name, room_name, said, value_said

from .models import Edition

LINES = "\n\n"


def as_document(edition: Edition, language: str) -> Document:
    """An edition in one language. KeyError if it does not have it."""
    with translation.override(language):
        programme = edition.programme
        funding = funding_of(programme.pk, language)
        return Document(
            title=_("Peer mentoring handbook of {programme}").format(programme=programme.name),
            subtitle=_("Edition {number}. {name}").format(
                number=edition.number, name=programme.full_name
            ),
            language=language,
            made_on=edition.made_on,
            organisation=programme.name,
            blocks=(*_sections(edition, language), *_who(edition), *_settings(edition)),
            small_print=tuple(
                str(text) for text in (funding.statement, funding.disclaimer) if str(text)
            ),
        )


def _sections(edition: Edition, language: str) -> list[Block]:
    blocks: list[Block] = []
    for section in edition.sections[language]:
        blocks.append(Heading(section["title"]))
        blocks += [Paragraph(part) for part in section["text"].split(LINES) if part.strip()]
    return blocks


def _who(edition: Edition) -> list[Block]:
    programme = edition.programme
    partners = tuple((partner.name, country_name(partner.country))
                     for partner in partners_of(programme))  # fmt: skip
    themes = tuple(str(said(theme.names)) for theme in themes_of(programme.pk))
    blocks: list[Block] = []
    if themes:
        blocks += [Heading(_("What mentors and mentees work on")), Listing(themes)]
    if partners:
        blocks += [Heading(_("Who runs it")), Table((_("Partner"), _("Country")), partners)]
    return blocks


def _settings(edition: Edition) -> list[Block]:
    known = defaults.all_settings()
    held = [known[key] for key in sorted(edition.settings) if key in known]
    blocks: list[Block] = [
        Heading(_("The rules in figures")),
        Paragraph(
            _("Where a figure is the programme's own, our default stands beside it."), "note"
        ),
    ]
    for room, settings in groupby(held, lambda setting: setting.room):
        rows = tuple(
            (
                str(setting.label),
                value_said(setting, edition.settings[setting.key]),
                value_said(setting, setting.default),
                str(setting.source),
            )
            for setting in settings
        )
        headings = (_("Rule"), _("Here"), _("Default"), _("Source of the default"))
        blocks += [Heading(room_name(room), 2), Table(headings, rows)]
    return blocks
