"""How a published practice is cited, and the practice as JSON-LD for machines."""

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from amir.documents.citing import Citation, as_json_ld

from .models import PublishedPractice


def address_of(published: PublishedPractice) -> str:
    """The whole address of its public page."""
    return f"{settings.SITE_URL}{reverse('practice_public', args=[published.pk])}"


def cited(published: PublishedPractice) -> Citation:
    """What is named when it is cited."""
    return Citation(
        published.organisation_name, published.title, published.programme_name,
        published.published_on, published.code, published.language, address_of(published),
        f"{published.programme_key}-{published.code}".lower(),
    )  # fmt: skip


def json_ld(published: PublishedPractice) -> SafeString:
    """The practice in the words of schema.org."""
    return as_json_ld("Article", cited(published), {
        "identifier": published.code,
        "abstract": published.summary,
        "keywords": list(published.themes),
        "spatialCoverage": ", ".join(filter(None, (published.place, published.country))),
    })  # fmt: skip
