"""Finding rows of the actor's organisations, and one of them or 404."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amir.core.actor import Actor


def in_organisations(actor: Actor, permission: str) -> Q:
    """Rows of organisations in which the actor has the permission."""
    return Q(organisation_id__in=actor.organisations_where(permission))


def or_404(rows: QuerySet[Any], key: UUID) -> Any:
    """The row of that id. Raises Http404."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found
