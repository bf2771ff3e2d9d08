"""Lists of invented people for the benchmark of reading: the same seed gives the same file."""

import csv
import random
from pathlib import Path

HEADINGS = (
    "ID", "First name", "Last name", "Gender", "Date of birth", "Country of origin",
    "Year of arrival", "Mobile", "Email", "Languages", "Town", "Availability", "Topics", "Consent",
)  # fmt: skip
GIVEN = ("Amina", "Yusuf", "Hodan", "Olena", "Tarek", "Rahel", "Kofi", "Nadia", "Samir", "Ana")
FAMILY = ("Abdi", "Warsame", "Shevchuk", "Haddad", "Tesfaye", "Mensah", "Benali", "Silva", "Noori")
COUNTRIES = ("Somalia", "Syria", "Ukraine", "Morocco", "Ethiopia", "Ghana", "Brazil", "Pakistan")
SPOKEN = ("Somali", "Arabic", "Ukrainian", "French", "Amharic", "Twi", "Portuguese", "Urdu")
LEVELS = ("native", "A2", "B1", "B2", "C1")
TOWNS = ("Modena", "Bologna", "Parma", "Torino", "Milano", "Genova", "Napoli", "Palermo")
TIMES = ("Mon-Wed evening", "Sat; Sun morning", "weekdays", "Tue and Thu afternoon", "every day")
NEEDS = ("work", "housing", "money and bank", "work, housing", "a driving licence; work")


def write_list(path: Path, rows: int, seed: int) -> None:
    """Write a CSV file with one person per row."""
    chance = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number in range(rows):
            writer.writerow(_person(number, chance))


def _person(number: int, chance: random.Random) -> list[str]:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    spoken = [f"{name} ({chance.choice(LEVELS)})" for name in chance.sample(SPOKEN, 2)]
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    return [
        f"P{number:05}", given, family, chance.choice("FM"),
        f"{day:02}/{month:02}/{chance.randint(1955, 2004)}", chance.choice(COUNTRIES),
        str(chance.randint(2005, 2024)), f"340 {number // 10_000:03} {number % 10_000:04}",
        f"{given}.{family}{number}@example.org".lower(), ", ".join(spoken), chance.choice(TOWNS),
        chance.choice(TIMES), chance.choice(NEEDS), chance.choice(("yes", "12/03/2025", "no")),
    ]  # fmt: skip
