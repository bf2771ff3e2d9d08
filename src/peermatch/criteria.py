"""The criteria of the score, each by name: over many pairs at once, and for one pair.

The form for one pair also tells the facts behind its points (which languages, which slots),
so that people can be told why. Points are whole numbers and add up to the score.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.block import LEVELS, Block
from peermatch.people import Mentee, Mentor
from peermatch.rules import Rules

Fact = int | float | str | bool | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """What one criterion gives a pair, and why. Facts are codes and indices, no sentences."""

    criterion: str
    points: int
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion in both forms."""

    name: str
    points: Callable[[Block], Array]
    points_of_pair: Callable[[Rules, Mentee, Mentor], Points]


def bits(word: int) -> tuple[int, ...]:
    """The indices of the bits that are set."""
    return tuple(k for k in range(word.bit_length()) if word >> k & 1)


def near_class(rules: Rules, mentee: Mentee, mentor: Mentor) -> int:
    """The distance class of the nearest municipality served, within the mentee's reach."""
    beyond = len(rules.hard.place.kilometres)
    nearest = min((c for c, _, _ in _distances(rules, mentee, mentor)), default=beyond)
    return nearest if nearest <= mentee["radius"] else beyond


def shared_remote(mentee: Mentee, mentor: Mentor) -> bool:
    """Both meet remotely and live in one country."""
    homes = mentee["home"], mentor["home"]
    if homes[0] is None or homes[1] is None:
        return False
    return mentee["remote"] and mentor["remote"] and homes[0][0] == homes[1][0]


def _distances(rules: Rules, mentee: Mentee, mentor: Mentor) -> list[tuple[int, float, int]]:
    """(class, kilometres, municipality) of what the mentor serves in the mentee's country."""
    if mentee["home"] is None:
        return []
    country, x, y = mentee["home"]
    found = []
    for place, (there, east, north) in mentor["serves"]:
        if there == country:
            away = float(
                np.hypot(np.float32(east) - np.float32(x), np.float32(north) - np.float32(y))
            )
            limits = rules.hard.place.kilometres
            found.append((sum(limit < away for limit in limits), away, place))
    return sorted(found)


def _topics(block: Block) -> Array:
    """Share of the needs covered, each weighing its urgency."""
    table, people, i = block.rules.score.topics, block.people, block.i
    offered = people.r_topics[block.j]
    needs = (people.e_need1[i], people.e_need2[i], people.e_need3[i])
    weighed = list(zip(table.urgency, needs, strict=True))
    covered = sum((w * _count(offered & need) for w, need in weighed), np.int64(0))
    asked = sum((w * _count(need) for w, need in weighed), np.int64(0))
    points: Array = table.points * covered // np.maximum(asked, 1)
    return points


