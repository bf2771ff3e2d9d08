"""Published works through the API; for everybody."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amir.core.api import ERRORS, Needs, Page, Paging, Text, actor_of, page
from amir.documents.citing import bibtex, in_words, ris
from amir.programmes.queries import public_programme_or_404

from .citing import address_of, cited
from .models import PublishedWork
from .queries import open_works, reading_or_404

router = Router(tags=["publications"])


class PublicationOut(Schema):
    """An edition that everybody reads. `addresses`: language -> its page."""

    id: UUID
    kind: str
    number: int
    country: str
    region: str
    municipality: str
    titles: dict[str, str]
    summaries: dict[str, str]
    languages: list[str]
    organisation_name: str
    published_on: date
    addresses: dict[str, str]


class PublicationReadingOut(Schema):
    """An edition in a language: its document as data, and how to cite it.

    Withdrawn, `document` is None and `withdrawn_why` says why.
    """

    id: UUID
    title: str
    language: str
    document: dict[str, Any] | None
    citation: str
    bibtex: str
    ris: str
    withdrawn_on: date | None
    withdrawn_why: str


def _work(work: PublishedWork) -> dict[str, Any]:
    names = ("id", "kind", "number", "country", "region", "municipality", "titles", "summaries",
             "languages", "organisation_name", "published_on")  # fmt: skip
    addresses = {code: address_of(work, code) for code in work.languages}
    return {**{name: getattr(work, name) for name in names}, "addresses": addresses}


@router.get(
    "/programmes/{key}/publications", auth=Needs("public"),
    response={200: Page[PublicationOut], **ERRORS},
)  # fmt: skip
def list_publications(request: HttpRequest, key: Text, wanted: Query[Paging]) -> dict[str, Any]:
    """What a programme has published: the newest edition of each work."""
    programme = public_programme_or_404(actor_of(request), key)
    rows = open_works(programme.pk)
    return page(rows, wanted, lambda found: [_work(work) for work in found])


@router.get(
    "/publications/{published_id}/{language}", auth=Needs("public"),
    response={200: PublicationReadingOut, **ERRORS},
)  # fmt: skip
def show_publication(request: HttpRequest, published_id: UUID, language: Text) -> dict[str, Any]:
    """An edition in one of its languages."""
    reading = reading_or_404(actor_of(request), published_id, language)
    work, it = reading.work, cited(reading)
    return {
        "id": work.pk,
        "title": work.titles[language],
        "language": language,
        "document": work.documents.get(language),
        "citation": in_words(it),
        "bibtex": bibtex(it),
        "ris": ris(it),
        "withdrawn_on": work.withdrawn_on,
        "withdrawn_why": work.withdrawn_why,
    }
