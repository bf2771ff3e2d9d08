"""Reading rounds and what people say in them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.core.secrets.index import lookup_digest
from amir.strategies.models import Strategy

from .enums import SENT, ContributionChannel, ContributionState, RoundState
from .models import Contribution, PublishedAnswer, Round, Workshop
from .rules import VIEW

M = TypeVar("M", bound=Model)


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Rounds of the actor's own organisations."""
    mine = actor.organisations_where(VIEW)
    return Round.objects.filter(organisation_id__in=mine).select_related("strategy")


def rounds_of(actor: Actor, strategy: Strategy) -> QuerySet[Round]:
    """The rounds about a strategy."""
    return rounds_visible_to(actor).filter(strategy=strategy)


def round_or_404(actor: Actor, consultation_id: UUID) -> Round:
    """One of them."""
    return _one(rounds_visible_to(actor).filter(pk=consultation_id))


def public_round_or_404(actor: Actor, slug: str) -> Round:
    """A round that was opened, by the word in its address; for everybody."""
    return _one(Round.objects.filter(slug=slug).exclude(state=RoundState.DRAFT))


def contributions_of(actor: Actor, consultation: Round) -> QuerySet[Contribution]:
    """What was sent, oldest first."""
    return Contribution.objects.filter(round=consultation, state__in=SENT).select_related(
        "round", "workshop"
    )


def contribution_or_404(actor: Actor, contribution_id: UUID) -> Contribution:
    """One contribution of a round that the actor sees."""
    visible = Contribution.objects.filter(
        pk=contribution_id, state__in=SENT, round__in=rounds_visible_to(actor)
    )
    return _one(visible.select_related("round", "workshop"))


def digest_of(token: str) -> bytes:
    """What is kept of the token of a link."""
    return lookup_digest(f"contribution\0{token}")


def begun_by_token(consultation: Round, token: str) -> Contribution | None:
    """The contribution that is being filled in by this link; asked by the platform itself."""
    begun = Contribution.objects.filter(round=consultation, token_digest=digest_of(token))
    return begun.filter(state=ContributionState.BEGUN).first()


def codes_of(consultation: Round) -> list[str]:
    """The groups that were made so far."""
    coded = Contribution.objects.filter(round=consultation).exclude(code="")
    return list(coded.order_by("code").values_list("code", flat=True).distinct())


def published_answers(consultation: Round) -> list[PublishedAnswer]:
    """You said, we did; public."""
    return list(PublishedAnswer.objects.filter(round=consultation))


@dataclass(frozen=True)
class Numbers:
    """A round in numbers; spam does not count."""

    by_channel: dict[str, int]
    by_language: dict[str, int]
    by_code: dict[str, int]
    waiting: int
    unanswered: int
    workshops: list[Workshop]

    @property
    def total(self) -> int:
        """How many contributions count."""
        return sum(self.by_channel.values())

    @property
    def turnout(self) -> dict[str, int]:
        """Of all workshops together: invited, came, paid."""
        return {
            name: sum(getattr(each, name) for each in self.workshops)
            for name in ("invited", "came", "paid")
        }


def numbers_of(consultation: Round) -> Numbers:
    """A round in numbers; two queries."""
    rows: list[tuple[Any, ...]] = list(
        Contribution.objects.filter(
            round=consultation, state__in=(ContributionState.TAKEN, ContributionState.WAITING)
        ).values_list("state", "channel", "language", "code", "answered_on")
    )
    taken = [row for row in rows if row[0] == ContributionState.TAKEN]
    channels = Counter(row[1] for row in taken)
    return Numbers(
        by_channel={each: channels[each] for each in ContributionChannel.values if channels[each]},
        by_language=dict(Counter(row[2] for row in taken).most_common()),
        by_code=dict(Counter(row[3] for row in taken).most_common()),
        waiting=len(rows) - len(taken),
        unanswered=sum(row[4] is None for row in taken),
        workshops=list(Workshop.objects.filter(round=consultation)),
    )


def _one(found: QuerySet[M]) -> M:
    thing = found.first()
    if thing is None:
        raise Http404
    return thing
