"""What a programme demands, as settings; whoever works in a partner sees it (programmes.view)."""

from django.utils.translation import gettext_lazy as _

from amir.core.defaults import declare

PRACTICES = declare(
    "coverage.practices", 5, kind="number", least=0, most=100,
    label=_("Practices that each country reports"),
    source=_("AMIR: at least five promising practices per country"),
)  # fmt: skip
EVERY_THEME = declare(
    "coverage.every_theme", True, kind="yes_no",
    label=_("Every theme has a practice in each country"),
)  # fmt: skip
GROUPS = declare(
    "coverage.groups", 3, kind="number", least=0, most=100,
    label=_("Focus groups that each country holds"),
)  # fmt: skip
EVERY_KIND = declare(
    "coverage.every_kind", True, kind="yes_no",
    label=_("Every kind of group is heard in each country"),
)  # fmt: skip
REMIND_DAYS = declare(
    "coverage.remind_days", 14, kind="days", least=1, most=90,
    label=_("Days before a deliverable is due when partners are reminded"),
    note=_("They are reminded once more on the day after."),
)  # fmt: skip
