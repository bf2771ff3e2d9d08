"""Made-up participants of any number, as rows of the product's tables.

The shapes are those of `benchmarks.matching.generator`: nine countries, towns with a long tail,
one mother tongue per origin and a few languages that many share, fewer places than mentees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from amir.mentoring.crowd import SLOTS, TOPICS
from benchmarks.matching.generator import generate

MENTEES_SHARE = 0.625
DAY = date(2026, 6, 1)
# Code, latitude and longitude of the south-western corner of a country's square of 650 km.
COUNTRIES = (("IT", 41.0, 10.0), ("DE", 48.0, 8.0), ("FR", 44.0, 0.0), ("ES", 38.0, -6.0),
             ("GR", 36.0, 20.0), ("AT", 46.5, 10.5), ("NL", 51.0, 3.0), ("SE", 56.0, 12.0),
             ("BE", 49.5, 2.5))  # fmt: skip
# A list of so many words would be harder to read.
ORIGINS = (  # noqa: SIM905
    "SY AF UA IQ IR SO ER NG ET PK BD TN MA DZ EG LY SD SS GM GN ML SN CI CM CD TR GE AM AZ LB "
    "PS YE TD NE BF TG GH SL LR KE"
).split()
# English, the nine countries' own (two pairs share one), then a language of each region.
LANGUAGES = (  # noqa: SIM905
    "en it de fr es el de nl sv nl ar fa so ti am ps uk ru tr ku ckb ur bn ha yo ig sw ln wo ff "
    "bm tw rw om aa din nus kmr az hy ka pa hi ta si ne vi my"
).split()
LEVELS = ("B1", "B2", "C1")
KM_PER_DEGREE = 111.195
GENDERS = ("f", "m", "x")


@dataclass(frozen=True, slots=True)
class Made:
    """One participant with everything that is known of them."""

    person_id: UUID
    participant_id: UUID
    side: str
    state: str
    capacity: int
    waiting_since: date | None
    language: str
    gender: str
    birth_year: int | None
    origin: str
    arrived_on: date
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    languages: dict[str, str | None]
    availability: list[str]
    same_gender: bool
    topics: list[str]
    evidence: list[str]


def make_people(count: int, seed: int = 1) -> Iterator[Made]:
    """`count` participants, five mentees to three mentors; the same seed gives the same people."""
    rng = np.random.Generator(np.random.PCG64([seed, count]))
    mentees = round(count * MENTEES_SHARE)
    arrays = generate(mentees, seed)
    yield from _side(rng, arrays, "e", mentees)
    yield from _side(rng, arrays, "r", count - mentees)


def _side(
    rng: np.random.Generator, arrays: dict[str, Any], side: str, count: int
) -> Iterator[Made]:
    is_mentee = side == "e"
    columns = {name[2:]: values[:count].tolist() for name, values in arrays.items()
               if name.startswith(f"{side}_")}  # fmt: skip
    towns = list(zip(arrays["loc_country"].tolist(), arrays["loc_x"].tolist(),
                     arrays["loc_y"].tolist(), strict=True))  # fmt: skip
    chance = rng.random((count, 6)).tolist()
    years = rng.integers(0, 20, count).tolist()
    for k in range(count):
        luck = chance[k]
        words = {name: column[k] for name, column in columns.items() if name != "serve"}
        is_ready = luck[0] < 0.95 if is_mentee else bool(words["ready"])
        code, latitude, longitude = _spot(towns[words["loc"]])
        topics = [topic for bit, topic in enumerate(TOPICS) if luck[bit + 1] < 0.55] or ["work"]
        yield Made(
            person_id=_uuid(rng),
            participant_id=_uuid(rng),
            side="mentee" if is_mentee else "mentor",
            state="available" if luck[4] < 0.94 else "accepted",
            capacity=1 if is_mentee else words["cap"],
            waiting_since=DAY - timedelta(weeks=words["wait"]) if is_mentee else None,
            language="en",
            gender=GENDERS[words["gender"]],
            birth_year=DAY.year - 20 - 10 * words["age"] if luck[5] < 0.9 else None,
            origin=ORIGINS[words["origin"]],
            arrived_on=date(2025 - years[k] // (4 if is_mentee else 1), 1, 1),
            place=f"Town {words['loc']}",
            country=code,
            # A few write places that no gazetteer knows.
            latitude=latitude if luck[5] < 0.98 else None,
            longitude=longitude if luck[5] < 0.98 else None,
            languages=_spoken(words, untold=luck[4] < 0.1),
            availability=[slot for bit, slot in enumerate(SLOTS) if words["slots"] >> bit & 1],
            same_gender=bool(words["same"]),
            topics=topics,
            evidence=_evidence(is_mentee, is_ready),
        )


def _evidence(is_mentee: bool, is_ready: bool) -> list[str]:
    if is_mentee:
        return ["consented"] if is_ready else []
    return ["checked", "trained", "consented"] if is_ready else ["consented"]


def _spoken(words: dict[str, Any], *, untold: bool) -> dict[str, str | None]:
    spoken: dict[str, str | None] = {}
    for level, word in zip(LEVELS, (words["b1"], words["b2"], words["c1"]), strict=True):
        for bit, language in enumerate(LANGUAGES):
            if word >> bit & 1:
                spoken[language] = None if untold else level
    return spoken


def _spot(town: tuple[int, float, float]) -> tuple[str, float, float]:
    """Country and coordinates of a town that lies so many kilometres east and north."""
    country, east, north = town
    code, latitude, longitude = COUNTRIES[country]
    width = KM_PER_DEGREE * float(np.cos(np.radians(latitude + 3)))
    return code, latitude + north / KM_PER_DEGREE, longitude + east / width


def _uuid(rng: np.random.Generator) -> UUID:
    return UUID(bytes=rng.bytes(16), version=4)
