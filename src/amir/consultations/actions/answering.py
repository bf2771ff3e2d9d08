"""Looking at contributions, grouping and answering them, publishing the answers."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused, Stale
from amir.core.events import happened
from amir.core.pointing import Pointed, pointed_out

from ..enums import SENT, ContributionState, RoundState
from ..lifecycle import PUBLISH
from ..models import Contribution, PublishedAnswer, Round
from ..rules import LONGEST
from .running import demand


@transaction.atomic
def sort_contributions(
    actor: Actor, *, consultation: Round, ids: Collection[UUID], state: str
) -> int:
    """Take contributions that wait, or put them aside as not meant; how many these were.

    Raises NotAllowed, Refused.
    """
    demand(actor, consultation)
    if state not in (ContributionState.TAKEN, ContributionState.SPAM):
        raise Refused(_("Choose what to do with them."))
    rows = Contribution.objects.filter(round=consultation, pk__in=ids, state__in=SENT)
    return rows.exclude(state=state).update(state=state)


@transaction.atomic
def group_contributions(
    actor: Actor, *, consultation: Round, ids: Collection[UUID], code: str
) -> int:
    """Put contributions into one group; how many these were. Raises NotAllowed."""
    demand(actor, consultation)
    rows = Contribution.objects.filter(round=consultation, pk__in=ids, state__in=SENT)
    return rows.update(code=code.strip()[:60])


@transaction.atomic
def answer_contribution(
    actor: Actor, *, contribution: Contribution, answer: str, said: str = "", code: str = "",
    version: int | None = None,
) -> Contribution:  # fmt: skip
    """Answer a contribution: what was said in short, and what was done.

    Raises NotAllowed; Refused for an empty answer; Stale if somebody answered meanwhile.
    """
    demand(actor, contribution)
    held = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if version is not None and held.version != version:
        raise Stale(_("Somebody answered this meanwhile. Their answer stands below yours."))
    if held.state != ContributionState.TAKEN:
        raise Refused(_("Take the contribution first."))
    if not answer.strip():
        raise Refused(_("Write what was done with it, or why nothing."), field="answer")
    held.answer_text = answer.strip()[:LONGEST]
    held.said = (said.strip() or held.text)[:LONGEST]
    held.code = code.strip()[:60]
    held.answered_on = clock.today()
    held.version += 1
    held.save()
    return held


def likely_in(*texts: str) -> list[Pointed]:
    """What somebody should look at before these words are published."""
    lines = [line for text in texts for line in text.splitlines()]
    return pointed_out(lines, closely=True)


def to_look_at(consultation: Round) -> list[tuple[Contribution, list[Pointed]]]:
    """Contributions whose published words hold what looks like a name, a phone or a mail."""
    taken = Contribution.objects.filter(round=consultation, state=ContributionState.TAKEN)
    found = [(each, likely_in(each.said, each.answer_text)) for each in taken]
    return [(each, hits) for each, hits in found if hits]


@transaction.atomic
def publish_answers(actor: Actor, *, consultation: Round, looked_at: bool = False) -> int:
    """Publish "you said, we did" of a closed round, anew each time; how many answers.

    Raises NotAllowed; Refused while something waits or has no answer, or while likely names were
    not looked at.
    """
    demand(actor, consultation)
    held = Round.objects.select_for_update().get(pk=consultation.pk)
    if held.state not in PUBLISH.sources:
        raise Refused(_("Close the round first."))
    rows = list(Contribution.objects.filter(round=held, state__in=SENT).order_by("code", "sent_at"))
    if any(row.state == ContributionState.WAITING for row in rows):
        raise Refused(_("Look first at the contributions that wait."))
    taken = [row for row in rows if row.state == ContributionState.TAKEN]
    open_ones = sum(row.answered_on is None for row in taken)
    if open_ones:
        raise Refused(ngettext("{count} contribution has no answer yet.",
                               "{count} contributions have no answer yet.",
                               open_ones).format(count=open_ones))  # fmt: skip
    if not looked_at and to_look_at(held):
        raise Refused(_("Look at what may be a name or a phone number first."), field="looked_at")
    grouped: dict[tuple[str, str, str], int] = {}
    for row in taken:
        key = (row.code, row.said, row.answer_text)
        grouped[key] = grouped.get(key, 0) + 1
    PublishedAnswer.objects.filter(round=held).delete()
    PublishedAnswer.objects.bulk_create(
        PublishedAnswer(organisation_id=held.organisation_id, round=held, code=code, said=said,
                        did=did, count=count, order=order)
        for order, ((code, said, did), count) in enumerate(grouped.items())
    )  # fmt: skip
    held.state = RoundState.ANSWERED
    held.save(update_fields=["state"])
    consultation.state = held.state
    happened("consultations.answered", actor, round=held)
    return len(grouped)
