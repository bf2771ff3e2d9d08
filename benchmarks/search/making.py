"""Published practices in any number: words with the frequencies of a language, real towns.

They are copied in by the owner of the tables, as many organisations would have published them.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from amir.config.migrating import migrate_database
from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.secrets.state import create_first_keys
from amir.organisations.actions import create_organisation
from amir.organisations.roles import PURPOSES
from amir.places import open_gazetteer
from amir.practices.actions.publishing import facets_of, learn_words
from amir.practices.enums import CostBand, Label, Phase, TargetGroup
from amir.practices.models import PublishedPractice

COUNTRIES = ("IT", "GR", "DE", "ES", "FR", "SE", "HU", "AT")
LANGUAGES = {"IT": "it", "GR": "el", "DE": "de", "ES": "es", "FR": "fr", "SE": "sv", "HU": "hu",
             "AT": "de"}  # fmt: skip
THEMES = ("work", "housing", "money", "language", "health", "school")
# Words that people look for, with how many of a thousand practices hold each.
KNOWN = {
    "integration": 600, "housing": 300, "work": 450, "women": 200, "training": 250,
    "formazione": 120, "città": 90, "ένταξη": 60, "mentoring": 80, "canteen": 8, "beekeeping": 1,
    "مهاجرين": 40, "lakhatás": 30, "Ausbildung": 90,
}  # fmt: skip
SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "ha", "li", "mo", "na", "pe", "ri", "so", "tu", "va", "ze",
    "sta", "pro", "con", "tra", "mer",
)  # fmt: skip
VOCABULARY, BODY_WORDS, TITLE_WORDS = 30_000, 180, 6
BATCH = 2_000
FIRST_DAY = date(2024, 1, 1)


def make_practices(count: int) -> None:
    """Migrate the database of the settings and fill it."""
    migrate_database()
    create_first_keys()
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        organisation = create_organisation(setup, name="Casa", country="IT").pk
    with acting_as(setup):
        made: list[PublishedPractice] = []
        for row in rows(count, organisation):
            made.append(row)
            if len(made) == BATCH:
                _write(made)
                made = []
        _write(made)
    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze")


def _write(rows_: list[PublishedPractice]) -> None:
    PublishedPractice.objects.bulk_create(rows_)
    learn_words([row.pk for row in rows_])


def rows(count: int, organisation: UUID, seed: int = 1) -> Iterator[PublishedPractice]:
    """Practices, the same for the same seed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _n in range(VOCABULARY)]
    # As in a language: the word in place n is used 1/n times as often as the first.
    weights = [1 / place for place in range(1, VOCABULARY + 1)]
    towns = {code: list(open_gazetteer().municipalities(code, 20_000))[:150] for code in COUNTRIES}
    for number in range(count):
        yield _row(chance, words, weights, towns, organisation, number)


def _row(
    chance: random.Random, words: list[str], weights: list[float], towns: dict[str, Any],
    organisation: UUID, number: int,
) -> PublishedPractice:  # fmt: skip
    country = chance.choice(COUNTRIES)
    town = chance.choice(towns[country])
    text = chance.choices(words, weights, k=BODY_WORDS)
    known = [word for word, often in KNOWN.items() if chance.random() * 1000 < often]
    chance.shuffle(known)
    title = " ".join([*known[:2], *chance.choices(words, weights, k=TITLE_WORDS)])
    body = " ".join([*text, *known])
    row = PublishedPractice(
        organisation_id=organisation, practice_id=UUID(int=chance.getrandbits(128)),
        programme_id=UUID(int=number % 40), programme_key="bench", programme_name="Bench",
        organisation_name="Casa", code=f"{country}-P{number}", title=title[:200],
        language=LANGUAGES[country], country=country, place=town.name, latitude=town.latitude,
        longitude=town.longitude, themes=chance.sample(THEMES, k=chance.randint(1, 2)),
        target_groups=chance.sample(TargetGroup.values, k=chance.randint(1, 3)),
        phase=chance.choice(Phase.values), cost_band=chance.choice(CostBand.values),
        label=chance.choices([each for each in Label.values if each], [60, 25, 10, 5])[0],
        published_on=FIRST_DAY + timedelta(days=chance.randint(0, 800)),
        summary=" ".join(text[:60]), texts={"how": " ".join(text[60:])},
        names=f"{town.name} {country}", body=body,
    )  # fmt: skip
    row.facets = facets_of(row)
    return row
