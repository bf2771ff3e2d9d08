"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StrategyKind(TextChoices):
    """Whose strategy it is: the programme's, as a template, or a place's."""

    SHARED = "shared", _("Shared strategy")
    LOCAL = "local", _("Strategy of a place")


class PartKind(TextChoices):
    """What a strategy is made of."""

    SECTION = "section", _("Section")
    OBJECTIVE = "objective", _("Objective")
    MEASURE = "measure", _("Measure")


class StrategyState(TextChoices):
    """Where a strategy stands."""

    DRAFT = "draft", _("Draft")
    CONSULTATION = "consultation", _("In consultation")
    FINAL = "final", _("Final text")
    ADOPTED = "adopted", _("Adopted")
    FOLLOWED = "followed", _("Being carried out")
    CLOSED = "closed", _("Closed")


class MeasureState(TextChoices):
    """How far a measure is."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Turnout(TextChoices):
    """Whether a partner of the place is there."""

    INVITED = "invited", _("Invited")
    CAME = "came", _("Came")
    DECLINED = "declined", _("Said no")


class Choice(TextChoices):
    """What a place does with a change of the template."""

    TAKE = "take", _("Take theirs")
    LEAVE = "leave", _("Keep ours")
    EDIT = "edit", _("Write it anew")


# Texts of a strategy change in these states only.
WRITABLE = frozenset({StrategyState.DRAFT, StrategyState.CONSULTATION})
# A measure is followed from adoption on.
FOLLOWING = frozenset({StrategyState.ADOPTED, StrategyState.FOLLOWED})
