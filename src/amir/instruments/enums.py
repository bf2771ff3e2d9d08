"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Moment(TextChoices):
    """When somebody is asked, counted from the beginning and the end of their match."""

    BASELINE = "baseline", _("At the beginning")
    MONTH_1 = "month_1", _("After one month")
    MONTH_3 = "month_3", _("After three months")
    END = "end", _("At the end")
    AFTER_6 = "after_6", _("Six months later")
    AFTER_12 = "after_12", _("Twelve months later")
    EXTRA = "extra", _("In between")


# From the day of the match; the others count from the day on which it ended.
FROM_MATCH = (Moment.BASELINE, Moment.MONTH_1, Moment.MONTH_3)
FROM_END = (Moment.END, Moment.AFTER_6, Moment.AFTER_12)


class Licence(TextChoices):
    """Under which terms the words of an instrument are used."""

    OWN = "own", _("Ours: free for everybody")
    FREE = "free", _("Free of charge, with the source")
    ASK = "ask", _("Only with the authors' permission")
