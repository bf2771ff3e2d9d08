"""Chooses among the places that the pieces of a text may mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .municipality import distance_km
from .names import NICK, OTHER, OWN, PART, SHORT
from .reading import Segment

_ALLOWED = 20  # how many times bigger a namesake must be to win against one in the region told
_NEAR_KM = 30
_SUBURB_KM = 15
_TOWN = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """One municipality that a written name may mean."""

    town: int
    kind: int
    weight: int
    nuts3: str
    latitude: float
    longitude: float
    population: int

    def km_to(self, other: "Hit") -> float:
        return distance_km(self.latitude, self.longitude, other.latitude, other.longitude)

    def beside(self, other: "Hit") -> bool:
        """In the same region, or near."""
        return self.nuts3 == other.nuts3 or self.km_to(other) < _NEAR_KM


def _city(hits: Sequence[Hit]) -> bool:
    return bool(hits) and hits[0].kind == OWN and hits[0].population >= 100_000


def chosen(found: Sequence[tuple[Segment, tuple[Hit, ...]]], told: Hit | None) -> Hit | None:
    """The municipality that all pieces together mean."""
    if not found:
        return None
    if told is not None:
        return _beside([hits for _, hits in found], told) or found[0][1][0]
    if len(found) == 1:
        return found[0][1][0]
    anchor_at = max(range(len(found)), key=lambda at: _as_anchor(*found[at]))
    anchor = found[anchor_at][1][0]
    for at, (_, hits) in enumerate(found):
        if at == anchor_at:
            continue
        near = next((hit for hit in hits if hit.beside(anchor)), None)
        if near is None:
            if at < anchor_at and _city(hits) and not found[anchor_at][0].area:
                return hits[0]  # two cities: the first one counts
            continue
        if _more_exact(near, anchor, first=at < anchor_at):
            return near
    return anchor


def _as_anchor(piece: Segment, hits: Sequence[Hit]) -> tuple[bool, int]:
    """The piece that says roughly where: a town rather than a district, the biggest one."""
    return hits[0].kind not in (PART, SHORT), hits[0].weight


def _more_exact(near: Hit, anchor: Hit, *, first: bool) -> bool:
    """Whether `near` is a municipality meant beside the bigger `anchor`.

    "Moncalieri, Torino" is Moncalieri; "Torino - Lingotto" stays Torino; "Bruxelles - Molenbeek"
    is Molenbeek, a town that everybody would know.
    """
    if near.town == anchor.town:
        return False
    if first:
        return near.kind != SHORT or near.population >= 1000
    return (
        near.kind in (OWN, OTHER, NICK)
        and near.population >= _TOWN
        and near.km_to(anchor) < _SUBURB_KM
    )


def _beside(found: Iterable[Sequence[Hit]], told: Hit) -> Hit | None:
    """The first of the names that is where the postal code says."""
    for hits in found:
        for hit in hits:
            if hit.beside(told) and hit.weight * _ALLOWED >= hits[0].weight:
                return hit
    return None
