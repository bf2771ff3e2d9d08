"""What the people of a match see of each other: names while it lasts, numbers when both want."""

from collections.abc import Collection
from itertools import permutations
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused

from .. import practice
from ..enums import HelperState
from ..models import Match, MatchHelper, NumberShare
from ..queries import live_matches
from ..rules import answering


def share_number(actor: Actor, *, match: Match) -> None:
    """Let the others of the match have one's number, once they share theirs as well.

    Raises NotAllowed for others; Refused if one of them is under 18, or the match is over.
    """
    _share(actor, match, wanted=True)


def keep_number(actor: Actor, *, match: Match) -> None:
    """Share one's number no longer; nobody of the match sees it from now on. Raises NotAllowed."""
    _share(actor, match, wanted=False)


def _share(actor: Actor, match: Match, *, wanted: bool) -> None:
    with acting_as(answering(actor.account_id)):
        if actor.account_id not in people_of(match):
            raise NotAllowed(_("Only the two of a match share their numbers."))
        held = Match.objects.select_for_update().get(pk=match.pk)
        if not held.is_live:
            raise Refused(_("This match is over already."))
        if wanted and held.has_minor:
            raise Refused(_("Your coordinator brings you together. No numbers are shared."))
        NumberShare.objects.update_or_create(
            match=held,
            person_id=actor.account_id,
            defaults={"shared_at": clock.now() if wanted else None},
            create_defaults={
                "organisation_id": held.organisation_id,
                "shared_at": clock.now() if wanted else None,
            },
        )
        open_shared_numbers(held)


def tie(match: Match) -> None:
    """Everybody of a match sees the match, how to call the others, and numbers if they share."""
    people = people_of(match)
    for one in people:
        _open(match, one, "match", match.pk)
    for one, other in permutations(people, 2):
        _open(match, one, "calling", other)
    open_shared_numbers(match)


def untie(match: Match, leaving: Collection[UUID]) -> None:
    """These see nothing of the match and the others any more, nor the others of them.

    Whoever is together in another match as well stays tied by that one.
    """
    people = {*people_of(match), *leaving}
    for one in leaving:
        close_edges(actor=one, kind="match", organisation=match.organisation_id, subject=match.pk)
    for one, other in permutations(people, 2):
        if one in leaving or other in leaving:
            close_edges(actor=one, kind="match", organisation=match.organisation_id, subject=other)
    two = Q(mentee_person_id__in=people, mentor_person_id__in=people)
    helping = MatchHelper.objects.filter(person_id__in=people, state=HelperState.AGREED)
    for other_match in live_matches().filter(two | Q(pk__in=helping.values("match_id"))):
        if other_match.pk != match.pk:
            tie(other_match)


@transaction.atomic
def open_shared_numbers(match: Match) -> None:
    """Each two people of the match see each other's contact exactly if the rule says so."""
    shares = NumberShare.objects.filter(match=match, shared_at__isnull=False)
    sharing = set(shares.values_list("person_id", flat=True))
    for one, other in permutations(people_of(match), 2):
        if practice.opens_numbers(match, both_share={one, other} <= sharing):
            _open(match, one, "contact", other)
        else:
            _close(match, one, "contact", other)


def people_of(match: Match) -> list[UUID]:
    """The two of a match, and their second mentor."""
    return [match.mentee_person_id, match.mentor_person_id, *_helping(match)]


def _helping(match: Match) -> list[UUID]:
    """M47: whoever agreed to help the pair belongs to it."""
    agreed = MatchHelper.objects.filter(match=match, state=HelperState.AGREED)
    return [key for key in agreed.values_list("person_id", flat=True) if key]


def _open(match: Match, one: UUID, field_set: str, subject: UUID) -> None:
    """Once, however often it is asked for."""
    _close(match, one, field_set, subject)
    open_edge(actor=one, kind="match", field_set=field_set,
              organisation=match.organisation_id, subject=subject)  # fmt: skip


def _close(match: Match, one: UUID, field_set: str, subject: UUID) -> None:
    close_edges(actor=one, kind="match", field_set=field_set,
                organisation=match.organisation_id, subject=subject)  # fmt: skip
