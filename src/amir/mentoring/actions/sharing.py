"""Phone numbers stay hidden until both of two people have said yes to sharing them."""

from itertools import permutations
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused

from .. import practice
from ..enums import HelperState
from ..models import Match, MatchHelper, NumberShare
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


@transaction.atomic
def open_shared_numbers(match: Match) -> None:
    """Each two people of the match see each other's contact exactly if the rule says so."""
    shares = NumberShare.objects.filter(match=match, shared_at__isnull=False)
    sharing = set(shares.values_list("person_id", flat=True))
    for one, other in permutations(people_of(match), 2):
        edge = {
            "actor": one, "kind": "match", "organisation": match.organisation_id,
            "subject": other, "field_set": "contact",
        }  # fmt: skip
        close_edges(**edge)
        if practice.opens_numbers(match, both_share={one, other} <= sharing):
            open_edge(**edge)


def people_of(match: Match) -> list[UUID]:
    """The two of a match, and their second mentor."""
    helping = MatchHelper.objects.filter(match=match, state=HelperState.AGREED)
    found = helping.values_list("person_id", flat=True)
    return [match.mentee_person_id, match.mentor_person_id, *(key for key in found if key)]
