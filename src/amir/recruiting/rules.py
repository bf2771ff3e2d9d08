"""Who may what here, and the rules of choosing: each a small function over plain values."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.defaults import declare
from amir.core.permissions import Reach, permission
from amir.organisations.roles import PURPOSES

from .enums import ReferenceOutcome, Ruling, Support
from .models import APPLYING, FORGETTING

VIEW = permission(
    "recruiting.view", Reach.ORGANISATION, field_sets=("calling", "identity", "contact", "profile")
)
SCREEN = permission("recruiting.screen", Reach.ORGANISATION, field_sets=("calling",))
RUN = permission("recruiting.run", Reach.ORGANISATION)
ME = permission("recruiting.me", Reach.SIGNED_IN)

# An office or a camp shares one network address: so many may begin, and so many pages be sent.
MOST_BEGUN, MOST_PAGES = 60, 2_000
WINDOW = timedelta(hours=1)
MENTOR = "mentor"
ORIENTATION = "orientation"
YES, NO = "yes", "no"
MUST, MUST_NOT, ELSEWHERE = "must", "must_not", "elsewhere"

SETTLED_YEARS = declare(
    "recruiting.settled_years", 2, kind="number", most=20,
    label=_("Years that a mentor has lived here at least"),
)  # fmt: skip
INTERVIEWS = declare(
    "recruiting.interviews", 1, kind="number", most=5,
    label=_("Interviews before somebody is accepted"),
    note=_("Face to face or by video."),
    source="Elements of Effective Practice, B.2.3",
)  # fmt: skip
REFERENCES = declare(
    "recruiting.references", 2, kind="number", most=5,
    label=_("References before a mentor is accepted"),
)  # fmt: skip
CHECK_MONTHS = declare(
    "recruiting.check_months", 36, kind="number", least=1, most=120,
    label=_("Months that a criminal-record check counts"),
    note=_("Whether a check may be asked for, national law says."),
)  # fmt: skip
CHECK_WARNING = declare(
    "recruiting.check_warning_days", 60, kind="days", least=1, most=365,
    label=_("Days before a check ends that we warn"),
)  # fmt: skip
MODULES = declare(
    "recruiting.modules",
    ["role", "boundaries", "confidentiality", "culture", "safeguarding", "trauma", "services",
     "closure"],
    kind="names",
    label=_("Modules that a mentor needs before a match"),
    source="Elements of Effective Practice, standard 3; EMPOWER",
)  # fmt: skip
TRAINING_MINUTES = declare(
    "recruiting.training_minutes", 120, kind="minutes", most=10_000,
    label=_("Minutes of training that a mentor needs before a match"),
    source="Elements of Effective Practice, standard 3",
)  # fmt: skip
ORIENTATION_NEEDED = declare(
    "recruiting.orientation_needed", True, kind="yes_no",
    label=_("Mentees get an orientation before a match"),
    note=_("What mentoring is and is not, one's rights, how to complain."),
)  # fmt: skip
UNFINISHED_DAYS = declare(
    "recruiting.unfinished_days", 30, kind="days", least=1, most=365,
    label=_("Days after which an unfinished application is deleted"),
)  # fmt: skip
REFUSED_MONTHS = declare(
    "recruiting.refused_months", 6, kind="number", least=1, most=60,
    label=_("Months after which we forget whom we did not accept"),
)  # fmt: skip
AWAY_MONTHS = declare(
    "recruiting.away_months", 24, kind="number", least=3, most=120,
    label=_("Months without a sign of life before we warn that we will forget"),
)  # fmt: skip
AWAY_DAYS = declare(
    "recruiting.away_days", 30, kind="days", least=7, most=365,
    label=_("Days between that warning and forgetting"),
)  # fmt: skip


class Done(Protocol):
    """A module as somebody has been through it."""

    module: str
    minutes: int


def applying(person_id: UUID | None = None) -> Actor:
    """The platform while somebody applies; `person_id` as soon as they are written down."""
    return Actor(account_id=person_id, purpose=APPLYING, granted=PURPOSES[APPLYING])


def forgetting() -> Actor:
    """The platform while it deletes what it need not know any more."""
    return Actor(purpose=FORGETTING)


def missing_parts(texts: Mapping[str, str], parts: Iterable[str]) -> list[str]:
    """The parts of a role description that say nothing."""
    return [part for part in parts if not texts.get(part)]


def unmet(items: Iterable[Mapping[str, str]], answers: Mapping[str, str]) -> list[str]:
    """The criteria that keep somebody from being accepted: not answered as they must be."""
    wanted = {item["key"]: YES if item["kind"] == MUST else NO for item in items}
    return [key for key, answer in wanted.items() if answers.get(key) != answer]


def lacks_interview(held: int, needed: int) -> bool:
    """Whether we have met an applicant less often than the programme wants."""
    return held < needed


def lacks_references(outcomes: Collection[str], needed: int) -> bool:
    """Whether fewer recommend them than the programme wants."""
    return sum(outcome == ReferenceOutcome.GOOD for outcome in outcomes) < needed


def needs_second(*, is_minor: bool, agreed_by: Collection[UUID], decider: UUID) -> bool:
    """Whether somebody else must agree too: a minor is accepted by two people."""
    return is_minor and not set(agreed_by) - {decider}


def needs_service(ruling: str) -> bool:
    """Whether a decision passes somebody on, so that it must say to whom."""
    return ruling == Ruling.ROUTE


def is_own_evaluation(actor_id: UUID | None, person_id: UUID, side: str) -> bool:
    """Whether somebody says what they themself can do as a mentor."""
    return actor_id == person_id and side == MENTOR


def names_office(office: str) -> bool:
    """Whether a record of who was told says which office it was."""
    return bool(office.strip())


def is_support(support: str) -> bool:
    """Whether it is something that keeps people reachable."""
    return support in Support.values


def is_due(moment: datetime, before: datetime) -> bool:
    """Whether something is so old that we need not know it any more."""
    return moment < before


def counts_until(seen_on: date, months: int) -> date:
    """The last day on which a check counts, if its paper says no earlier one."""
    year, month = divmod(seen_on.month - 1 + months, 12)
    year, month = seen_on.year + year, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(seen_on.day, last))


def missing_modules(done: Iterable[Done], required: Iterable[str]) -> list[str]:
    """The required modules that somebody has not been through."""
    held = {each.module for each in done}
    return [module for module in required if module not in held]


def lacks_training(done: Collection[Done], required: Iterable[str], minutes: int) -> bool:
    """Whether a mentor's training is not complete: modules or time are missing."""
    spent = sum(each.minutes for each in done if each.module != ORIENTATION)
    return bool(missing_modules(done, required)) or spent < minutes


def lacks_orientation(done: Iterable[Done], *, is_needed: bool) -> bool:
    """Whether a mentee has not heard what mentoring is and is not."""
    return is_needed and all(each.module != ORIENTATION for each in done)


def is_agreed(agreed: object, *, is_reviewed: bool, explained_by: str, understood: str) -> bool:
    """Whether a consent counts: a yes to a text that was understood.

    A text that no person reviewed counts if the host language was understood, or if somebody
    whose name is known explained it.
    """
    is_understood = is_reviewed or understood == "myself" or bool(explained_by.strip())
    return agreed is True and is_understood


def may_apply(*, is_adult: bool, takes_minors: bool, guardian: str) -> bool:
    """Whether somebody of that age may apply: minors with a guardian, where minors are taken."""
    return is_adult or (takes_minors and bool(guardian.strip()))
