"""The spreadsheets of the demo: invented people, as a partner would keep them.

Everything follows from the names in the files and a counter, so the same list is written each
time. Phones are of ranges that no operator gives out to people.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

from .facts import cast

THEMES = {
    "en": {"work": "Work", "housing": "Housing", "money": "Money and bank"},
    "it": {"work": "Lavoro", "housing": "Casa", "money": "Banca e denaro"},
}
HEADINGS = {
    "en": ["Role", "First name", "Last name", "Gender", "Year of birth", "Country of origin",
           "Here since", "Mobile", "Languages", "Town", "When can you meet?", "Themes",
           "How many mentees", "Interview on", "Police check seen on", "Training completed",
           "Consent signed"],
    "it": ["Ruolo", "Nome", "Cognome", "Genere", "Anno di nascita", "Paese di origine",
           "In Italia dal", "Cellulare", "Lingue", "Comune", "Quando puoi?", "Temi",
           "Quanti mentee", "Colloquio il", "Casellario visto il", "Formazione completata il",
           "Consenso firmato il"],
}  # fmt: skip
SIDES = {
    "en": {"mentee": "Mentee", "mentor": "Mentor"},
    "it": {"mentee": "Mentee", "mentor": "Mentor"},
}
TIMES = {
    "en": ["Mon evening", "Tue evening", "Wed evening", "Thu evening", "Sat morning",
           "Mon morning", "Wed morning", "Fri afternoon"],
    "it": ["lun sera", "mar sera", "mer sera", "gio sera", "sab mattina", "lun mattina",
           "mer mattina", "ven pomeriggio"],
}  # fmt: skip
LOCAL = {"IT": "it", "GR": "el", "HU": "hu", "DE": "de", "CY": "el", "ES": "es", "FR": "fr",
         "SE": "sv"}  # fmt: skip
# Numbers set aside for fiction or never given out to people, as far as countries publish them.
PHONES = {"IT": "+39 340 000 {:04d}", "FR": "+33 6 39 98 {:02d} {:02d}"}


@dataclass(frozen=True)
class Invented:
    """A row before it is written."""

    side: str
    given: str
    family: str
    gender: str
    born: int
    origin: str
    since: int
    town: str
    languages: list[list[str]]
    themes: list[str]
    when: str
    places: int = 1


def invented_list(group: dict[str, Any], *, today: date) -> bytes:
    """The CSV of one partner's group; days of evidence are counted back from `today`."""
    language = group["headings"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS[language])
    for number, person in enumerate(_people(group), start=1):
        writer.writerow(_row(person, number, group["country"], language, today))
    return out.getvalue().encode()


def _people(group: dict[str, Any]) -> Iterator[Invented]:
    """As many as the group says."""
    random = Random(group["cohort"])  # noqa: S311  a fixed story, no secret
    for side in ("mentee", "mentor"):
        used: set[Any] = set()
        origins = cycle(random.sample(cast()["origins"], len(cast()["origins"])))
        yield from islice(_side(side, group, origins, random, used), group[f"{side}s"])


def _side(
    side: str, group: dict[str, Any], origins: Iterator[Any], random: Random, used: set[Any]
) -> Iterator[Invented]:
    for origin in origins:
        gender = random.choice("fm")
        # Mentees and mentors have no given name in common, so that pairs are told apart.
        given = random.choice(origin[gender][side == "mentor" :: 2])
        family = random.choice(origin["family"])
        if (given, family) in used:
            continue
        used.add((given, family))
        is_mentor = side == "mentor"
        level = random.choice(["B2", "C1"] if is_mentor else ["A1", "A2", "B1"])
        own = [[tag, "native" if i == 0 else "C1"] for i, tag in enumerate(origin["languages"])]
        local = LOCAL[group["country"]]
        spoken = own + ([] if local in origin["languages"] else [[local, level]])
        yield Invented(
            side=side, given=given, family=family, gender=gender,
            born=random.randint(1972, 1994) if is_mentor else random.randint(1988, 2006),
            origin=origin["country"],
            since=random.randint(2006, 2018) if is_mentor else random.randint(2021, 2025),
            town=random.choice([group["towns"][0], *group["towns"]]),
            languages=spoken,
            themes=random.sample(["work", "housing", "money"], 2 if is_mentor else 1),
            when=", ".join(random.sample(TIMES[group["headings"]], 4 if is_mentor else 3)),
            places=random.choice([1, 1, 2, 3]) if is_mentor else 1,
        )  # fmt: skip


def _row(
    person: Invented, number: int, country: str, language: str, today: date
) -> list[str | int]:
    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    is_mentor = person.side == "mentor"
    # Some lack something, as in every list: what the attestation page is for.
    lacks_training, lacks_consent = number % 9 == 0, number % 11 == 0
    return [
        SIDES[language][person.side], person.given, person.family, person.gender.upper(),
        person.born, person.origin, person.since, _phone(country, number),
        ", ".join(f"{tag} ({level})" for tag, level in person.languages), person.town,
        person.when, ", ".join(THEMES[language][theme] for theme in person.themes),
        person.places if is_mentor else "",
        ago(40 + number % 60),
        ago(90 + number % 50) if is_mentor else "",
        ago(60 + number % 40) if is_mentor and not lacks_training else "",
        "" if lacks_consent else ago(20 + number % 30),
    ]  # fmt: skip


def _phone(country: str, number: int) -> str:
    pattern = PHONES.get(country, "")
    return pattern.format(number, number % 100) if pattern else ""
