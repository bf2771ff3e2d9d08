"""Reading programmes. What is public is read by everybody; the rest by those who work in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from amir.core import clock, defaults
from amir.core.actor import Actor

from .enums import EventKind, PartnerRole
from .models import (
    Cohort,
    Decision,
    Deliverable,
    Event,
    FundingText,
    Partner,
    Programme,
    SettingChange,
    Theme,
    Tick,
)
from .rules import CHANGE, VIEW
from .wording import Said, said

M = TypeVar("M", bound=Model)
# For prefetching: the partners that run a programme, and its themes.
WHAT_IS_PUBLIC = (
    "themes",
    Prefetch(
        "partners", Partner.objects.exclude(role=PartnerRole.FUNDER).order_by("order", "name")
    ),
)


def public_programmes() -> QuerySet[Programme]:
    """Programmes with a public page, the running ones first."""
    return Programme.objects.filter(is_public=True).order_by("-ends_on", "name")


def programmes_visible_to(actor: Actor) -> QuerySet[Programme]:
    """Programmes in which an organisation of the actor is a partner."""
    organisations = actor.organisations_where(VIEW)
    partners = Partner.objects.filter(programme=OuterRef("pk"))
    mine = Exists(partners.filter(partner_organisation_id__in=organisations))
    coordinated = Q(organisation_id__in=actor.organisations_where(CHANGE))
    return Programme.objects.filter(mine | coordinated).order_by("-ends_on", "name")


def programme_or_404(actor: Actor, key: str) -> Programme:
    """A programme that the actor works in, by its key."""
    return _one(programmes_visible_to(actor).filter(key=key))


def public_programme_or_404(actor: Actor, key: str) -> Programme:
    """A programme with a public page, by its key."""
    return _one(public_programmes().filter(key=key))


def members_of(programme: Programme) -> QuerySet[Partner]:
    """Every organisation in a programme, a funder's too, in its order; public."""
    return Partner.objects.filter(programme=programme).order_by("order", "name")


def partners_of(programme: Programme) -> QuerySet[Partner]:
    """Those who run it: all but the funder."""
    return members_of(programme).exclude(role=PartnerRole.FUNDER)


def settings_of(programme_id: UUID | None) -> Mapping[str, Any]:
    """Every declared setting with the programme's value, else our default; one query.

    Without a programme, all are defaults.
    """
    found = {key: setting.default for key, setting in defaults.all_settings().items()}
    if programme_id is not None:
        changed = SettingChange.objects.filter(programme_id=programme_id)
        for key, value in changed.order_by("created_at", "id").values_list("key", "value"):
            if key in found:
                found[key] = defaults.named(key).default if value is None else value
    return found


def setting_of(programme_id: UUID | None, setting: defaults.Setting) -> Any:
    """The programme's value of one setting, else our default."""
    return settings_of(programme_id)[setting.key]


def setting_history(programme: Programme) -> dict[str, list[SettingChange]]:
    """Key of a setting -> its changes, the newest first."""
    found: dict[str, list[SettingChange]] = {}
    changes = SettingChange.objects.filter(programme=programme)
    for change in changes.order_by("-created_at", "-id"):
        found.setdefault(change.key, []).append(change)
    return found


def partner_organisations(programme_id: UUID) -> list[UUID]:
    """The organisations that are partners of a programme."""
    partners = Partner.objects.filter(programme_id=programme_id).order_by("order")
    partners = partners.exclude(role=PartnerRole.FUNDER)
    return list(partners.values_list("partner_organisation_id", flat=True))


def themes_of(programme_id: UUID) -> list[Theme]:
    """The themes of a programme in its order; public."""
    return list(Theme.objects.filter(programme_id=programme_id))


@dataclass(frozen=True)
class Funding:
    """The funder's statement in the reader's language, or marked as in another."""

    statement: Said
    disclaimer: Said


def funding_of(programme_id: UUID, language: str = "") -> Funding:
    """The funding statement and disclaimer for a page or document; one query."""
    return funding_by_programme([programme_id], language).get(
        programme_id, Funding(said({}), said({}))
    )


def funding_by_programme(ids: Iterable[UUID], language: str = "") -> dict[UUID, Funding]:
    """The same for several programmes at once."""
    texts: dict[UUID, list[FundingText]] = {}
    for text in FundingText.objects.filter(programme_id__in=list(ids)):
        texts.setdefault(text.programme_id, []).append(text)
    return {
        programme_id: Funding(
            said({each.language: each.statement for each in found}, language),
            said({each.language: each.disclaimer for each in found}, language),
        )
        for programme_id, found in texts.items()
    }


