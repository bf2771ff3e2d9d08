"""What both sides accept when they sign: the rules of a match, and what is kept in confidence.

`VERSION` is written down with every signature; a changed sentence needs another one.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = "1"
RULES: Mapping[str, Promise] = {
    "money": _("We do not lend or give each other money."),
    "pay": _("Neither of us earns money with the other."),
    "home": _("We meet in no private home, unless the coordinator allows it."),
    "advice": _("The mentor gives no advice on asylum or residence."),
    "report": _("If somebody may come to harm, we tell the organisation."),
}
CONFIDENCE: tuple[Promise, ...] = (
    _("What we tell each other stays between us."),
    _("Only if somebody is in danger do we tell the organisation."),
)
