"""Settings of a programme that this room's rules read."""

from django.utils.translation import gettext_lazy as _

from amir.core.defaults import declare

FIRST_DAYS = declare(
    "care.first_contact_days", 2, kind="days", least=1, most=30,
    label=_("First contact"), note=_("After the pair began, so many days at the latest."),
    source="MENTOR, Elements of Effective Practice: within 48 hours",
)  # fmt: skip
MONTH_DAYS = declare(
    "care.month_days", 30, kind="days", least=7, most=92,
    label=_("Time between contacts"),
    note=_("Two contacts within the first such time, then one within each."),
    source="MENTOR, Elements of Effective Practice: twice in month one, then monthly",
)  # fmt: skip
LONG_AFTER_DAYS = declare(
    "care.long_after_days", 365, kind="days", least=30, most=1_000,
    label=_("A long match"), note=_("After so many days contacts become rarer."),
    source="MENTOR, Elements of Effective Practice: quarterly after a year",
)  # fmt: skip
LONG_DAYS = declare(
    "care.long_contact_days", 90, kind="days", least=7, most=366,
    label=_("Time between contacts in a long match"),
    source="MENTOR, Elements of Effective Practice",
)  # fmt: skip
REFERRER_DAYS = declare(
    "care.referrer_days", 90, kind="days", least=7, most=366,
    label=_("Time between contacts with who sent the mentee"),
    source="MENTOR, Elements of Effective Practice: quarterly",
)  # fmt: skip
AHEAD_DAYS = declare(
    "care.ahead_days", 2, kind="days", least=0, most=14,
    label=_("Say it ahead"), note=_("A contact shows so many days before it is due."),
)  # fmt: skip
DISMISSED_DAYS = declare(
    "care.dismissed_days", 30, kind="days", least=1, most=366,
    label=_("A dismissed alarm"), note=_("After so many days it shows again."),
)  # fmt: skip
RATE_TARGET = declare(
    "care.rate_target", 90, kind="percent", least=0, most=100,
    label=_("Contacts made in time: target"),
)  # fmt: skip
CHECK_DAYS = declare(
    "care.check_warning_days", 60, kind="days", least=1, most=366,
    label=_("A record check runs out"), note=_("So many days before, it shows."),
)  # fmt: skip
ANSWER_DAYS = declare(
    "care.answer_days", 3, kind="days", least=1, most=30,
    label=_("A question without an answer"), note=_("After so many days it shows."),
)  # fmt: skip
WISH_DAYS = declare(
    "care.wish_days", 2, kind="days", least=0, most=30,
    label=_("Somebody asks for you"), note=_("After so many days without an answer it shows."),
)  # fmt: skip
WAITING_DAYS = declare(
    "care.waiting_days", 45, kind="days", least=1, most=366,
    label=_("Waiting for a match"), note=_("After so many days it shows."),
    source="Lern-Fair: a mail after 45 days",
)  # fmt: skip
KEEP_DAYS = declare(
    "care.keep_days", 180, kind="days", least=30, most=1_000,
    label=_("Data of people who do not take part"),
    note=_("Who was refused or left is erased after so many days."),
)  # fmt: skip
KEEP_WARNING_DAYS = declare(
    "care.keep_warning_days", 30, kind="days", least=1, most=90,
    label=_("Said before data are erased"), note=_("So many days before, it shows."),
)  # fmt: skip
SUPPORT_DAYS = declare(
    "care.support_days", 60, kind="days", least=7, most=366,
    label=_("Support of mentors"),
    note=_("A group, training or exchange at least once in so many days."),
)  # fmt: skip
WELLBEING_DAYS = declare(
    "care.wellbeing_days", 90, kind="days", least=7, most=366,
    label=_("How are you?"), note=_("Each mentor is asked at least once in so many days."),
)  # fmt: skip
REVIEW_DAYS = declare(
    "care.review_days", 365, kind="days", least=30, most=1_000,
    label=_("Review with participants"), note=_("At least once in so many days."),
)  # fmt: skip
CASELOAD_WARN = declare(
    "care.caseload_warn", 40, kind="number", least=1, most=1_000,
    label=_("Matches of a coordinator: many"), note=_("From more than so many on, a warning."),
)  # fmt: skip
CASELOAD_STOP = declare(
    "care.caseload_stop", 60, kind="number", least=1, most=1_000,
    label=_("Matches of a coordinator: too many"),
    note=_("From more than so many on, we advise to begin no new match."),
    source="evidencebasedmentoring.org: 65 matches are too many",
)  # fmt: skip