def events_visible_to(actor: Actor, programme: Programme) -> QuerySet[Event]:
    """The dates of a programme: all for those who work in it, else the public ones."""
    works_here = Exists(programmes_visible_to(actor).filter(pk=programme.pk))
    for_all = Q(is_public=True) if programme.shows_calendar else Q(pk__in=[])
    events = Event.objects.filter(Q(works_here) | for_all, programme=programme)
    return events.annotate(decided=Count("decisions")).order_by("starts_on", "id")


def events_to_come(actor: Actor, programme: Programme) -> QuerySet[Event]:
    """The dates from today on."""
    return events_visible_to(actor, programme).filter(ends_on__gte=clock.today())


def deadlines_of(actor: Actor, programme: Programme) -> list[Event]:
    """The days on which deliverables are due, as dates for a calendar; they are not stored."""
    return [
        Event(
            pk=each.pk, created_at=each.created_at, kind=EventKind.DEADLINE, title=each.title,
            starts_on=each.due_on, ends_on=each.due_on,
        )
        for each in deliverables_visible_to(actor, programme)
        if each.due_on is not None
    ]  # fmt: skip


def event_or_404(actor: Actor, key: str, event_id: UUID) -> Event:
    """A date of a programme that the actor works in."""
    programme = programme_or_404(actor, key)
    return _one(Event.objects.filter(programme=programme, pk=event_id).select_related("programme"))


def decisions_visible_to(actor: Actor, programme: Programme) -> QuerySet[Decision]:
    """What the meetings of a programme decided, newest first."""
    return (
        Decision.objects.filter(programme_id=programme.pk)
        .select_related("event")
        .order_by("-decided_on", "id")
    )


def cohorts_visible_to(actor: Actor, programme_id: UUID) -> QuerySet[Cohort]:
    """Cohorts of a programme in the actor's organisations."""
    organisations = {seat.organisation_id for seat in actor.seats}
    cohorts = Cohort.objects.filter(programme_id=programme_id, organisation_id__in=organisations)
    return cohorts.order_by("-starts_on", "name")


def deliverables_visible_to(actor: Actor, programme: Programme) -> QuerySet[Deliverable]:
    """What the programme owes its funder, in order."""
    return Deliverable.objects.filter(programme=programme).order_by("order", "id")


def deliverable_or_404(actor: Actor, key: str, deliverable_id: UUID) -> Deliverable:
    """A deliverable of a programme that the actor works in."""
    found = deliverables_visible_to(actor, programme_or_404(actor, key)).filter(pk=deliverable_id)
    return _one(found.select_related("programme"))


@dataclass(frozen=True)
class Due:
    """A deliverable and who has ticked it. `missing`: partners that have not."""

    deliverable: Deliverable
    ticks: dict[UUID, Tick]
    missing: tuple[Partner, ...]
    is_late: bool


@dataclass(frozen=True)
class Progress:
    """Deliverables against partners."""

    partners: Sequence[Partner]
    rows: Sequence[Due]
    as_of: date = field(default_factory=clock.today)

    @property
    def late(self) -> dict[UUID, list[Deliverable]]:
        """Partner organisation -> deliverables that are past their day and not ticked."""
        found: dict[UUID, list[Deliverable]] = {}
        for row in self.rows:
            for partner in row.missing if row.is_late else ():
                found.setdefault(partner.partner_organisation_id, []).append(row.deliverable)
        return found


def progress_of(actor: Actor, programme: Programme) -> Progress:
    """Who has done which deliverable; three queries."""
    # Associated partners owe the funder nothing.
    partners = [p for p in partners_of(programme) if p.role != PartnerRole.ASSOCIATED]
    ticks: dict[UUID, dict[UUID, Tick]] = {}
    for tick in Tick.objects.filter(programme_id=programme.pk):
        ticks.setdefault(tick.deliverable_id, {})[tick.organisation_id] = tick
    rows = []
    for deliverable in deliverables_visible_to(actor, programme):
        done = ticks.get(deliverable.pk, {})
        owing = partners if deliverable.per_partner else _who_owes(partners, done)
        missing = tuple(p for p in owing if p.partner_organisation_id not in done)
        is_late = deliverable.due_on is not None and deliverable.due_on < clock.today()
        rows.append(Due(deliverable, done, missing, is_late and bool(missing)))
    return Progress(partners, rows)


def _who_owes(partners: Sequence[Partner], done: dict[UUID, Tick]) -> list[Partner]:
    """What is due once is due from the coordinator, unless somebody else did it."""
    return [] if done else [p for p in partners if p.role == PartnerRole.COORDINATOR]


def _one(found: QuerySet[M]) -> M:
    thing = found.first()
    if thing is None:
        raise Http404
    return thing
