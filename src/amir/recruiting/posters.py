"""A role as a poster: one page of paper, in one language, with a code that phones read."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from amir.core import clock
from amir.documents.model import Block, Document, Heading, Paragraph, Span, qr_figure
from amir.organisations.models import Organisation
from amir.programmes.queries import funding_of

from .describing import PARTS, TITLES
from .models import Opening
from .queries import description_of, programme_of

# What one gets stands above, larger. The rest is for the page, and for talking.
ON_PAPER = ("tasks", "eligibility")


def link_of(opening: Opening) -> str:
    """The whole address of a role's public page."""
    return str(settings.SITE_URL) + reverse("join", args=[opening.slug])


def as_poster(opening: Opening, language: str) -> Document:
    """What hangs on a wall: what one gets, what it is, how to apply."""
    organisation = Organisation.objects.get(pk=opening.organisation_id)
    programme = programme_of(opening)
    with translation.override(language):
        told = description_of(opening, language)
        blocks: list[Block] = [Paragraph(told["benefits"], "lead")]
        for part in ON_PAPER:
            blocks += [Heading(str(PARTS[part])), Paragraph(told[part])]
        address = f"{link_of(opening)}?language={language}"
        blocks += [
            Heading(_("Apply with your phone")),
            qr_figure(address, alt=_("The address below, as a code for phones"), width=40),
            # Smaller, so that an address stays on one line.
            Paragraph([Span(short(link_of(opening)), is_bold=True, language="en")], "note"),
        ]
        if organisation.help_phone:
            phone = Span(organisation.help_phone, is_bold=True, language="en")
            blocks.append(Paragraph([Span(_("Or call us:") + " "), phone]))
        funding = funding_of(programme.pk, language) if programme else None
        return Document(
            title=str(TITLES[opening.side]),
            subtitle=" · ".join([organisation.name, *([programme.name] if programme else [])]),
            language=language,
            made_on=clock.today(),
            organisation=organisation.name,
            look="poster",
            blocks=tuple(blocks),
            small_print=(str(funding.statement),) if funding and funding.statement else (),
        )


def short(address: str) -> str:
    """An address as one types it from a wall."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path.rstrip('/')}"
