"""The report of a round, and its poster."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.i18n import own_name_of
from amir.documents.model import Block, Document, Facts, Heading, Paragraph, Span, Table, qr_figure
from amir.organisations.models import Organisation
from amir.programmes.queries import funding_of

from .enums import ContributionChannel
from .models import Round
from .queries import Numbers, numbers_of, published_answers
from .questions import words_of


def link_of(consultation: Round) -> str:
    """The whole public address of a round."""
    return str(settings.SITE_URL) + reverse("consult", args=[consultation.slug])


def as_report(consultation: Round) -> Document:
    """A round in numbers, with its published answers, in the language of the strategy."""
    language = consultation.language
    with translation.override(language):
        numbers = numbers_of(consultation)
        return Document(
            title=_("What people said: {title}").format(title=consultation.title),
            language=language,
            made_on=clock.today(),
            organisation=_organisation(consultation),
            blocks=(
                *_facts(consultation, numbers), *_counts(numbers), *_workshops(numbers),
                *_answers(consultation),
            ),
            small_print=_funding(consultation, language),
        )  # fmt: skip


def as_poster(consultation: Round, language: str) -> Document:
    """One page for a wall: what is asked, and a code that phones read."""
    with translation.override(language):
        address = f"{link_of(consultation)}?language={language}"
        short = link_of(consultation).split("://")[1].rstrip("/")
        return Document(
            title=_("Tell us what you think"),
            subtitle=consultation.title,
            language=language,
            made_on=clock.today(),
            organisation=_organisation(consultation),
            look="poster",
            blocks=(
                Paragraph(_("You need no account. We do not ask who you are."), "lead"),
                qr_figure(address, alt=_("The address below, as a code for phones"), width=60),
                Paragraph([Span(short, is_bold=True, language="en")], "note"),
                Facts(((_("Until"), consultation.closes_on),)),
            ),
            small_print=_funding(consultation, language)[:1],
        )


def _facts(consultation: Round, numbers: Numbers) -> list[Block]:
    rows = (
        (_("From"), consultation.opens_on),
        (_("Until"), consultation.closes_on),
        (_("Contributions"), numbers.total),
    )
    questions = tuple(words_of(each) for each in consultation.questions)
    blocks: list[Block] = [Facts(rows), Heading(_("What was asked"))]
    return blocks + [Paragraph(each) for each in questions]


def _counts(numbers: Numbers) -> list[Block]:
    channels = tuple((ContributionChannel(k).label, n) for k, n in numbers.by_channel.items())
    languages = tuple((own_name_of(k), n) for k, n in numbers.by_language.items())
    codes = tuple((k or _("No group"), n) for k, n in numbers.by_code.items())
    tables = ((_("How it came"), channels), (_("Language"), languages), (_("Group"), codes))
    blocks: list[Block] = [Heading(_("In numbers"))]
    for heading, rows in tables:
        if rows:
            shown = tuple((str(label), count) for label, count in rows)
            blocks.append(Table((heading, _("Contributions")), shown))
    return blocks


def _workshops(numbers: Numbers) -> list[Block]:
    if not numbers.workshops:
        return []
    rows = tuple(
        (each.title, each.held_on, each.invited, each.came, each.paid) for each in numbers.workshops
    )
    heads = (_("Workshop"), _("Day"), _("Invited"), _("Came"), _("Paid"))
    return [Heading(_("Workshops")), Table(heads, rows)]


def _answers(consultation: Round) -> list[Block]:
    found = published_answers(consultation)
    if not found:
        return []
    rows = tuple((each.code, each.said, each.count, each.did) for each in found)
    heads = (_("Group"), _("You said"), _("How many"), _("We did"))
    return [Heading(_("You said, we did")), Table(heads, rows)]


def _organisation(consultation: Round) -> str:
    return Organisation.objects.get(pk=consultation.organisation_id).name


def _funding(consultation: Round, language: str) -> tuple[str, ...]:
    funding = funding_of(consultation.programme_id, language)
    return tuple(str(text) for text in (funding.statement, funding.disclaimer) if str(text))
