"""Files out of this room: an empty list to fill in."""

from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from amir.sheets.writing import Heading, Page, write_workbook

from .lists.reading import TARGETS


def template_file() -> bytes:
    """XLSX with one heading a field, in the reader's language or English."""
    words = headings((get_language() or "en").split("-")[0])
    titles = [Heading(words[target.field][0].capitalize(), 24) for target in TARGETS]
    page = Page(_("Practices"), titles, [])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "practices.xlsx"
        write_workbook(path, [page], right_to_left=get_language_bidi())
        return path.read_bytes()


def headings(language: str) -> dict[str, list[str]]:
    """Field -> the words of its heading, the first the best; English where there are none."""
    folder = Path(__file__).parent / "vocabulary"
    file = folder / f"{language}.yaml"
    held = yaml.safe_load((file if file.exists() else folder / "en.yaml").read_text("utf-8"))
    return {name: list(map(str, words)) for name, words in held["headings"].items()}
