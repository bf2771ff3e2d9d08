"""Words for what stands in records and overviews."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .merging import from_json

FIELDS: Mapping[str, Any] = {
    "full_name": _("name"),
    "birth_year": _("year of birth"),
    "born_on": _("date of birth"),
    "gender": _("gender"),
    "origin": _("country of origin"),
    "arrived_on": _("arrival"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "phone_is_shared": _("shared phone"),
    "place": _("place"),
    "country": _("country"),
    "latitude": _("place"),
    "longitude": _("place"),
    "languages": _("languages"),
    "availability": _("availability"),
    "facts": _("notes"),
    "extras": _("other columns"),
    "side": _("takes part on this side"),
    "capacity": _("how many people"),
    "needs": _("themes"),
    "evidence": _("evidence"),
}
COMPARED = ("full_name", "born_on", "birth_year", "phone", "email", "place", "languages")
ROLES: Mapping[str, Any] = {
    "mentor": _("mentors"),
    "mentee": _("mentees"),
    "by column": _("a column says who is what"),
    "by section": _("headings between the rows say who is what"),
}


def place_said(at: str) -> str:
    """Where a row stands, in words: its sheet, or its file where it has no sheets."""
    table, _mark, number = at.rpartition("!")
    sheet = table.partition("#")[2] or table
    return gettext("{sheet}, row {number}").format(sheet=sheet, number=number)


def changes_said(names: Iterable[str]) -> str:
    """What an update changes, in words, each once."""
    return ", ".join(dict.fromkeys(str(FIELDS[name]) for name in names if name in FIELDS))


def side_by_side(
    one: Mapping[str, Any], other: Mapping[str, Any]
) -> list[tuple[str, str, str, bool]]:
    """(what, first, second, whether they differ) for every fact that either of two people has."""
    rows = []
    for name in COMPARED:
        if name == "birth_year" and (one.get("born_on") or other.get("born_on")):
            continue
        first, second = (_shown(from_json(side).get(name)) for side in (one, other))
        if first or second:
            rows.append((str(FIELDS[name]), first, second, first != second))
    return rows


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if hasattr(value, "isoformat"):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Mapping):
        return ", ".join(f"{tag} {level}" if level else tag for tag, level in value.items())
    return str(value)
