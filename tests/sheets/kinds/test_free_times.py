"""Free times in the words of the delivered vocabularies: what lists of many countries hold."""

from datetime import date

import pytest

from amir.participants.sheet import participant_vocabulary
from amir.sheets.grid import Cell
from amir.sheets.kinds.availability import AVAILABILITY
from amir.sheets.kinds.availability.slots import DAYS, PARTS
from amir.sheets.kinds.base import Column, Context, Reading


def read_all(language: str, *texts: str, **told: str) -> list[Reading]:
    context = Context(participant_vocabulary(), None, (language,), date(2025, 6, 2))
    cells = [(f"list!{row}", Cell(text, text)) for row, text in enumerate(texts, 2)]
    reader = AVAILABILITY.reader(Column("list", "When", cells, told), context, {})
    return [reader.read(at, cell) for at, cell in cells]


def slots(meant: str) -> set[str]:
    """`mon wed/eve;sat/*` as slots; `*` is every day or every part."""
    found: set[str] = set()
    for group in meant.split(";"):
        days, parts = (side.split() for side in group.split("/"))
        found |= {
            f"{day}-{part}"
            for day in (DAYS if days == ["*"] else days)
            for part in (PARTS if parts == ["*"] else parts)
        }
    return found


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        # days that share the part behind them
        ("it", "lun + gio sera", "mon thu/eve"),
        ("da", "man + tors formiddag", "mon thu/am"),
        ("en", "Tue/Fri eves, Sun mornings", "tue fri/eve;sun/am"),
        ("ru", "пн + ср утром", "mon wed/am"),
        ("de", "Mi abends + Sa", "wed/eve;sat/*"),
        ("en", "evenings & weekends", "*/eve;sat sun/*"),
        ("nl", "maandagavond of zondag", "mon/eve;sun/*"),
        ("pt", "2.ª feira e 4.ª feira, manhã", "mon wed/am"),
        ("pt", "3a a 5a feira à tarde", "tue wed thu/pm"),
        # every one of something
        ("bg", "всяка сутрин", "*/am"),
        ("uk", "щовечора", "*/eve"),
        ("uk", "щонеділі вранці", "sun/am"),
        ("hr", "svaku večer", "*/eve"),
        ("bg", "в почивните дни", "sat sun/*"),
        ("en", "Thursday any time", "thu/*"),
        ("de", "Di abends, So jederzeit", "tue/eve;sun/*"),
        # what is taken away
        ("tr", "perşembe hariç her gün", "mon tue wed fri sat sun/*"),
        ("hu", "szombat kivételével minden nap", "mon tue wed thu fri sun/*"),
        ("de", "außer Montag immer", "tue wed thu fri sat sun/*"),
        ("de", "Do nicht, sonst immer abends", "mon tue wed fri sat sun/eve"),
        # ranges told by endings
        ("hu", "keddtől szombatig délután", "tue wed thu fri sat/pm"),
        ("fi", "keskiviikosta lauantaihin", "wed thu fri sat/*"),
        ("tr", "Salıdan Cumaya kadar akşam", "tue wed thu fri/eve"),
        # a word that is a day and also "after"
        ("cs", "út po 18. hodině", "tue/eve"),
        ("cs", "Po 18-20, Čt 9-11", "mon/eve;thu/am"),
    ],
)
def test_free_times_are_read(language: str, text: str, meant: str) -> None:
    reading = read_all(language, text)[0]
    value = reading.value
    assert isinstance(value, list)
    assert (set(value), reading.complaints) == (slots(meant), ())


def test_days_that_only_accents_tell_apart_are_told_apart() -> None:
    wednesday, thursday = read_all("sk", "st ráno", "št ráno")
    assert (wednesday.value, thursday.value) == (["wed-am"], ["thu-am"])


def test_letters_am_beside_matin_and_soir_say_the_afternoon() -> None:
    french = read_all("fr", "M", "AM", "S", weekday="tue")
    assert [reading.value for reading in french] == [["tue-am"], ["tue-pm"], ["tue-eve"]]
    clock = read_all("fr", "AM", "PM", weekday="tue")
    assert [reading.value for reading in clock] == [["tue-am"], ["tue-pm"]]


@pytest.mark.parametrize(
    "texts",
    [
        ("I am a mentor", "I am a mentee"),
        ("Female", "Male"),
        ("yes", "no"),
        ("Marta", "Dominik", "Mercy"),
        ("Frankfurt am Main", "Mardin"),
    ],
)
def test_other_words_do_not_look_like_free_times(texts: tuple[str, ...]) -> None:
    context = Context(participant_vocabulary(), None, ("en",), date(2025, 6, 2))
    cells = [(f"list!{row}", Cell(text, text)) for row, text in enumerate(texts, 2)]
    assert AVAILABILITY.likeness(Column("list", "About", cells), context) <= 0.2


def test_letters_tied_to_a_day_that_nobody_knows_are_not_dropped_in_silence() -> None:
    said = [[c.kind for c in reading.complaints] for reading in read_all("en", "we-qz", "we-ev")]
    assert said == [["partly_read"], []]
