"""Nothing came of a question: the pair rests, and the next best is looked for at once."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor
from amir.participants.models import Participant

from ..models import Barred, Proposal
from ..practice import REST_DAYS
from ..queries import settings_for
from .arriving import look_again


def let_rest(proposals: Sequence[Proposal]) -> None:
    """Nobody said no, but for a while others are proposed. What somebody refused stays refused."""
    programmes = _programmes_of([proposal.mentee_id for proposal in proposals])
    rests = {key: settings_for(key)[REST_DAYS] for key in set(programmes.values())}
    for proposal in proposals:
        pair = {"mentee_id": proposal.mentee_id, "mentor_id": proposal.mentor_id}
        days = rests[programmes[proposal.mentee_id]]
        Barred.objects.filter(until__isnull=False, **pair).delete()
        until = clock.today() + timedelta(days=days)
        Barred.objects.bulk_create(
            [Barred(organisation_id=proposal.organisation_id, until=until, **pair)],
            ignore_conflicts=True,
        )


def look_for_next(proposals: Sequence[Proposal]) -> None:
    """The best match now of the people of these pairs, worked out for whoever had them asked."""
    people = {key for p in proposals for key in (p.mentee_id, p.mentor_id)}
    rows = {row.pk: row for row in Participant.objects.filter(pk__in=people)}
    asked_by: dict[UUID, list[Participant]] = {}
    for proposal in proposals:
        if proposal.decided_by is not None:
            two = [rows[key] for key in (proposal.mentee_id, proposal.mentor_id) if key in rows]
            asked_by.setdefault(proposal.decided_by, []).extend(two)
    for account_id, freed in asked_by.items():
        with acting_as(Actor(account_id=account_id)):
            look_again(load_actor(account_id), participants=freed)


def _programmes_of(mentees: Sequence[UUID]) -> dict[UUID, UUID | None]:
    rows = Participant.objects.filter(pk__in=mentees)
    return dict(rows.values_list("pk", "programme_id"))
