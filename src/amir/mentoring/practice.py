"""The rules of good mentoring that acts of this room ask, one small function each, and what they
are set to. A programme changes the numbers; the functions hold none of their own.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amir.core.defaults import Setting, declare
from amir.participants.enums import Side

from .enums import DAYS_BETWEEN, AgreedPlace, Answer, Frequency
from .models import Agreement, Interpreter, Match, Proposal
from .terms import RULES

DUO = _("Duo for a Job: six months, every week")
NO_FAULT = _("beamentor.org: 60 days")
YOUTH = _("Elements of Effective Practice: one year, every week")

ANSWER_DAYS = declare(
    "mentoring.answer_days", 3, kind="days", least=1, most=60,
    label=_("Time to answer a proposal"), note=_("Afterwards somebody else is looked for."),
    source=_("Together: 3 days"),
)  # fmt: skip
REMIND_ANSWER_HOURS = declare(
    "mentoring.remind_answer_hours", 24, kind="hours", most=240,
    label=_("Reminder before the time to answer is over"),
)  # fmt: skip
REST_DAYS = declare(
    "mentoring.rest_days", 14, kind="days", most=730,
    label=_("A pair that did not answer is not proposed again for"),
    note=_("A coordinator may choose it by hand."),
)  # fmt: skip
FIRST_MEETING_DAYS = declare(
    "mentoring.first_meeting_days", 7, kind="days", least=1, most=90,
    label=_("First meeting after the match within"),
    note=_("Afterwards the coordinator is reminded."),
)  # fmt: skip
REMIND_MEETING_HOURS = declare(
    "mentoring.remind_meeting_hours", 24, kind="hours", most=240,
    label=_("Reminder before the first meeting"),
)  # fmt: skip
SIGN_DAYS = declare(
    "mentoring.sign_days", 21, kind="days", least=1, most=180,
    label=_("Agreement signed by both within"),
    note=_("Afterwards the match is on hold until both have signed."),
)  # fmt: skip
REMIND_SIGN_DAYS = declare(
    "mentoring.remind_sign_days", 5, kind="days", most=60,
    label=_("Reminder before the last day to sign"),
)  # fmt: skip
TRIAL_DAYS = declare(
    "mentoring.trial_days", 60, kind="days", most=365, source=NO_FAULT,
    label=_("Trial period"), note=_("Either side may leave without a reason."),
)  # fmt: skip
COMMITMENT_MONTHS = declare(
    "mentoring.commitment_months", 6, kind="number", least=1, most=36, source=DUO,
    label=_("Months that both commit to, at least"),
)  # fmt: skip
MEETING_DAYS = declare(
    "mentoring.meeting_days", 7, kind="days", least=7, most=30, source=DUO,
    label=_("They meet at least every"),
)  # fmt: skip
MEETING_MINUTES = declare(
    "mentoring.meeting_minutes", 60, kind="minutes", least=15, most=480, source=DUO,
    label=_("Length of a meeting"),
)  # fmt: skip
LINK_DAYS = declare(
    "mentoring.link_days", 60, kind="days", least=1, most=365,
    label=_("A link to one's match works for"),
)  # fmt: skip
APPROVALS = declare(
    "mentoring.minor_approvals", 2, kind="number", least=2, most=4,
    label=_("Under 18: colleagues who approve a pair"),
)  # fmt: skip
MINOR_ANSWER_DAYS = declare(
    "mentoring.minor_answer_days", 7, kind="days", least=1, most=60,
    label=_("Under 18: time to answer a proposal"),
    note=_("The guardian needs time as well."),
)  # fmt: skip
MINOR_SIGN_DAYS = declare(
    "mentoring.minor_sign_days", 14, kind="days", least=1, most=180,
    label=_("Under 18: agreement signed by both within"),
)  # fmt: skip
MINOR_TRIAL_DAYS = declare(
    "mentoring.minor_trial_days", 30, kind="days", most=365, label=_("Under 18: trial period")
)
MINOR_COMMITMENT_MONTHS = declare(
    "mentoring.minor_commitment_months", 12, kind="number", least=1, most=36, source=YOUTH,
    label=_("Under 18: months that both commit to, at least"),
)  # fmt: skip
MINOR_MEETING_DAYS = declare(
    "mentoring.minor_meeting_days", 7, kind="days", least=7, most=30, source=YOUTH,
    label=_("Under 18: they meet at least every"),
)  # fmt: skip
# Under 18 another setting counts in place of these.
OF_MINORS = {
    ANSWER_DAYS.key: MINOR_ANSWER_DAYS,
    SIGN_DAYS.key: MINOR_SIGN_DAYS,
    TRIAL_DAYS.key: MINOR_TRIAL_DAYS,
    COMMITMENT_MONTHS.key: MINOR_COMMITMENT_MONTHS,
    MEETING_DAYS.key: MINOR_MEETING_DAYS,
}


class Settings:
    """The numbers that count for one pair: those of its programme, and of minors if one is."""

    def __init__(self, values: Mapping[str, Any], *, has_minor: bool) -> None:
        self._values, self._has_minor = values, has_minor

    def __getitem__(self, setting: Setting) -> int:
        counted = OF_MINORS.get(setting.key, setting) if self._has_minor else setting
        return int(self._values[counted.key])

    @property
    def frequency(self) -> Frequency:
        """The rarest frequency that is often enough."""
        fitting = [f for f, days in DAYS_BETWEEN.items() if days <= self[MEETING_DAYS]]
        return max(fitting, key=lambda f: DAYS_BETWEEN[f], default=Frequency.WEEKLY)


def keeps_commitment(months: int, frequency: str, settings: Settings) -> bool:
    """M08: both commit to as long and as often as the programme asks for, at least."""
    often = DAYS_BETWEEN[Frequency(frequency)] <= settings[MEETING_DAYS]
    return often and months >= settings[COMMITMENT_MONTHS]


def may_begin(proposal: Proposal, answers: Iterable[str]) -> bool:
    """M14: a person decided on a pair whose reasons are kept, and both sides said yes."""
    said = list(answers)
    both = len(said) == len(Side) and set(said) == {Answer.YES}
    return both and proposal.decided_by is not None


def has_place(capacity: int, taken: int, wanted: int = 1) -> bool:
    """M15: matches and open questions together never take more places than there are."""
    return taken + wanted <= capacity


def is_answered_too_late(answer_by: datetime, now: datetime) -> bool:
    """M16: after its last moment a question is over, and somebody else is looked for."""
    return now >= answer_by


def is_accompanied(coordinator: UUID, staff: Collection[UUID]) -> bool:
    """M17: at the first meeting one of the organisation's coordinators is there."""
    return coordinator in staff


