"""What the styles of an XLSX workbook say: which numbers are dates, which cells are coloured."""

import colorsys
from dataclasses import dataclass

from .markup import Attributes, Markup
from .numbers import PLAIN, Format, format_of
from .package import Package

# The palette to which old files point by number; 8 to 63, 0 to 7 repeat the first eight.
_PALETTE = (
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080"
    "C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF"
    "8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC"
    "99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
)
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)  # light and dark change places
_MAX_STYLES = 70_000


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a cell's style. `fill` is "RRGGBB", or "" for none or white."""

    format: Format = PLAIN
    fill: str = ""


def styles_of(package: Package, part: str, theme: str) -> list[Style]:
    """All cell styles in the order of their numbers."""
    reader = _Styles(package.file, _theme_colours(package, theme))
    reader.read(package.pieces(part), reader.start, reader.end)
    return reader.styles


class _Styles(Markup):
    def __init__(self, file: str, theme: list[str]) -> None:
        super().__init__(file)
        self.styles: list[Style] = []
        self._theme = theme
        self._codes: dict[int, str] = {}
        self._fills: list[str] = []
        self._solid = False
        self._inside = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.texts.clear()
        if tag in ("numFmts", "fills", "cellXfs", "cellStyleXfs", "dxfs", "fonts", "borders"):
            self._inside = tag
        elif self._inside == "numFmts" and tag == "numFmt":
            self._codes[_whole(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif self._inside == "fills":
            self._fill(tag, attributes)
        elif self._inside == "cellXfs" and tag == "xf" and len(self.styles) < _MAX_STYLES:
            number = _whole(attributes, "numFmtId")
            fill = _whole(attributes, "fillId")
            self.styles.append(
                Style(
                    format_of(number, self._codes.get(number)),
                    self._fills[fill] if fill < len(self._fills) else "",
                )
            )

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def _fill(self, tag: str, attributes: Attributes) -> None:
        if tag == "fill":
            self._fills.append("")
        elif tag == "patternFill":
            self._solid = attributes.get("patternType") == "solid"
        elif tag == "fgColor" and self._solid and self._fills:
            colour = self._colour(attributes)
            self._fills[-1] = "" if colour == "FFFFFF" else colour

    def _colour(self, attributes: Attributes) -> str:
        rgb = attributes.get("rgb", "")
        if len(rgb) >= 6:
            return rgb[-6:].upper()
        if "theme" in attributes:
            number = _whole(attributes, "theme")
            base = self._theme[number] if number < len(self._theme) else ""
            return tinted(base, attributes.get("tint", "0")) if base else ""
        number = _whole(attributes, "indexed", 64)
        number = number - 8 if number >= 8 else number
        return _PALETTE[6 * number : 6 * number + 6]


def _theme_colours(package: Package, part: str) -> list[str]:
    """The twelve colours of the theme in the order by which styles count them."""
    found: list[str] = []
    reader = Markup(package.file)
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        reader.texts.clear()
        if tag == "clrScheme":
            inside = True
        elif inside and tag in ("srgbClr", "sysClr") and len(found) < 12:
            found.append(attributes.get("lastClr") or attributes.get("val", ""))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "clrScheme"

    reader.read(package.pieces(part) or (), start, end)
    return [found[at].upper() if at < len(found) else "" for at in _THEME_ORDER]


def tinted(colour: str, tint: str) -> str:
    """A theme colour made lighter (tint above 0) or darker."""
    try:
        share = max(-1.0, min(1.0, float(tint)))
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    mixed = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(part * 255):02X}" for part in mixed)


def _whole(attributes: Attributes, name: str, otherwise: int = 0) -> int:
    value = attributes.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else otherwise
