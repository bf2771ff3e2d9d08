"""Focus groups and their texts."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Model, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.programmes.models import Partner, Programme
from amir.programmes.queries import partners_of, programme_or_404

from ..models import FocusGroup, Incoming, Passage, Transcript
from ..rules import VIEW

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Desk:
    """A programme as one of its partners works in it."""

    programme: Programme
    partner: Partner

    @property
    def organisation_id(self) -> UUID:
        """The partner; permissions are asked for it."""
        return self.partner.partner_organisation_id

    @property
    def programme_id(self) -> UUID:
        """The programme."""
        return self.programme.pk


def desk_or_404(actor: Actor, key: str) -> Desk:
    """Where the actor writes evidence for a programme. Raises Http404."""
    programme = programme_or_404(actor, key)
    mine = actor.organisations_where(VIEW)
    partner = partners_of(programme).filter(partner_organisation_id__in=mine).first()
    if partner is None:
        raise Http404
    return Desk(programme, partner)


def focus_groups_visible_to(actor: Actor, programme_id: UUID | None = None) -> QuerySet[FocusGroup]:
    """The groups of the organisations for which the actor reads drafts, in order of number."""
    rows = FocusGroup.objects.filter(organisation_id__in=actor.organisations_where(VIEW))
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    return rows.order_by("country", "number")


def group_or_404(actor: Actor, group_id: UUID) -> FocusGroup:
    """One group. Raises Http404."""
    return first_or_404(focus_groups_visible_to(actor).filter(pk=group_id))


def texts_of(group: FocusGroup) -> list[Transcript]:
    """The texts of a group, each with `excerpt_count`, in the order in which they came."""
    return list(
        Transcript.objects.filter(group=group).annotate(excerpt_count=Count("excerpts"))
    )  # fmt: skip


def text_or_404(actor: Actor, text_id: UUID) -> Transcript:
    """One text, with its group. Raises Http404."""
    mine = focus_groups_visible_to(actor).values("pk")
    return first_or_404(
        Transcript.objects.filter(pk=text_id, group__in=mine).select_related("group")
    )


def passages_of(text: Transcript, first: int, last: int) -> list[Passage]:
    """The paragraphs of a text from one number to another, both included; numbers begin at 1."""
    return list(Passage.objects.filter(transcript=text, order__gte=first, order__lte=last))


def incoming_of(actor: Actor, group: FocusGroup) -> list[Incoming]:
    """Texts that wait for the actor's decision; nobody else sees them."""
    if actor.account_id is None:
        return []
    return list(Incoming.objects.filter(group=group, brought_by=actor.account_id))


def incoming_or_404(actor: Actor, incoming_id: UUID) -> Incoming:
    """One of them, with its group. Raises Http404."""
    if actor.account_id is None:
        raise Http404
    found = first_or_404(Incoming.objects.filter(pk=incoming_id, brought_by=actor.account_id))
    found.group = group_or_404(actor, found.group_id)
    return found


def programme_of(programme_id: UUID) -> Programme:
    """The programme of a thing that was found already."""
    return Programme.objects.get(pk=programme_id)


def chosen_or_none(text: str) -> UUID | None:
    """An id that somebody chose, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def first_or_404(rows: QuerySet[M]) -> M:
    """The first row. Raises Http404."""
    found = rows.first()
    if found is None:
        raise Http404
    return found
