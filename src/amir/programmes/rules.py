"""Who may do what with programmes. The roles that hold these are in organisations/roles.py."""

from typing import Any

from amir.core.actor import Actor
from amir.core.permissions import Reach, permission

from .models import Partner


def works_in_partner(actor: Actor, thing: Any) -> bool:
    """Whether the actor works for a partner of the programme (or of a part of it)."""
    if thing is None:
        return actor.holds_anywhere("programmes.view")
    programme_id = getattr(thing, "programme_id", thing.pk)
    organisations = actor.organisations_where("programmes.view")
    partners = Partner.objects.filter(programme_id=programme_id)
    return partners.filter(partner_organisation_id__in=organisations).exists()


VIEW = permission("programmes.view", Reach.CHECKED, check=works_in_partner)
CREATE = permission("programmes.create", Reach.ORGANISATION)
CHANGE = permission("programmes.change", Reach.ORGANISATION)
INVITE = permission("programmes.invite", Reach.ORGANISATION)
TICK = permission("programmes.tick", Reach.ORGANISATION)
OPEN_COHORT = permission("programmes.open_cohort", Reach.ORGANISATION)
