"""Reading published works. Nothing here knows drafts: only the copies are read."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.documents.model import Document
from amir.documents.saved import from_plain
from amir.practices.models import PublishedPractice
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404, public_programme_or_404, public_programmes

from .enums import STRATEGIES
from .models import PublishedWork

MOST_IN_A_FEED = 50


@dataclass(frozen=True)
class Reading:
    """An edition in one of its languages, with its programme and whole document."""

    work: PublishedWork
    programme: Programme
    language: str
    document: Document


def works_visible_to(actor: Actor, programme_id: UUID) -> QuerySet[PublishedWork]:
    """The newest editions of a programme, newest first, without their documents."""
    rows = PublishedWork.objects.filter(programme_id=programme_id, is_newest=True)
    return rows.defer("documents").order_by("-published_on", "kind", "country", "id")


def open_works(programme_id: UUID) -> QuerySet[PublishedWork]:
    """Those of them that everybody reads."""
    rows = PublishedWork.objects.filter(programme_id=programme_id, is_newest=True, is_open=True)
    return rows.defer("documents").order_by("-published_on", "kind", "country", "id")


def public_work_or_404(actor: Actor, work_id: UUID) -> PublishedWork:
    """An edition of a public programme, withdrawn or not. Raises Http404."""
    programmes = public_programmes().order_by().values("pk")
    rows = PublishedWork.objects.filter(pk=work_id, is_open=True, programme_id__in=programmes)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def reading_or_404(actor: Actor, published_id: UUID, language: str) -> Reading:
    """An edition to read in a language. Raises Http404, also if it is not in this language."""
    work = public_work_or_404(actor, published_id)
    if language not in work.languages:
        raise Http404
    programme = Programme.objects.get(pk=work.programme_id)
    if work.withdrawn_on is not None:
        empty = Document(work.titles[language], language, work.published_on, ())
        return Reading(work, programme, language, empty)
    return Reading(work, programme, language, from_plain(work.documents[language]))


def own_work_or_404(actor: Actor, published_id: UUID) -> PublishedWork:
    """An edition of a programme in which the actor works. Raises Http404."""
    work = PublishedWork.objects.filter(pk=published_id).defer("documents").first()
    if work is None:
        raise Http404
    programme = Programme.objects.filter(pk=work.programme_id).first()
    programme_or_404(actor, programme.key if programme else "")
    return work


def newer_than(work: PublishedWork) -> PublishedWork | None:
    """The edition that counts, if it is another one."""
    rows = PublishedWork.objects.filter(work_id=work.work_id, is_newest=True, is_open=True)
    return rows.exclude(pk=work.pk).defer("documents").first()


def translations_of(work: PublishedWork) -> list[PublishedWork]:
    """A place's strategy in other languages: the newest works of the same place and kind."""
    if work.kind not in STRATEGIES or not work.is_newest:
        return []
    same = Q(**{name: getattr(work, name) for name in (
        "organisation_id", "programme_id", "kind", "country", "region", "municipality",
    )})  # fmt: skip
    rows = PublishedWork.objects.filter(same, is_newest=True, is_open=True)
    rows = rows.exclude(languages=work.languages).defer("documents")
    return list(rows.order_by("languages", "id"))


def practices_of(programme_id: UUID) -> QuerySet[PublishedPractice]:
    """The published practices of a programme, newest first."""
    return PublishedPractice.objects.filter(programme_id=programme_id)


def works_in(programme: Programme, language: str) -> list[PublishedWork]:
    """The newest works of a programme that can be read in a language, for its feed."""
    found = open_works(programme.pk).filter(languages__contains=[language])
    return list(found[:MOST_IN_A_FEED])


@dataclass(frozen=True)
class Feed:
    """What a feed tells: works and practices in one language."""

    programme: Programme
    language: str


def feed_or_404(actor: Actor, key: str, language: str) -> Feed:
    """The feed of a public programme in one of its languages. Raises Http404."""
    programme = public_programme_or_404(actor, key)
    if language not in programme.languages:
        raise Http404
    return Feed(programme, language)
