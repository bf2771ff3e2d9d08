"""Who may what with participants. Roles get these by name in organisations/roles.py."""

from typing import Any

from amir.core.actor import Actor
from amir.core.permissions import Reach, permission

PERSON_FIELD_SETS = ("calling", "identity", "contact", "profile")

VIEW = permission("participants.view", Reach.ORGANISATION, field_sets=PERSON_FIELD_SETS)
CHANGE = permission("participants.change", Reach.ORGANISATION, field_sets=PERSON_FIELD_SETS)
IMPORT = permission("participants.import", Reach.ORGANISATION, field_sets=PERSON_FIELD_SETS)
DECIDE = permission("participants.decide", Reach.ORGANISATION, field_sets=("calling",))
ATTEST = permission("participants.attest", Reach.ORGANISATION, field_sets=("calling",))
EXPORT = permission("participants.export", Reach.ORGANISATION, field_sets=PERSON_FIELD_SETS)

# Declared by people; the platform holds it while it sets up and while somebody applies.
REGISTER = "people.register"


def may_keep_records(actor: Actor, thing: Any) -> bool:
    """Whether the actor may add participants and evidence in the organisation of the thing."""
    held = (CHANGE, IMPORT, REGISTER)
    return any(actor.holds(name, thing.organisation_id) for name in held)
