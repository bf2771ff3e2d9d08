"""Finding things by what somebody remembers of their name: any case, accents, spelling, script.

Rooms put sources into the slot `search` (core/slots.py): `build(request, {"text": ...})` returns
`{"label": ..., "hits": [Hit, ...]}`, or None when it found nothing. The search page is in web.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import FloatField, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Greatest, StrIndex
from django.utils.functional import Promise

M = TypeVar("M", bound=Model)
# From here on a word is likely meant: measured on misspelt words in five scripts.
CLOSE = 0.45
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `note` tells it apart from others of the same name."""

    label: str
    url: str
    note: str | Promise = ""


class Norm(Func):
    """A text as searches compare it."""

    function = "f_norm"
    output_field = TextField()


class WordSimilarity(Func):
    """How near the first text is to a part of the second, from 0 to 1."""

    function = "word_similarity"
    output_field = FloatField()


def matching(rows: QuerySet[M], fields: Sequence[str], text: str) -> QuerySet[M]:
    """The rows of which a field contains the text, or nearly; the nearest first.

    `rows` must be what the actor may see. A text of one letter finds nothing.
    """
    text = " ".join(text.split())[:100]
    if len(text) < SHORTEST:
        return rows.none()
    wanted = Norm(Value(text, output_field=TextField()))
    names = {f"_near_{i}": WordSimilarity(wanted, Norm(field)) for i, field in enumerate(fields)}
    within = {f"_at_{i}": StrIndex(Norm(field), wanted) for i, field in enumerate(fields)}
    fits = reduce(
        or_,
        [
            *(Q(**{f"{name}__gte": CLOSE}) for name in names),
            *(Q(**{f"{name}__gt": 0}) for name in within),
        ],
    )
    nearest: Any = Greatest(*names) if len(names) > 1 else next(iter(names.values()))
    found: QuerySet[M] = rows.alias(**names, **within).filter(fits)
    return found.order_by(nearest.desc(), "pk")
