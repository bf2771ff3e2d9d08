"""One cell of an ODS sheet: its value, its paragraphs and the note at it."""

import re
from datetime import date, datetime, time

from ..grid import Cell, Value
from . import limits
from .draft import Budget
from .numbers import PLAIN, moment_shown, number_shown

_SPACES = re.compile("[ \t\r\n]+")
_CLOCK = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d{3}")
_MAX_SPACES = 1_000
_CHARACTERS = {"text:tab": "\t", "text:line-break": "\n"}
_NUMBERS = ("float", "percentage", "currency")


class OdsCell:
    """Collects what stands in one cell element."""

    __slots__ = (
        "_aside",
        "_attributes",
        "_drawn",
        "_error",
        "_known",
        "_lines",
        "_notes",
        "_paragraph",
        "_size",
        "down",
        "formula",
        "repeats",
        "right",
        "style",
    )  # fmt: skip

    def __init__(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self.repeats = repeats(attributes, "table:number-columns-repeated")
        self.right = repeats(attributes, "table:number-columns-spanned")
        self.down = repeats(attributes, "table:number-rows-spanned")
        self.style = attributes.get("table:style-name", "")
        formula = attributes.get("table:formula", "")
        self.formula = formula.partition(":")[2] or formula
        self._error = attributes.get("calcext:value-type") == "error"
        self._lines: list[str] = []
        self._notes: list[str] = []
        self._paragraph: list[str] | None = None
        self._aside = False  # inside a note
        self._drawn = 0  # inside a picture or shape
        self._size = 0
        self._known: Cell | None = None

    def start(self, tag: str, attributes: dict[str, str], before: str) -> None:
        """An element begins inside the cell; `before` is the text that led up to it."""
        self._add(before)
        if tag in ("text:p", "text:h"):
            self._paragraph = []
        elif tag == "text:s":
            self._add(" " * min(repeats(attributes, "text:c"), _MAX_SPACES), exact=True)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], exact=True)
        elif tag == "office:annotation":
            self._aside = True
        elif tag.startswith("draw:"):
            self._drawn += 1

    def end(self, tag: str, before: str) -> None:
        """An element ends inside the cell."""
        self._add(before)
        if tag in ("text:p", "text:h"):
            if not self._drawn and self._paragraph is not None:
                (self._notes if self._aside else self._lines).append("".join(self._paragraph))
            self._paragraph = None
        elif tag == "office:annotation":
            self._aside = False
        elif tag.startswith("draw:"):
            self._drawn -= 1

    def _add(self, text: str, *, exact: bool = False) -> None:
        if self._paragraph is None or not text or self._size > 2 * limits.MAX_CELL_CHARACTERS:
            return  # a cell that long is refused when its text is put together
        self._size += len(text)
        self._paragraph.append(text if exact else _SPACES.sub(" ", text))

    @property
    def comment(self) -> str:
        """The note at the cell."""
        return "\n".join(self._notes)

    @property
    def formula_without_value(self) -> bool:
        """Whether there is a formula that no program has calculated."""
        return bool(self.formula) and not self._type and not self._lines

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the cell."""
        return bool(self._lines or self._type or self.formula_without_value)

    @property
    def _type(self) -> str:
        return self._attributes.get("office:value-type", "")

    def stored(self, budget: Budget) -> Cell | None:
        """The cell as others see it, made once for all its repeats."""
        if self._known is None:
            self._known = self._make(budget)
        return self._known

    def _make(self, budget: Budget) -> Cell | None:
        text = "\n".join(self._lines)
        if self._error or (self.formula and _ERROR.fullmatch(text)):
            return budget.stored(text, text, text or "#ERR")
        known = self._typed(text)
        if known is not None:
            return budget.stored(*known)
        return budget.text(text or self._attributes.get("office:string-value", ""))

    def _typed(self, text: str) -> tuple[str, Value] | None:
        attributes = self._attributes
        if self._type in _NUMBERS:
            shown, value = number_shown(attributes.get("office:value", ""), PLAIN, from_1904=False)
            if text.startswith("0") and text.isdecimal() and text.lstrip("0") == shown:
                shown = text  # zeros in front, from the format of the cell
            return (shown, value) if shown else None
        if self._type == "boolean":
            true = attributes.get("office:boolean-value") == "true"
            return ("TRUE" if true else "FALSE"), true
        try:
            if self._type == "date":
                written = attributes.get("office:date-value", "")
                exact = datetime.fromisoformat(written) if "T" in written else None
                return moment_shown(exact or date.fromisoformat(written))
            clock = _CLOCK.fullmatch(attributes.get("office:time-value", ""))
            if self._type == "time" and clock and int(clock[1]) < 24:
                return moment_shown(time(int(clock[1]), int(clock[2]), int(clock[3])))
        except ValueError:
            pass  # no day of this calendar: what the cell shows is kept
        return None


def repeats(attributes: dict[str, str], name: str) -> int:
    """How often an element stands for itself, or how far it reaches; at least 1."""
    written = attributes.get(name)
    if written is None:
        return 1
    return max(1, int(written)) if written.isdecimal() and len(written) < 19 else 1
