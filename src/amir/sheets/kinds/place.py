"""Municipalities and districts, found by whoever knows the map."""

from collections.abc import Mapping

from amir.core.text import tidy

from ..sayings import N_
from .base import Column, Context, Gazetteer, Reading
from .words import WordReader, complaint, sample, share, shorten

_FEW = 60


class Place:
    """`{"written", "name", "nuts3", "also"}`; only `written` where the map does not know it."""

    name = "place"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that the gazetteer knows in the country of the organisation."""
        gazetteer = context.gazetteer
        if gazetteer is None:
            return 0.0
        vocabulary = context.vocabulary

        def fits(text: str) -> bool:
            if len(text) > 60 or not any(c.isalpha() for c in text):
                return False
            if vocabulary.country(text) or vocabulary.answer(text) or vocabulary.language_tag(text):
                return False
            return gazetteer.find(tidy(text), context.country or "") is not None

        return share(sample(column, _FEW), fits)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that keeps what was written and adds what the map knows."""

        def understand(text: str) -> Reading:
            if not tidy(text) or context.vocabulary.is_nothing(text, context.languages):
                return Reading()
            if context.gazetteer is None:
                return Reading({"written": text})
            return _found(text, context.gazetteer, context.country or "")

        return WordReader(understand)


def _found(written: str, gazetteer: Gazetteer, country: str) -> Reading:
    known = gazetteer.find(tidy(written), country)
    if known is not None:
        return Reading({"written": written, **known})
    template = N_("'{text}' is no place that the map knows: is it spelt right?")
    said = complaint("unknown_value", "warning", template, text=shorten(written))
    return Reading({"written": written}, (said,))
