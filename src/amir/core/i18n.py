"""Languages of the interface: one catalogue file each, found by looking.

`locale/<language>/LC_MESSAGES/django.po` is the only thing a new language needs. The compiled
`.mo` files are made here with Babel, whenever a catalogue is newer than what was made of it.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf.locale import LANG_INFO

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SOURCE = "en"


def shipped_languages() -> list[tuple[str, str]]:
    """(code, own name) of every language with a catalogue, and English, the source."""
    codes = {SOURCE, *(po.parent.parent.name for po in LOCALE.glob("*/LC_MESSAGES/django.po"))}
    return [
        (code, Locale.parse(code.replace("-", "_")).get_display_name() or code)
        for code in sorted(codes)
    ]


def is_right_to_left(language: str) -> bool:
    """Whether the script of the language runs from right to left."""
    return Locale.parse(language.replace("-", "_")).text_direction == "rtl"


def compile_catalogues() -> list[Path]:
    """Compile every catalogue that changed; returns the files written."""
    written = []
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        # Written aside and renamed: two commands may start at once.
        with NamedTemporaryFile(dir=po.parent, delete=False) as aside:
            write_mo(aside, catalogue)
        ready = Path(aside.name)
        ready.chmod(0o644)
        ready.replace(mo)
        written.append(mo)
    return written


def add_languages_unknown_to_django() -> None:
    """Tell Django the names and directions of shipped languages that it does not know."""
    for code, name in shipped_languages():
        if code not in LANG_INFO:
            LANG_INFO[code] = {
                "bidi": is_right_to_left(code),
                "code": code,
                "name": Locale.parse(code.replace("-", "_")).get_display_name("en") or code,
                "name_local": name,
            }
