"""Cuts free times into pieces that mean something: days, parts of day, joining words, marks."""

import re
from dataclasses import dataclass

from amir.core.text import ascii_digits, fold, tidy

from .hours import Hour
from .lexicon import NO_SENSE, Lexicon, Sense
from .slots import DAYS

_TOKEN = re.compile(
    r"(?P<hour>\d{1,2})(?:(?:[:.]|(?<=\d)h)(?P<minutes>\d{2}))?(?P<half>\s?(?:[ap]\.?m\b\.?))?(?!\d)"
    r"|(?P<number>\d+)|(?P<word>[^\W\d_]+)(?:(?<=\w{3})['’](?P<case>[^\W\d_]{1,4})(?![^\W\d_]))?|(?P<mark>[-‐-―−~>+,،;؛|/&•·()\n])",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_UP_TO = re.compile(r"\bt\s?/\s?m\b", re.IGNORECASE)
_NUMBERED_DAY = re.compile(
    r"\b([2-6])(?:\s?\.?\s?ª(?:[\s-]?feiras?)?|\s?\.?\s?a?[\s-]?feiras?|a(?=\s[aeà]\s[2-6]\s?[aª]))",
    re.IGNORECASE,
)
_DASHES = frozenset("-‐‑‒–—―−~")
_STRONG = frozenset(";؛\n")
_AND = Sense(joins=frozenset({"and"}))
_ONWARDS = Sense(joins=frozenset({"from_hour"}))  # "18+"
_LONGEST = 5  # words in a phrase
_LONGEST_WORD = 30
# Words that stand beside hours and days and change nothing.
_PLAIN = """
uhr ore hour hours heure heures hora horas ora orele óra órakor ώρα ώρες часов часа год година
godz godzina godzinie klo klockan timmar saat saati الساعة ساعة ساعت every each jeden jede jedes
ogni cada chaque tous toutes todos todas tutti tutte minden każdy każda każde каждый каждую
кожен кожного κάθε svaki svake iedere elke varje fiecare hver only solo nur csak tylko seulement
doar endast alleen just also available disponibile disponible libre libero libera free frei
wolny свободен alle alla nella nelle nei dalla ραντεβού time times orario since from oclock tijd
kell jeweils sonst každý každou každé každá svaku svako svakog svaka vsak vsako vsaka vsaki
всяка всеки всяко каждые каждое каждой кожну кожної каждого każdego każdej joka jokainen çdo
kiekvieną kiekviena katru katrs katra iga hvert hodina hodině hodin hodine hod uri ure ura
uniquement solamente apenas somente soltanto unicamente bara kun
"""
# What free times depend on: so like a time of day that it would be taken for a misspelt one.
_DEPENDS = """
βάρδια βάρδιες βάρδιας βάρδιών podle směn směny směna směnách smeny zmeny zmena zmien según
segons segundo secondo depends shift shifts turni turno turnos tours horaires dienst diensten
schicht schichten podľa zależnie zmiany zmian grafik графік график смени змін смен smjene smjena
"""
_NO_TIME = frozenset(fold(word) for word in _DEPENDS.split())
PLAIN = frozenset(fold(word) for word in _PLAIN.split())


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: a sense, an hour, a mark (`-`, `,`, `;`, `>`), or a word nobody knows."""

    text: str
    sense: Sense = NO_SENSE
    hour: Hour | None = None
    mark: str = ""
    gap: str = ""  # what stands before it

    @property
    def unknown(self) -> bool:
        return not self.mark and self.hour is None and self.sense == NO_SENSE


def pieces(text: str, lexicon: Lexicon) -> list[Piece]:
    """All pieces of a text, phrases of several words as one."""
    plain = _spelt_out(ascii_digits(tidy(text.replace("\n", ";"))))
    tokens = list(_TOKEN.finditer(plain))
    found: list[Piece] = []
    i, end = 0, 0
    while i < len(tokens):
        token = tokens[i]
        gap = plain[end : token.start()]
        if token["word"]:
            after_day = bool(found and found[-1].sense.days)
            piece, size = _phrase(plain, tokens, i, lexicon, gap, after_day=after_day)
        else:
            piece, size = _other(token, gap, plain), 1
        found.append(piece)
        i += size
        end = tokens[i - 1].end()
    return found


def _spelt_out(text: str) -> str:
    """`p.m.` as one word, the Dutch `t/m` as a dash, Portuguese `2ª-feira` as a day."""
    text = _HALF_DAY.sub(r"\1m", text)
    text = _UP_TO.sub("-", text)
    return _NUMBERED_DAY.sub(lambda found: DAYS[int(found[1]) - 2], text)


def _other(token: re.Match[str], gap: str, plain: str) -> Piece:
    if token["hour"]:
        value = int(token["hour"]) + int(token["minutes"] or 0) / 60
        if value <= 24:
            half = (token["half"] or "").strip().casefold().replace(".", "")
            exact = bool(token["minutes"]) or token["hour"].startswith("0")
            return Piece(token[0], hour=Hour(value, half, exact), gap=gap)
        return Piece(token[0], gap=gap)
    mark = token["mark"] or ""
    if mark in ("+", "&"):
        behind_hour = not gap and plain[: token.start()][-1:].isdecimal()
        onwards = behind_hour and not plain[token.end() :][:1].isalnum()
        return Piece(mark, _ONWARDS if onwards and mark == "+" else _AND, gap=gap)
    kind = "-" if mark in _DASHES else ";" if mark in _STRONG else ">" if mark == ">" else ","
    return Piece(token[0], mark=kind if mark else "", gap=gap)


def _phrase(
    plain: str,
    tokens: list[re.Match[str]],
    start: int,
    lexicon: Lexicon,
    gap: str,
    *,
    after_day: bool,
) -> tuple[Piece, int]:
    """The longest known phrase that begins here, and how many tokens it takes.

    Behind a day, "a sexta" is no Friday with its article but the end of a range.
    """
    alone = lexicon.sense(fold(tokens[start]["word"]))
    ranging = after_day and alone is not None and "to" in alone.joins
    words = [start]
    for i in range(start + 1, len(tokens)):
        joined = tokens[i]["mark"] in _DASHES or tokens[i]["word"]
        if len(words) == _LONGEST or not joined:
            break
        if tokens[i]["word"]:
            words.append(i)
    for size in range(len(words), 1, -1):
        last = words[size - 1]
        phrase = " ".join(fold(tokens[i]["word"]) for i in words[:size])
        sense = lexicon.sense(phrase)
        if sense and not (ranging and sense.days):
            text = plain[tokens[start].start() : tokens[last].end()]
            return Piece(text, sense, gap=gap), last - start + 1
    return _word(tokens[start], lexicon, gap), 1


def _word(token: re.Match[str], lexicon: Lexicon, gap: str) -> Piece:
    word, folded = token["word"], fold(token["word"])
    spelt = lexicon.spelt(word)
    if spelt:
        return Piece(word, spelt, gap=gap)
    codes = lexicon.codes(word)
    if codes:
        return Piece(word, codes, gap=gap)
    sense = lexicon.sense(folded)
    if sense is None and folded not in PLAIN | _NO_TIME and 3 < len(folded) <= _LONGEST_WORD:
        sense = lexicon.guess(folded)
    return Piece(token[0], sense or NO_SENSE, gap=gap)
