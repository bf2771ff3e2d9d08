"""How a group's figures changed: never one person's, and never one answer more than before.

A figure is shown for at least as many people as the audience may see (core/disclosure), and it
moves only when as many people again have answered: two looks, one before and one after somebody
answered, tell nothing about them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amir.core.access.acting import acting_as
from amir.core.disclosure import Audience, threshold

from .definition import Definition, Scale, Texts
from .enums import Moment
from .models import Answer, Round
from .queries import definitions_in
from .rules import measuring
from .scoring import score

LATER = (Moment.MONTH_1, Moment.MONTH_3, Moment.END, Moment.AFTER_6, Moment.AFTER_12)
# (person, match) -> (moment of answering, scale -> figure)
Figures = dict[tuple[UUID, UUID | None], tuple[datetime, dict[str, float | None]]]


@dataclass(frozen=True)
class Change:
    """Of those who answered at both moments: how many, and the means. None: too few to show."""

    scale: Texts
    moment: Moment
    people: int | None
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """By how much the mean changed."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def group_change(
    definition: Definition,
    *,
    organisation_ids: Collection[UUID],
    programme_id: UUID,
    side: str,
    audience: Audience = Audience.PARTNER,
) -> list[Change]:
    """Beginning against each later moment, for every scale. The caller has asked `may`."""
    least = threshold(audience)
    with acting_as(measuring()):
        by_moment = _figures(definition.key, organisation_ids, programme_id, side)
    first = by_moment.get(Moment.BASELINE, {})
    return [
        _change(scale, moment, first, by_moment[moment], least)
        for scale in definition.scales
        for moment in LATER
        if moment in by_moment
    ]


def _change(scale: Scale, moment: Moment, first: Figures, later: Figures, least: int) -> Change:
    pairs: list[tuple[datetime, str, float, float]] = []
    for who in first.keys() & later.keys():
        (_when, before), (when, after) = first[who], later[who]
        one, other = before.get(scale.key), after.get(scale.key)
        if one is not None and other is not None:
            pairs.append((when, str(who), one, other))
    shown = sorted(pairs)[: len(pairs) - len(pairs) % least]
    if not shown:
        return Change(scale.texts, moment, None, None, None)
    return Change(
        scale.texts,
        moment,
        len(shown),
        round(sum(pair[2] for pair in shown) / len(shown), 1),
        round(sum(pair[3] for pair in shown) / len(shown), 1),
    )


def _figures(
    key: str, organisation_ids: Collection[UUID], programme_id: UUID, side: str
) -> dict[Moment, Figures]:
    """Two queries, and a third if the programme brought what is asked."""
    rounds = Round.objects.filter(
        instrument=key, organisation_id__in=organisation_ids, programme_id=programme_id,
        side=side, answered_at__isnull=False,
    ).exclude(moment=Moment.EXTRA)  # fmt: skip
    asked = {row.pk: row for row in rounds}
    answers: dict[UUID, dict[str, int | None]] = {pk: {} for pk in asked}
    given = Answer.objects.filter(round__in=rounds).values_list("round_id", "item", "value")
    for round_id, item, value in given:
        answers[round_id][item] = value
    definitions = definitions_in(asked.values())
    found: dict[Moment, Figures] = {}
    for pk, row in asked.items():
        definition = definitions[row.instrument, row.version, row.brought_id]
        figures = score(definition, answers[pk])
        who = (row.person_id, row.match_id)
        if row.answered_at is not None:
            found.setdefault(Moment(row.moment), {})[who] = (row.answered_at, figures)
    return found
