"""Reading deliveries."""

from django.db.models import QuerySet

from amir.core.actor import Actor

from .models import Delivery
from .rules import SEE_DELIVERIES


def deliveries_visible_to(actor: Actor) -> QuerySet[Delivery]:
    """What was sent for the actor's organisations, newest first."""
    organisations = actor.organisations_where(SEE_DELIVERIES)
    return Delivery.objects.filter(organisation_id__in=organisations).order_by("-created_at", "pk")
