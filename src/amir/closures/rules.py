"""Who may what here; what a closing needs; when people are asked afterwards; what is public."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.defaults import declare
from amir.core.permissions import Reach, permission
from amir.mentoring.enums import EndReason
from amir.mentoring.lifecycle import Step, steps_from

from .enums import FollowUpMoment, Part
from .models import CLOSING, VERIFYING, Certificate, Closure, Interview

VIEW = permission("closures.view", Reach.ORGANISATION, field_sets=("calling",))
CLOSE = permission("closures.close", Reach.ORGANISATION, field_sets=("calling",))
FOLLOW = permission("closures.follow_up", Reach.ORGANISATION, field_sets=("calling", "contact"))
CERTIFY = permission("closures.certify", Reach.ORGANISATION, field_sets=("calling", "identity"))


def _is_mine(actor: Actor, thing: Any) -> bool:
    mine = getattr(thing, "person_id", actor.account_id)
    return actor.account_id is not None and mine == actor.account_id


MINE = permission("closures.mine", Reach.OWN, check=_is_mine)

RESPONSIBLE = declare(
    "closures.responsible_days", 30, kind="days", most=365,
    label=_("How long the programme answers for the two after the end"),
)  # fmt: skip
FOLLOW_UP_DAYS = {
    moment: declare(
        f"closures.follow_up_{number}_days", days, kind="days", least=1, most=1_000, label=label,
        source=_("Duo for a Job asks after 12 months; the others are our default"),
    )
    for number, (moment, days, label) in enumerate((
        (FollowUpMoment.MONTHS_3, 91, _("First follow-up: days after the end")),
        (FollowUpMoment.MONTHS_6, 183, _("Second follow-up: days after the end")),
        (FollowUpMoment.MONTHS_12, 365, _("Third follow-up: days after the end")),
    ), start=1)
}  # fmt: skip
OPEN_DAYS = declare(
    "closures.follow_up_open_days", 60, kind="days", least=1, most=365,
    label=_("How long a follow-up stays open"),
)  # fmt: skip


def closing() -> Actor:
    """The platform when a match ends, however that came."""
    return Actor(purpose=CLOSING)


def verifying() -> Actor:
    """The platform when somebody checks a certificate."""
    return Actor(purpose=VERIFYING)


def steps_offered(state: str) -> list[Step]:
    """M34: how a match can go on from here: on hold, no sign of life, closing, and back."""
    return steps_from(state)


def is_reason(reason: str) -> bool:
    """M36: whether the reason is one of the words that can be counted."""
    return reason in EndReason.values


def missing(closure: Closure, interviews: Collection[Interview]) -> list[Part]:
    """M35: the parts of a closing that are not written down yet, in their order."""
    talked = {each.side for each in interviews if each.why_not or (each.held_on and each.again)}
    stands = {
        Part.REASON: closure.is_planned is not None and closure.reason and closure.asked_by,
        Part.MENTEE: "mentee" in talked,
        Part.MENTOR: "mentor" in talked,
        Part.MEETING: closure.met_on or closure.why_not_met,
        Part.AFTER: closure.next_steps and closure.contact_after and closure.responsible_until,
    }
    return [part for part, is_there in stands.items() if not is_there]


def follow_up_days(ended_on: date, settings: Mapping[str, Any]) -> dict[FollowUpMoment, date]:
    """M37: when somebody is asked after the end."""
    return {
        moment: ended_on + timedelta(days=settings[setting.key])
        for moment, setting in FOLLOW_UP_DAYS.items()
    }


def public_facts(certificate: Certificate) -> dict[str, Any]:
    """M38: all that the public page of a certificate says: name and period, nothing else."""
    return {
        "name": certificate.name,
        "starts_on": certificate.starts_on,
        "ends_on": certificate.ends_on,
    }
