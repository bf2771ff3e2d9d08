"""Reading who helps a pair: second mentors, interpreters, guardians of minors."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from amir.core import clock
from amir.core.actor import Actor

from .. import practice
from ..enums import TAKES_A_PLACE, HelperState
from ..models import Booking, Guardian, Interpreter, Match, MatchHelper
from ..rules import ARRANGE
from .finding import in_organisations, or_404
from .matches import live_matches


def helpers_visible_to(actor: Actor) -> QuerySet[MatchHelper]:
    """Second mentors of the actor's organisations' pairs, and those that they are asked to lend."""
    ours = actor.organisations_where(ARRANGE)
    found = Q(organisation_id__in=ours) | Q(from_organisation_id__in=ours)
    return MatchHelper.objects.filter(found).order_by("-created_at", "id")


def helpings_of_me(actor: Actor) -> QuerySet[MatchHelper]:
    """The pairs that the actor helps as second mentor, or is asked to."""
    if actor.account_id is None:
        return MatchHelper.objects.none()
    return MatchHelper.objects.filter(person_id=actor.account_id, state__in=TAKES_A_PLACE)


def matches_i_help(actor: Actor) -> QuerySet[Match]:
    """Live matches in which the actor is the second mentor."""
    agreed = helpings_of_me(actor).filter(state=HelperState.AGREED)
    return live_matches().filter(pk__in=agreed.values("match_id"))


def interpreters_visible_to(actor: Actor) -> QuerySet[Interpreter]:
    """Who interprets for the actor's organisations."""
    return Interpreter.objects.filter(in_organisations(actor, ARRANGE))


def interpreters_today(actor: Actor, organisation_id: UUID) -> list[Interpreter]:
    """Who can be booked in an organisation today."""
    rows = interpreters_visible_to(actor).filter(organisation_id=organisation_id)
    return [each for each in rows if practice.may_interpret(each, clock.today())]


def bookings_visible_to(actor: Actor) -> QuerySet[Booking]:
    """When interpreters come to pairs of the actor's organisations."""
    found = Booking.objects.filter(in_organisations(actor, ARRANGE))
    return found.select_related("interpreter", "match")


def guardians_visible_to(actor: Actor) -> QuerySet[Guardian]:
    """Who answers for people under 18 of the actor's organisations."""
    return Guardian.objects.filter(in_organisations(actor, ARRANGE)).select_related("participant")


def guardians_today(participants: Collection[UUID]) -> set[UUID]:
    """Of these participants, those for whom a guardian's consent stands today."""
    today = clock.today()
    rows = Guardian.objects.filter(
        participant__in=participants, consented_on__lte=today, withdrawn_on=None
    ).filter(Q(valid_until=None) | Q(valid_until__gte=today))
    return set(rows.values_list("participant_id", flat=True))


def helper_or_404(actor: Actor, *, helper_id: UUID) -> MatchHelper:
    """The second mentor, if the actor may know of them."""
    found: MatchHelper = or_404(helpers_visible_to(actor), helper_id)
    return found


def my_helping_or_404(actor: Actor, *, helper_id: UUID) -> MatchHelper:
    """A pair that the actor helps, or is asked to."""
    found: MatchHelper = or_404(helpings_of_me(actor), helper_id)
    return found


def interpreter_or_404(actor: Actor, *, interpreter_id: UUID) -> Interpreter:
    """The interpreter, if the actor may know of them."""
    found: Interpreter = or_404(interpreters_visible_to(actor), interpreter_id)
    return found


def booking_or_404(actor: Actor, *, booking_id: UUID) -> Booking:
    """The booking, if the actor may know of it."""
    found: Booking = or_404(bookings_visible_to(actor), booking_id)
    return found


def guardian_or_404(actor: Actor, *, guardian_id: UUID) -> Guardian:
    """The guardian, if the actor may know of them."""
    found: Guardian = or_404(guardians_visible_to(actor), guardian_id)
    return found
