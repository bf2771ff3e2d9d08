"""A column: what stands in its cells, on the screen and in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import icons

Kind = Literal["text", "number", "date", "person", "tag", "tick"]
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is an attribute path ("person.name") or a function of the row.

    `sort` is a field path of the queryset (or a key function for lists); empty: not sortable.
    `link` gives the address of a row; `tone` the kind of a tag; `note` a second, quieter line.
    """

    name: str
    label: str | Promise
    value: str | Callable[[Any], Any] = ""
    sort: str | Callable[[Any], Any] = ""
    kind: Kind = "text"
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    note: Callable[[Any], str] | None = None
    width: int = 18
    is_hidden_at_first: bool = False

    def of(self, row: Any) -> Any:
        """The value in a row; a missing step of the path is an empty text."""
        if callable(self.value):
            return self.value(row)
        found = row
        for step in (self.value or self.name).split("."):
            found = found.get(step) if isinstance(found, dict) else getattr(found, step, None)
            if found is None:
                return ""
            if callable(found):
                found = found()
        return found

    def shown(self, row: Any) -> SafeString:
        """The cell as HTML."""
        value = self.of(row)
        said = self._said(row, value)
        if self.link is not None and (address := self.link(row)):
            said = format_html('<a href="{}">{}</a>', address, said)
        if self.note is not None and (note := self.note(row)):
            said = format_html('{}<span class="cell-note" dir="auto">{}</span>', said, note)
        return said

    def _said(self, row: Any, value: Any) -> SafeString:
        if value in ("", None):
            return format_html(
                '<span class="muted" aria-hidden="true">–</span><span class="unseen">{}</span>',
                _("empty"),
            )
        if self.kind == "person":
            return format_html("<bdi>{}</bdi>", value)
        if self.kind == "tag":
            tone = self.tone(row) if self.tone else "neutral"
            return format_html('<span class="tag {}">{}</span>', tone, value)
        if self.kind == "tick":
            return icons.icon("check", _("yes")) if value else icons.icon("close", _("no"))
        said = conditional_escape(self.written(value))
        # Words of other languages keep their own direction, and their full stop its place.
        return format_html("<bdi>{}</bdi>", said) if isinstance(value, str) else said

    def written(self, value: Any) -> str:
        """The value in the words of the reader's language."""
        if isinstance(value, datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return formats.date_format(local, "SHORT_DATETIME_FORMAT")
        if isinstance(value, date):
            return formats.date_format(value, "DATE_FORMAT")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, int | float | Decimal):
            return formats.number_format(value, use_l10n=True, force_grouping=True)
        if isinstance(value, list | tuple | set):
            return ", ".join(self.written(each) for each in value)
        return str(value)

    def in_file(self, row: Any) -> Cell:
        """The cell for a spreadsheet: numbers as numbers, everything else as on screen."""
        value = self.of(row)
        if isinstance(value, bool):
            return self.written(value)
        if isinstance(value, int | float):
            return value
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return local.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else self.written(value)
