"""Small whole numbers: how many people a mentor can meet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amir.core.text import ascii_digits, fold, tidy

from ..grid import Cell
from ..sayings import N_, Complaint, Question, Saying
from .base import Column, Context, Reading
from .dates.sampling import glance
from .words import shorten

MOST = 10
_LONGEST = 200  # letters of a text in which a number is looked for
_MOST_WORDS = 3  # in a text that spells a number
_NUMBER = re.compile(r"(?<![\d.,])(\d+)(?:[.,]0+)?(?!\d|[.,]\d)")
_BARE = re.compile(r"\d{1,2}(?:[.,]0)?\+?|[^\W\d_]{1,8}")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_SIGNED = re.compile(r"^[-−]\s?\d")
# One to six as people write them, a line each. Some are articles too, so only short texts count.
_WORDS = """\
one ne uno una un une um uma eins ein eine einen jeden jedna jedno egy один одна един една ένα \
ένας ena eno enega enkrat jednu jednoho jedného jednog jedną jednej jednego одну одного vieną \
vienu viens éénmaal één έναν μία μια ühe yhden egyet një en ett et bir yek واحد واحدة یک jedan \
o unu nje yksi üks vienas
two due dos deux dois duas zwei dwa dwie dwóch dva dvě dve kettő két два две дві δύο två to \
twee dveh dvema dvojica dvou dvoch dvaja dvoje dvóch dwu dwoje двух двоих двое двох двоє двама \
dvi divus divas kettőt kahden kahta kahele dues ambos δυο شخصين شخصان ikisi iki اثنان اثنين دو \
doi două dvije dy kaksi kaks divi du
three tre tres trois três drei trzy tři tri három три τρεις τρία drie üç ثلاثة ثلاث سه trei \
kolme treh troch traja troje tří trzech трёх трех троих трое трьох троє трима tris hármat \
kolmen kolmea kolm trīs trys
four quattro cuatro quatre quatro vier cztery čtyři štyri négy четыре чотири четири τέσσερα \
štiri štirih štyroch štyria čtyř czterech четырёх четырех чотирьох четирима štirje četvero négyet \
τέσσερις fyra fire dört أربعة أربع چهار patru četiri katër neljä
five cinque cinc cinco cinq fünf pięć pět päť öt пять п'ять пет пятеро пятима πέντε \
fem vijf beş خمسة خمس پنج \
cinci pet pesë viisi
six sei seis sis kuusi kuuden sechs sześć šest hat шесть шість шест έξι \
sex seks zes altı ستة ست شش șase \
gjashtë
"""


# A pair, with an article or alone; in other places such a word is another ("para", "par").
_PAIRS = """couple paio par paar pereche parell pari pár dvojice dvojica para пара пару чифт \
двойка duo
ζευγάρι زوج paire dupla
"""
_ZERO = "zero zéro cero noll nolla nula zéró ноль нуль нула μηδέν sıfır صفر"


@lru_cache(maxsize=1)
def _pair_words() -> frozenset[str]:
    return frozenset(fold(word) for word in _PAIRS.split())


@lru_cache(maxsize=1)
def _number_words() -> Mapping[str, int]:
    lines = _WORDS.strip().splitlines()
    words = {fold(_whole(word)): n for n, line in enumerate(lines, 1) for word in line.split()}
    return words | dict.fromkeys(map(fold, _ZERO.split()), 0)


@dataclass(slots=True)
class _CapacityReader:
    """Reads one column of small numbers."""

    context: Context
    cache: dict[str, Reading]
    questions: Sequence[Question] = ()

    def read(self, at: str, cell: Cell) -> Reading:
        """The number of this cell."""
        reading = self.cache.get(cell.text)
        if reading is None:
            reading = self.cache[cell.text] = self._read(tidy(cell.text), cell)
        return reading

    def _read(self, text: str, cell: Cell) -> Reading:
        numbers = [] if cell.is_date or len(text) > _LONGEST else numbers_in(text)
        if not numbers:
            answer = self.context.vocabulary.answer(text, self.context.languages)
            return Reading() if answer in ("nothing", "no") else _unreadable(text)
        least = min(numbers)
        if least > MOST or _SIGNED.match(ascii_digits(text)):
            return _out_of_range(text, least)
        if len(set(numbers)) > 1:
            template = N_("'{written}' is a range: {number}, the least, is used.")
            saying = Saying(template, {"written": shorten(text), "number": least})
            return Reading(least, (Complaint("range", "warning", saying),), rest=text)
        long = [w for w in fold(text).split() if len(w) > 12]
        return Reading(least, rest=text if long or len(text) > 20 else "")


def numbers_in(text: str) -> list[int]:
    """Whole numbers of a text: digits of any script, or a number word standing alone."""
    found = [int(digits) for digits in _NUMBER.findall(ascii_digits(text)) if len(digits) < 10]
    if found:
        return found
    words = fold(_whole(text)).split()
    if not words or len(words) > _MOST_WORDS:
        return []
    known = [n for word in words if (n := _number_words().get(word)) is not None]
    if words[-1] in _pair_words() and set(words[:-1]) <= {"a", *_ones()}:
        return [2]
    return known if len(set(known)) == 1 else []


def _whole(text: str) -> str:
    """Words without the apostrophe inside them, which would part them: Ukrainian "п'ять"."""
    return _APOSTROPHE.sub("", text)


def _ones() -> frozenset[str]:
    return frozenset(word for word, number in _number_words().items() if number == 1)


def _unreadable(text: str) -> Reading:
    template = N_("'{written}' is no number: type how many people.")
    complaint = Complaint("unreadable", "warning", Saying(template, {"written": shorten(text)}))
    return Reading(complaints=(complaint,), rest=text)


def _out_of_range(text: str, number: int) -> Reading:
    """A number nobody can mean; with a zero or a second digit too many it may be a slip."""
    if 10 < number < 100:
        template = N_("Capacity {number}: is it {guess}?")
    else:
        template = N_("Capacity {number}: type how many people, from 0 to {most}.")
    values = {"number": shorten(text), "guess": int(str(number)[0]), "most": MOST}
    return Reading(complaints=(Complaint("out_of_range", "error", Saying(template, values)),))


def _is_bare(text: str) -> bool:
    """A number of one or two digits, or a short word; nothing around it."""
    return _BARE.fullmatch(ascii_digits(tidy(text))) is not None


@dataclass(frozen=True, slots=True)
class CapacityKind:
    """A column of small numbers."""

    name: str = "capacity"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of numbers from 0 to 10; a column of 0 and 1 alone is rather one of answers."""
        sample = glance(column)
        reader = self.reader(sample, context, {})
        values = [
            reader.read(at, cell).value if _is_bare(cell.text) else None
            for at, cell in sample.cells
        ]
        fit = [value for value in values if value is not None]
        if not fit:
            return 0.0
        return len(fit) / len(values) * (0.3 if set(fit) <= {0, 1} else 0.9)

    def reader(
        self, column: Column, context: Context, answers: Mapping[str, str]
    ) -> _CapacityReader:
        """A reader; small numbers never need a question."""
        return _CapacityReader(context, {})


CAPACITY = CapacityKind()
