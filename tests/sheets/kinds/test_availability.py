"""Free times in words, grids and codes become slots of the week."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amir.sheets.grid import Cell
from amir.sheets.kinds.availability import AVAILABILITY
from amir.sheets.kinds.availability.slots import DAYS, PARTS
from amir.sheets.kinds.base import Column, Context, Reading
from amir.sheets.vocabulary import load_vocabulary

ENGLISH = {
    "codes": {
        "weekdays": [
            {"mon": "M", "tue": "T", "wed": "W", "thu": "Th", "fri": "F", "sat": "Sa", "sun": "Su"}
        ],
        "parts": [{"am": "M", "pm": "A", "eve": "E"}],
    },
    "weekdays": {
        "mon-fri": ["weekdays"],
        "sat-sun": ["weekends", "weekend"],
        "all": ["every day", "always"],
    },
    "parts": {
        "am": ["morning", "mornings", "am"],
        "pm": ["afternoon", "afternoons", "pm"],
        "eve": ["evening", "evenings"],
        "all": ["all day"],
    },
    "joining": {
        "and": ["and", "or"],
        "to": ["to", "from", "until"],
        "from_hour": ["from", "after"],
        "to_hour": ["until", "before"],
        "except": ["except", "not"],
    },
    "answers": {"yes": ["yes", "x", "1"], "no": ["no", "0", "n"], "nothing": ["none"]},
}
SPANISH = {
    "codes": {
        "weekdays": [
            {"mon": "L", "tue": "M", "wed": "X", "thu": "J", "fri": "V", "sat": "S", "sun": "D"}
        ],
        "parts": [{"am": "M", "pm": "T", "eve": "N"}],
    },
    "parts": {"am": ["mañana", "mañanas"], "pm": ["tarde"], "eve": ["noche", "noches"]},
    "joining": {"and": ["y"], "to": ["a", "de"], "from_hour": ["a partir de las"]},
    "answers": {"yes": ["sí", "s"]},
}
GERMAN = {
    "parts": {"am": ["vormittag"], "pm": ["nachmittags", "nachmittag"], "eve": ["abends", "abend"]},
    "joining": {"and": ["und"], "to": ["bis"], "from_hour": ["ab", "nach"], "to_hour": ["bis"]},
}
HUNGARIAN = {
    "parts": {"am": ["délelőtt", "de"], "eve": ["este"]},
    "joining": {"from_hour": ["után", "től"], "to": ["ig"], "and": ["és"]},
}
TREES: dict[str, Mapping[str, object]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "de": GERMAN,
    "hu": HUNGARIAN,
}
VOCABULARY = load_vocabulary(
    TREES, names=("ar", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "pl", "sv", "tr")
)


def context(language: str) -> Context:
    return Context(VOCABULARY, None, (language,), date(2025, 6, 2))


def column(*texts: str, **told: str) -> Column:
    cells = [(f"list!{row}", Cell(text, text)) for row, text in enumerate(texts, 2)]
    return Column("list", "Free times", cells, told)


def read_all(*texts: str, language: str = "en", **told: str) -> list[Reading]:
    reader = AVAILABILITY.reader(column(*texts, **told), context(language), {})
    return [reader.read(f"list!{row}", Cell(text, text)) for row, text in enumerate(texts, 2)]


def week(value: object) -> str:
    """Slots in short: `mon:am,eve tue:pm`."""
    days: dict[str, list[str]] = {}
    for slot in value if isinstance(value, list) else []:
        day, _, part = slot.partition("-")
        days.setdefault(day, []).append(part)
    return " ".join(
        f"{day}:{'all' if len(parts) == 3 else ','.join(parts)}" for day, parts in days.items()
    )


WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def each(days: tuple[str, ...], parts: str) -> str:
    return " ".join(f"{day}:{parts}" for day in days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon-Wed evenings", "mon:eve tue:eve wed:eve"),
        ("Monday to Wednesday, mornings", "mon:am tue:am wed:am"),
        ("Sat-Mon", "mon:all sat:all sun:all"),
        ("Mon/Wed/Fri", "mon:all wed:all fri:all"),
        ("Mon-Wed-Fri evening", "mon:eve wed:eve fri:eve"),
        ("Mon, Wed mornings; Fri evening", "mon:am wed:am fri:eve"),
        ("Mon morning, Tue evening", "mon:am tue:eve"),
        ("Mon morning and evening", "mon:am,eve"),
        ("evenings Mon-Tue, mornings Fri", "mon:eve tue:eve fri:am"),
        ("mornings Mon, Tue and evenings", "mon:am,eve tue:am,eve"),
        ("Monday; evenings", "mon:eve"),
        ("weekends", "sat:all sun:all"),
        ("weekends and evenings", each(WORKDAYS, "eve") + " sat:all sun:all"),
        ("weekdays except Wed", "mon:all tue:all thu:all fri:all"),
        ("not Monday", each(DAYS[1:], "all")),
        ("every day except Sunday evening", each(DAYS[:6], "all") + " sun:am,pm"),
        ("mornings", each(DAYS, "am")),
        ("always", each(DAYS, "all")),
        ("Sat 10-12", "sat:am"),
        ("Mon 9:00-13:00", "mon:am,pm"),
        ("Mon 9-12, 14-17; Tue 18.30-20", "mon:am,pm tue:eve"),
        ("Mon after 18", "mon:eve"),
        ("Mon after 17", "mon:pm,eve"),
        ("Mon after 6pm", "mon:eve"),
        ("Mon after 5", "mon:pm,eve"),
        ("Mon from 9 to 1", "mon:am,pm"),
        ("Mon 2-5", "mon:pm"),
        ("Mon 10am-12pm", "mon:am"),
        ("Mon 6 to 8 pm", "mon:eve"),
        ("Mon before 12", "mon:am"),
        ("Mon until 12am", "mon:all"),
        ("Mon 18:00+", "mon:eve"),
        ("Mon > 18", "mon:eve"),
        ("Mon at 3", "mon:pm"),
        ("Mon between 9 and 12", "mon:am"),
        ("Tue. p.m.", "tue:pm"),
        ("mon-am|tue-eve", "mon:am tue:eve"),
        ("Monday morning\nTuesday evening", "mon:am tue:eve"),
        ("MWF mornings", "mon:am wed:am fri:am"),
        ("M, Th", "mon:all thu:all"),
        ("MTWTF", each(WORKDAYS, "all")),
        ("MTWThF", each(WORKDAYS, "all")),
    ],
)
def test_availability_reads_english(text: str, expected: str) -> None:
    reading = read_all(text)[0]
    assert (week(reading.value), reading.complaints, reading.rest) == (expected, (), "")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Mo-Fr ab 18 Uhr", each(WORKDAYS, "eve")),
        ("de", "Montag bis Mittwoch nachmittags", "mon:pm tue:pm wed:pm"),
        ("de", "Samstagvormittag", "sat:am"),
        ("de", "Montags", "mon:all"),
        ("de", "zwischen 9 und 12 Uhr", each(DAYS, "am")),
        ("es", "martes de 10 a 13h", "tue:am,pm"),
        ("es", "lunes a viernes por la tarde", each(WORKDAYS, "pm")),
        ("hu", "hétfőtől szerdáig este", "mon:eve tue:eve wed:eve"),
        ("hu", "kedd 17 után", "tue:pm,eve"),
        ("hu", "kedd 17-től 20-ig", "tue:pm,eve"),
        ("hu", "szombat de.", "sat:am"),
        ("fr", "Lu Me Ve", "mon:all wed:all fri:all"),
        ("fr", "LMMJV", each(WORKDAYS, "all")),
        ("ar", "الجمعة والسبت", "fri:all sat:all"),
        ("pl", "w środę", "wed:all"),
        ("nl", "ma t/m wo", "mon:all tue:all wed:all"),
        ("nl", "dinsdag ochtend", "tue:am"),
        ("sv", "tisdagskväll", "tue:eve"),
        ("tr", "Pazartesi'den Cuma'ya", each(WORKDAYS, "all")),
        ("fi", "maanantaista keskiviikkoihin", "mon:all tue:all wed:all"),
    ],
)
def test_availability_reads_many_languages(language: str, text: str, expected: str) -> None:
    assert week(read_all(text, language=language)[0].value) == expected


def test_letters_mean_what_explains_the_whole_column() -> None:
    texts = ["V a D mañanas; S noches", "M y X mañanas; J noches", "L-V"]
    assert [week(r.value) for r in read_all(*texts, language="es")] == [
        "fri:am sat:am,eve sun:am",
        "tue:am wed:am thu:eve",
        each(WORKDAYS, "all"),
    ]


def test_letters_nobody_explains_leave_the_cell_unread() -> None:
    reading = read_all("Q evenings")[0]
    assert (reading.value, reading.rest) == (None, "Q evenings")


@pytest.mark.parametrize("text", ["it depends on my shifts", "yes", "12345 x"])
def test_availability_without_day_or_hour_is_kept_with_a_warning(text: str) -> None:
    reading = read_all(text)[0]
    assert (reading.value, reading.rest) == (None, text)
    assert [(c.level, c.kind, c.saying.text()) for c in reading.complaints] == [
        ("warning", "unreadable", f"'{text}' gives no day and no hour.")
    ]


def test_availability_partly_understood_is_kept_as_text_too() -> None:
    reading = read_all("Mon evening unless working")[0]
    assert (week(reading.value), reading.rest) == ("mon:eve", "Mon evening unless working")
    assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "partly_read")]


@pytest.mark.parametrize("text", ["none", "no", "-"])
def test_availability_may_be_nothing(text: str) -> None:
    reading = read_all(text)[0]
    assert (reading.value, reading.complaints) == (None, ())


def test_grid_of_weekdays_holds_parts_answers_or_hours() -> None:
    texts = ["Evening", "Morning, Evening", "x", "no", "0", "All day", "18-20", "available"]
    assert [week(r.value) for r in read_all(*texts, weekday="tue")] == [
        "tue:eve",
        "tue:am,eve",
        "tue:all",
        "",
        "",
        "tue:all",
        "tue:eve",
        "tue:all",
    ]


def test_grid_of_weekdays_may_hold_letters_for_parts() -> None:
    readings = read_all("M, T", "N", "T", "x", language="es", weekday="mon")
    assert [week(r.value) for r in readings] == ["mon:am,pm", "mon:eve", "mon:pm", "mon:all"]


def test_grid_of_yes_and_no_letters_is_no_code() -> None:
    readings = read_all("S", "N", language="es", weekday="mon")
    assert [week(r.value) for r in readings] == ["mon:all", ""]


def test_grid_of_parts_holds_weekdays_or_answers() -> None:
    readings = read_all("Mon, Wed", "x", "0", part="eve")
    assert [week(r.value) for r in readings] == ["mon:eve wed:eve", each(DAYS, "eve"), ""]


def test_grid_of_slots_holds_answers() -> None:
    readings = read_all("1", "0", "x", "-", weekday="sat", part="pm")
    assert [week(r.value) for r in readings] == ["sat:pm", "", "sat:pm", ""]


def test_availability_likeness_needs_words_of_times() -> None:
    columns = [
        column("Mon evening", "weekends"),
        column("Amina", "Yusuf"),
        column("ar:native|fr:A2"),
        column("M", "F"),
        column(),
    ]
    values = [AVAILABILITY.likeness(c, context("en")) for c in columns]
    assert values == [1.0, 0.0, 0.1, 0.0, 0.0]


slots = st.sets(st.sampled_from([f"{day}-{part}" for day in DAYS for part in PARTS]), min_size=1)
NAMES = {"am": "morning", "pm": "afternoon", "eve": "evening"}


@settings(deadline=None)
@given(slots, st.sampled_from(["; ", ", ", " + ", "\n", " and "]))
def test_every_week_reads_back(chosen: set[str], joint: str) -> None:
    lines = []
    for day in DAYS:
        parts = [NAMES[part] for part in PARTS if f"{day}-{part}" in chosen]
        if parts:
            lines.append(f"{day} {' '.join(parts)}" if len(parts) < 3 else f"{day} all day")
    expected = [f"{d}-{p}" for d in DAYS for p in PARTS if f"{d}-{p}" in chosen]
    assert read_all(joint.join(lines))[0].value == expected


@settings(deadline=None)
@given(slots)
def test_every_week_of_own_codes_reads_back(chosen: set[str]) -> None:
    expected = [f"{d}-{p}" for d in DAYS for p in PARTS if f"{d}-{p}" in chosen]
    assert read_all("|".join(expected))[0].value == expected
