"""Tables of this room."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.i18n import own_name_of
from amir.kit.tables import BulkAct, Column, Table

from .enums import ContributionState, RoundState
from .models import Contribution
from .rules import RUN

ROUND_TONES = {
    RoundState.DRAFT: "neutral", RoundState.OPEN: "good", RoundState.CLOSED: "warn",
    RoundState.ANSWERED: "accent",
}  # fmt: skip
# A bulk act that asks for a word before it is done.
GROUP = "group"
TONES = {
    ContributionState.WAITING: "warn", ContributionState.TAKEN: "good",
    ContributionState.SPAM: "neutral",
}  # fmt: skip


def _words(row: Contribution) -> str:
    return Truncator(row.text).chars(140)


CONTRIBUTIONS = Table(
    key="contributions",
    title=_("Contributions"),
    order="sent_at",
    columns=[
        Column("text", _("What was said"), _words,
               link=lambda row: reverse("contribution", args=[row.pk])),
        Column("code", _("Group"), "code", sort="code"),
        Column("channel", _("How it came"), lambda row: row.get_channel_display(),
               sort="channel"),
        Column("language", _("Language"), lambda row: own_name_of(row.language),
               sort="language"),
        Column("state", _("State"), lambda row: row.get_state_display(), kind="tag",
               tone=lambda row: TONES[ContributionState(row.state)], sort="state"),
        Column("answered_on", _("Answered"), "answered_on", sort="answered_on", kind="date"),
        Column("said", _("You said"), "said", is_hidden_at_first=True),
        Column("answer", _("We did"), "answer_text", is_hidden_at_first=True),
        Column("sent_at", _("Sent on"), lambda row: row.sent_at and clock.day_of(row.sent_at),
               sort="sent_at", kind="date", is_hidden_at_first=True),
    ],
    search=["code", "said", "answer_text"],
    acts=[
        BulkAct("taken", _("Take"), icon="check", permission=RUN),
        BulkAct(GROUP, _("Put into a group"), permission=RUN),
        BulkAct("spam", _("Put aside as not meant"), permission=RUN),
    ],
    empty=_("Nobody has said anything yet."),
)  # fmt: skip


def tone_of(state: Any) -> str:
    """The tone of a round's mark."""
    return ROUND_TONES[RoundState(state)]
