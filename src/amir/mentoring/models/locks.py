"""Who reads and writes the rows of this room."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose, subject_in
from amir.participants.models import Participant

# The platform's purpose when it finds the plans that it checks every week.
CHECKING = "checking-plans"
# The platform's purpose when it holds, wakes or suspends matches, and minds their clocks.
KEEPING = "keeping-matches"

# A pair that nobody asked the two about, or a match that is over, is not theirs to read.
ASKED = (
    "id = any(array(select proposal_id from mentoring_asking"
    " where person_id = (select amir_actor())))"
)
LIVE_AND_MINE = f"state <> 'ended' and ({either(own('mentee_person_id'), own('mentor_person_id'))})"
# The two of a live match and their second mentor have an edge to it, until it is over.
HELPED = subject_in("match", "id")
OF_MY_MATCH = subject_in("match", "match_id")


def of_staff(
    table: str, *tenant_keys: str, also: str = "false", answered: bool = False, kept: bool = False
) -> list[models.BaseConstraint]:
    """Locks of what the coordinators write.

    `answered` rows also change when somebody answers, `kept` ones when a clock of the platform
    runs out; `also` widens reading.
    """
    purposes = [*(["answering"] if answered else []), *([KEEPING] if kept else [])]
    others = [purpose(*purposes)] if purposes else []
    return locked(
        table,
        read=either(organisation_in("people"), also, *others),
        write=either(organisation_in("people"), purpose("setup"), *others),
        tenant_keys=tenant_keys,
    )


def participant_key(name: str) -> "models.ForeignKey[Participant, Participant]":
    """A reference to somebody who takes part, of the same organisation."""
    return models.ForeignKey(Participant, models.PROTECT, db_constraint=False, related_name=name)
