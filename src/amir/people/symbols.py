"""Symbols by which people who share a phone tell themselves apart. Names of kit icons."""

from django.utils.translation import gettext_lazy as _

SYMBOLS = {
    "heart": _("Heart"),
    "moon": _("Moon"),
    "home": _("House"),
    "bell": _("Bell"),
    "book": _("Book"),
    "sun": _("Sun"),
    "flag": _("Flag"),
    "globe": _("Globe"),
}


def symbol_at(position: int) -> str:
    """A symbol for a number; neighbours differ."""
    names = list(SYMBOLS)
    return names[position % len(names)]
