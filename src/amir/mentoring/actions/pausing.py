"""A concern is open: the pairs of those whom it is about pause, and go on when it is over."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from amir.core.access.acting import acting_as
from amir.safeguarding.queries import people_to_protect

from ..enums import HelperState
from ..models import MatchHelper
from ..queries import live_matches
from ..rules import keeping
from .stepping import lift_suspension, suspend_match


def is_paused(person_ids: Collection[UUID]) -> bool:
    """Whether somebody of these must not be matched at the moment. Asked by the platform."""
    with acting_as(keeping()):
        return bool(people_to_protect(person_ids))


def pause_pairs(person_ids: Collection[UUID]) -> None:
    """Every live match of these people is suspended."""
    with acting_as(keeping()) as platform:
        for match in live_matches().filter(_of(person_ids), suspended_at=None):
            suspend_match(platform, match=match)


def resume_pairs(person_ids: Collection[UUID]) -> None:
    """Every match of these people goes on, unless a concern about either is open still."""
    with acting_as(keeping()) as platform:
        for match in live_matches().filter(_of(person_ids), suspended_at__isnull=False):
            if not people_to_protect([match.mentee_person_id, match.mentor_person_id]):
                lift_suspension(platform, match=match)


def _of(person_ids: Collection[UUID]) -> Q:
    """On either side, or as second mentor."""
    two = Q(mentee_person_id__in=person_ids) | Q(mentor_person_id__in=person_ids)
    helping = MatchHelper.objects.filter(person_id__in=person_ids, state=HelperState.AGREED)
    return two | Q(pk__in=helping.values("match_id"))