def is_signed(sides: Collection[str]) -> bool:
    """M18: an agreement counts when both sides have signed this version of it."""
    return set(sides) >= set(Side)


def is_sign_by_over(agreement: Agreement, today: date) -> bool:
    """M18: nobody meets without an agreement after the last day to sign."""
    return agreement.signed_on is None and today > agreement.sign_by


def is_trial(agreement: Agreement, today: date) -> bool:
    """M18: until the trial period is over either side leaves without a reason."""
    return agreement.signed_on is None or today <= agreement.trial_until


def accepts_rules(accepted: Collection[str]) -> bool:
    """M19: whoever signs accepts every rule."""
    return set(accepted) >= RULES.keys()


def place_is_allowed(place_kind: str, *, is_approved: bool) -> bool:
    """M19: no private home without the coordinator's approval."""
    return place_kind != AgreedPlace.HOME or is_approved


def opens_numbers(match: Match, *, both_share: bool) -> bool:
    """M32: numbers are shown when both have said yes; never to or of minors, nor while a concern
    is open."""
    return both_share and not match.has_minor and match.suspended_at is None


def may_interpret(interpreter: Interpreter, today: date) -> bool:
    """M45: nobody interprets before they are bound to confidentiality."""
    bound_on = interpreter.bound_on
    return interpreter.left_at is None and bound_on is not None and bound_on <= today


def is_approved(approvers: Collection[UUID], settings: Settings) -> bool:
    """Under 18: so many different colleagues have approved the pair."""
    return len(set(approvers)) >= settings[APPROVALS]