def _topics_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    table, offered = rules.score.topics, mentor["topics"]
    weighed = list(zip(table.urgency, mentee["needs"], strict=True))
    covered = sum(w * len(bits(offered & need)) for w, need in weighed)
    asked = sum(w * len(bits(need)) for w, need in weighed)
    facts: dict[str, Fact] = {}
    for urgency, need in enumerate(mentee["needs"], 1):
        facts[f"covered{urgency}"] = bits(offered & need)
        facts[f"missing{urgency}"] = bits(need & ~offered)
    return Points("topics", table.points * covered // max(asked, 1), facts)


def _levels(rules: Rules) -> tuple[str, ...]:
    """The levels that count: the one the rules ask for, and higher."""
    return LEVELS[LEVELS.index(rules.hard.language.level) :]


def _language(block: Block) -> Array:
    """The best level at which a language is shared, else the interpreter."""
    table = block.rules.score.language
    points = np.where(block.interpreted != 0, table.interpreter, 0)
    if not block.rules.hard.language.interpreter:
        points = np.zeros_like(points)
    for level in _levels(block.rules):
        points = np.where(block.shared(level) != 0, getattr(table, level), points)
    return points.astype(np.int64)


def _language_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    table = rules.score.language
    for level in reversed(_levels(rules)):
        shared = mentee["spoken"][level] & mentor["spoken"][level]
        if shared:
            facts: dict[str, Fact] = {"level": level, "languages": bits(shared)}
            return Points("language", getattr(table, level), facts)
    helped = mentee["interpreter"] & mentor["spoken"][rules.hard.language.level]
    if rules.hard.language.interpreter and helped:
        facts = {"level": "interpreter", "languages": bits(helped)}
        return Points("language", table.interpreter, facts)
    return Points("language", 0, {"level": "", "languages": ()})


def _origin(block: Block) -> Array:
    """The same country of origin."""
    table, people = block.rules.score.origin, block.people
    origin = people.e_origin[block.i]
    same = (origin == people.r_origin[block.j]) & (origin >= 0)
    if table.if_wished:
        same = same & (people.e_wishes_origin[block.i] != 0)
    points: Array = same * np.int64(table.points)
    return points


def _origin_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    table = rules.score.origin
    same = mentee["origin"] == mentor["origin"] >= 0
    counts = same and (mentee["wishes_origin"] or not table.if_wished)
    facts: dict[str, Fact] = {"wished": mentee["wishes_origin"], "same": same}
    return Points("origin", table.points if counts else 0, facts)


def _sector(block: Block) -> Array:
    """The same sector of work."""
    sector = block.people.e_sector[block.i]
    same = (sector == block.people.r_sector[block.j]) & (sector != 0)
    points: Array = same * np.int64(block.rules.score.sector)
    return points


def _sector_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    same = mentee["sector"] == mentor["sector"] != 0
    facts: dict[str, Fact] = {"mentee": mentee["sector"], "mentor": mentor["sector"]}
    return Points("sector", rules.score.sector if same else 0, facts)


def _place(block: Block) -> Array:
    """How near the nearest municipality is that the mentor serves."""
    table = block.rules.score.place
    near = block.near
    figures = np.array([*table.near, 0], np.int64)[near]
    return np.where((near == block.beyond) & block.remote, table.remote, figures)


def _place_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    table, near = rules.score.place, near_class(rules, mentee, mentor)
    if near < len(rules.hard.place.kilometres):
        _, away, place = _distances(rules, mentee, mentor)[0]
        facts: dict[str, Fact] = {
            "distance": near, "kilometres": round(away, 1), "municipality": place, "remote": False,
        }  # fmt: skip
        return Points("place", table.near[near], facts)
    remote = shared_remote(mentee, mentor)
    return Points("place", table.remote if remote else 0, {"distance": near, "remote": remote})


def _age(block: Block) -> Array:
    """The mentor is of the same or a slightly older age band."""
    table, people = block.rules.score.age, block.people
    mentee, mentor = people.e_age[block.i], people.r_age[block.j]
    above = mentor.astype(np.int16) - mentee
    fits = np.isin(above, table.offsets) & (mentee >= 0) & (mentor >= 0)
    return fits * np.int64(table.points)


def _age_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    table, bands = rules.score.age, (mentee["age"], mentor["age"])
    fits = min(bands) >= 0 and bands[1] - bands[0] in table.offsets
    facts: dict[str, Fact] = {"mentee": bands[0], "mentor": bands[1]}
    return Points("age", table.points if fits else 0, facts)


def _slots(block: Block) -> Array:
    """How many weekly slots are shared."""
    figures = np.array([0, *block.rules.score.slots], np.int64)
    shared = np.minimum(_count(block.shared_slots), len(figures) - 1)
    points: Array = figures[shared]
    return points


def _slots_of_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> Points:
    shared = bits(mentee["slots"] & mentor["slots"])
    figures = (0, *rules.score.slots)
    points = figures[min(len(shared), len(figures) - 1)]
    return Points("slots", points, {"slots": shared})


def _count(words: Array) -> Array:
    return np.bitwise_count(words).astype(np.int64)


CRITERIA: dict[str, Criterion] = {
    criterion.name: criterion
    for criterion in (
        Criterion("topics", _topics, _topics_of_pair),
        Criterion("language", _language, _language_of_pair),
        Criterion("origin", _origin, _origin_of_pair),
        Criterion("sector", _sector, _sector_of_pair),
        Criterion("place", _place, _place_of_pair),
        Criterion("age", _age, _age_of_pair),
        Criterion("slots", _slots, _slots_of_pair),
    )
}


def score(block: Block) -> Array:
    """The points of all criteria together, one whole number per pair."""
    total = np.zeros(np.broadcast_shapes(block.i.shape, block.j.shape), np.int64)
    for criterion in CRITERIA.values():
        total += criterion.points(block)
    return total
