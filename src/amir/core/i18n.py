"""Languages of the interface: one catalogue file each, found by looking.

`locale/<language>/LC_MESSAGES/django.po` is the only thing a new language needs. The compiled
`.mo` files are made here with Babel, whenever a catalogue is newer than what was made of it.

Every sentence has a status: English is the source; a translation is drafted until a person has
reviewed it, which the catalogue says above the sentence: `# reviewed`.
"""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf.locale import LANG_INFO

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SOURCE = "en"
REVIEWED = "reviewed"


def shipped_languages() -> list[tuple[str, str]]:
    """(code, own name) of every language with a catalogue, and English, the source."""
    codes = {SOURCE, *(po.parent.parent.name for po in LOCALE.glob("*/LC_MESSAGES/django.po"))}
    return [(code, own_name_of(code)) for code in sorted(codes)]


def own_name_of(language: str) -> str:
    """What a language calls itself, as it stands alone in a list; its code if nobody knows."""
    name = Locale.parse(language.replace("-", "_")).get_display_name() or language
    return name[:1].upper() + name[1:]


def is_right_to_left(language: str) -> bool:
    """Whether the script of the language runs from right to left."""
    return Locale.parse(language.replace("-", "_")).text_direction == "rtl"


class Status(StrEnum):
    """How far a sentence can be relied on in a language."""

    SOURCE = "source"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    MISSING = "missing"


def statuses(language: str) -> dict[str, Status]:
    """Sentence -> status, for one shipped language; empty for English, where all is source."""
    po = LOCALE / language / "LC_MESSAGES" / "django.po"
    return _statuses(po, po.stat().st_mtime_ns) if po.exists() else {}


@lru_cache(maxsize=64)
def _statuses(po: Path, changed: int) -> dict[str, Status]:
    with po.open("rb") as source:
        catalogue = read_po(source)
    found = {}
    for message in catalogue:
        if not message.id:
            continue
        first = message.id if isinstance(message.id, str) else message.id[0]
        text = "".join(message.string or ())
        if not text:
            found[first] = Status.MISSING
        elif REVIEWED in message.user_comments:
            found[first] = Status.REVIEWED
        else:
            found[first] = Status.DRAFTED
    return found


def status_of(sentence: str, language: str) -> Status:
    """The status of one English sentence in a language."""
    if language == SOURCE:
        return Status.SOURCE
    return statuses(language).get(sentence, Status.MISSING)


def is_reviewed(language: str) -> bool:
    """Whether people reviewed every sentence of a language, or wrote it: English."""
    return all(status is Status.REVIEWED for status in statuses(language).values())


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
