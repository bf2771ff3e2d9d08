"""Under which keys a place is found: its names, without articles, and their usual short forms."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ..core.text import fold
from .sources import facts

# How a key belongs to a place, best first.
OWN, OTHER, PART, NICK, SHORT = range(5)

_BRACKETED = re.compile(r"^(.+?)\s*\(([^)]*)\)$")
_COMMA_ARTICLE = re.compile(r"^(.+), ?([A-Za-zÀ-ÿ]{1,3}['’]?)$")
_FOREIGN_LETTER = re.compile("(?![a-zA-Z\u00aa-\u024f\u1e00-\u1eff])[^\\W\\d_]")
_PARTICLE = re.compile(r"^(la|le|les|l'|l’|el|els|los|las|il|lo|o|a|os|as|'s|de|den|het|s-)[ A-Z]")


@cache
def words(kind: str) -> frozenset[str]:
    """One list of `words.yaml`, folded."""
    return frozenset(fold(word) for word in facts("words")[kind])


def spellings(name: str) -> Iterator[str]:
    """The name as written, and the forms that lists give in odd ways.

    "Hospitalet de Llobregat, L'" -> "L'Hospitalet de Llobregat"; "Donostia/San Sebastián" -> both.
    """
    yield name
    if _COMMA_ARTICLE.match(name):
        yield article_first(name)
    if match := _BRACKETED.match(name):
        yield match[1]
        if match[2].endswith(("'", "’")) or len(match[2]) <= 3:
            yield (
                f"{match[2]}{match[1]}"
                if match[2].endswith(("'", "’"))
                else f"{match[2]} {match[1]}"
            )
    if "/" in name or " - " in name:
        yield from (part.strip() for part in re.split(r"/| - ", name) if len(part.strip()) > 2)


def article_first(name: str) -> str:
    """ "Coruña, A" -> "A Coruña"."""
    match = _COMMA_ARTICLE.match(name)
    if not match:
        return name
    return match[2] + ("" if match[2].endswith(("'", "’")) else " ") + match[1]


@lru_cache(maxsize=1 << 18)
def keys(name: str) -> tuple[str, ...]:
    """Folded forms under which a name is looked up in full."""
    return tuple(dict.fromkeys(_keys(name)))


def _keys(name: str) -> Iterator[str]:
    for spelling in spellings(name):
        key = fold(spelling)
        if not key:
            continue
        yield key
        first, _, rest = key.partition(" ")
        if rest and len(rest) > 3 and first in words("articles"):
            yield rest


def short_keys(name: str) -> Iterator[str]:
    """What people leave of a long name: "Casalecchio di Reno" -> "casalecchio"."""
    parts = next(iter(keys(name)[-1:]), "").split()
    if len(parts) < 2:
        return
    for place in range(1, len(parts)):
        if parts[place] in words("links"):
            head = parts[:place]
            if _tells(head):
                yield " ".join(head)
            return
    if len(parts) <= 3 and _tells(parts[:1]):
        yield parts[0]
    if len(parts) == 3 and _tells(parts[:2]):
        yield " ".join(parts[:2])


def _tells(head: list[str]) -> bool:
    """Whether these words are enough to mean a place."""
    if head[0] in words("openers"):
        return len(head) > 1 and len(head[1]) > 2
    return len(head[0]) >= 5 or (len(head) > 1 and len(" ".join(head)) >= 7)


def worth_keeping(names: Iterable[str], big: bool) -> Iterator[str]:
    """The alternative names that people write: no transliterations ("ba sa long na"), no links.

    Codes in capitals ("BCN") are kept for big cities only.
    """
    for name in names:
        if len(name) < 2 or "http" in name or any(c.isdigit() for c in name):
            continue
        if name[0].isascii() and name[0].islower() and not _PARTICLE.match(name):
            continue
        if name.isascii() and name.isupper() and len(name) <= 3 and not big:
            continue
        yield name


def is_latin(name: str) -> bool:
    """Whether every letter is Latin."""
    return name.isascii() or not _FOREIGN_LETTER.search(name)


def titled(name: str) -> str:
    """A name of a list in capitals, as it is written: "BOURG EN BRESSE" -> "Bourg en Bresse"."""
    if not name.isupper():
        return name
    small = {
        "en",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "sur",
        "sous",
        "et",
        "di",
        "del",
        "aux",
        "da",
        "do",
    }
    parts = [part if part in small else part.capitalize() for part in name.lower().split(" ")]
    parts[0] = parts[0].capitalize()
    return re.sub(r"(?<=[-'])\w", lambda match: match[0].upper(), " ".join(parts))
