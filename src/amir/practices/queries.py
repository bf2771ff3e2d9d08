"""Reading practices: drafts by their organisation, published ones by partners and by everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amir.benchmarks.enums import AssessmentState, BenchmarkKind, Subject
from amir.benchmarks.models import Assessment
from amir.benchmarks.queries import assessments_about
from amir.core import clock
from amir.core.actor import Actor
from amir.programmes.queries import programmes_visible_to, settings_of

from .enums import Label, PracticeState
from .labels import (
    ADOPTERS,
    ASSESSORS,
    DAYS,
    Asked,
    Demand,
    Known,
    demands,
    highest,
    missing_for,
    next_label,
)
from .models import (
    Media,
    Practice,
    PracticeList,
    PracticeStatus,
    PublishedFile,
    PublishedPractice,
    Transfer,
)
from .rules import WRITE


def practices_visible_to(actor: Actor) -> QuerySet[Practice]:
    """All of one's own organisations, and what partners of one's programmes have published."""
    own = Q(organisation_id__in=actor.organisations_where(WRITE))
    programmes = programmes_visible_to(actor).values("pk")
    public = Q(state=PracticeState.PUBLISHED, programme_id__in=programmes)
    return Practice.objects.filter(own | public).order_by("country", "number", "id")


def practice_or_404(actor: Actor, *, practice_id: UUID) -> Practice:
    """A practice that the actor may read. Raises Http404."""
    found = practices_visible_to(actor).filter(pk=practice_id).first()
    if found is None:
        raise Http404
    return found


def own_practice_or_404(actor: Actor, *, practice_id: UUID) -> Practice:
    """A practice of one's own organisation. Raises Http404."""
    own = practices_visible_to(actor).filter(
        pk=practice_id, organisation_id__in=actor.organisations_where(WRITE)
    )
    found = own.first()
    if found is None:
        raise Http404
    return found


def statuses_visible_to(actor: Actor) -> QuerySet[PracticeStatus]:
    """That practices exist in one's programmes, and how far they are; no word of them."""
    programmes = programmes_visible_to(actor).values("pk")
    rows = PracticeStatus.objects.filter(programme_id__in=programmes)
    return rows.order_by("country", "number", "id")


def transfers_of(practice: Practice) -> QuerySet[Transfer]:
    """Who took it over."""
    return Transfer.objects.filter(practice=practice)


def transfer_or_404(actor: Actor, *, transfer_id: UUID) -> Transfer:
    """A transfer of one's own practice. Raises Http404."""
    own = Transfer.objects.filter(
        pk=transfer_id, organisation_id__in=actor.organisations_where(WRITE)
    )
    found = own.select_related("practice").first()
    if found is None:
        raise Http404
    return found


def media_of(practice: Practice) -> QuerySet[Media]:
    """Files and links, without what is in the files."""
    return Media.objects.filter(practice=practice).defer("content")


def media_or_404(actor: Actor, *, media_id: UUID) -> Media:
    """A file or link of a practice that the actor may read. Raises Http404."""
    visible = practices_visible_to(actor).values("pk")
    rows = Media.objects.filter(pk=media_id, practice__in=visible)
    found = rows.select_related("practice").first()
    if found is None:
        raise Http404
    return found


def own_media_or_404(actor: Actor, *, media_id: UUID) -> Media:
    """A file or link of one's own practice. Raises Http404."""
    found = media_or_404(actor, media_id=media_id)
    if found.organisation_id not in actor.organisations_where(WRITE):
        raise Http404
    return found


def lists_visible_to(actor: Actor) -> QuerySet[PracticeList]:
    """Spreadsheets that one's own organisations brought, the newest first."""
    rows = PracticeList.objects.filter(organisation_id__in=actor.organisations_where(WRITE))
    return rows.defer("content").order_by("-created_at", "id")


def list_or_404(actor: Actor, *, list_id: UUID) -> PracticeList:
    """A spreadsheet of one's own organisation. Raises Http404."""
    found = lists_visible_to(actor).filter(pk=list_id).first()
    if found is None:
        raise Http404
    return found


# --- labels -----------------------------------------------------------------------------------


def assessments_of(practice: Practice) -> list[Assessment]:
    """Assessments of a practice by criteria, submitted or not; two queries."""
    rows = assessments_about(Subject.PRACTICE, [practice.pk])
    return list(rows.filter(kind=BenchmarkKind.CRITERIA))


def known_of(practice: Practice) -> Known:
    """What labels ask, as it stands; two queries."""
    submitted = assessments_about(Subject.PRACTICE, [practice.pk]).filter(
        kind=BenchmarkKind.CRITERIA, state=AssessmentState.SUBMITTED
    )
    return Known(
        is_reported=practice.state != PracticeState.DRAFT,
        started_on=practice.started_on,
        ended_on=practice.ended_on,
        states_goals=bool(practice.goals.strip()),
        asked_users=bool(practice.users.strip()),
        assessors=len(set(submitted.order_by().values_list("assessor_id", flat=True))),
        evaluated_on=practice.evaluated_on,
        tells_evaluation=bool(practice.evaluation.strip()),
        adopters=Transfer.objects.filter(practice=practice).count(),
    )


@dataclass(frozen=True)
class Standing:
    """Where a practice stands on the ladder. `highest`: the label that it could have today."""

    label: str
    highest: Label
    next: Label | None
    missing: list[Demand]


def standing_of(practice: Practice) -> Standing:
    """The label, the next one, and what is missing for it."""
    asked = settings_of(practice.programme_id)
    wanted = Asked(asked[DAYS.key], asked[ASSESSORS.key], asked[ADOPTERS.key])
    found = demands(known_of(practice), wanted, clock.today())
    above = next_label(practice.label)
    missing = missing_for(above, found) if above else []
    return Standing(practice.label, highest(found), above, missing)


# --- what is public ---------------------------------------------------------------------------


def published_practices(programme_id: UUID | None = None) -> QuerySet[PublishedPractice]:
    """What everybody may read, the newest first; without the words for searching."""
    rows = PublishedPractice.objects.defer("words", "body", "names")
    return rows if programme_id is None else rows.filter(programme_id=programme_id)


def published_or_404(actor: Actor, *, published_id: UUID) -> PublishedPractice:
    """One published practice. Raises Http404."""
    found = published_practices().filter(pk=published_id).first()
    if found is None:
        raise Http404
    return found


def published_file_or_404(actor: Actor, *, published_id: UUID, file_id: UUID) -> PublishedFile:
    """A file of a published practice. Raises Http404."""
    found = PublishedFile.objects.filter(pk=file_id, published_id=published_id).first()
    if found is None:
        raise Http404
    return found


def published_of(practice_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Practice -> its public page's id."""
    rows = PublishedPractice.objects.filter(practice_id__in=list(practice_ids))
    return dict(rows.values_list("practice_id", "pk"))
