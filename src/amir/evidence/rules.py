"""Who may what with evidence. What is published is read by whoever works in the programme."""

from django.utils.translation import gettext_lazy as _

from amir.core.defaults import declare
from amir.core.permissions import Reach, permission

VIEW = permission("evidence.view", Reach.ORGANISATION)
WRITE = permission("evidence.write", Reach.ORGANISATION)
PUBLISH = permission("evidence.publish", Reach.ORGANISATION)

FEWEST = declare(
    "evidence.fewest_people", 6, kind="number", least=1, most=100,
    label=_("Fewest people in a focus group"),
    note=_("With fewer, the page says so. Nothing is refused."),
)  # fmt: skip
MOST = declare(
    "evidence.most_people", 12, kind="number", least=1, most=100,
    label=_("Most people in a focus group"),
    note=_("With more, the page says so. Nothing is refused."),
)  # fmt: skip
GOOD_KAPPA = declare(
    "evidence.good_kappa", 60, kind="percent", least=0, most=100,
    label=_("Agreement of two coders that is good enough"),
    note=_("Cohen's kappa, times 100. Below it, the code is marked."),
)  # fmt: skip
SMALL_COUNT = declare(
    "evidence.small_count", 3, kind="number", least=1, most=20,
    label=_("Fewest people in a number that partners see"),
    note=_("Smaller numbers of a published group are shown as fewer than this."),
)  # fmt: skip
INCOMING_DAYS = declare(
    "evidence.incoming_days", 14, kind="days", least=1, most=90,
    label=_("How long a text waits for a decision about names"),
    note=_("Afterwards it cannot be opened any more and must be brought again."),
)  # fmt: skip
