"""The municipality, as every other room sees it."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality of Europe. `nuts3` is of NUTS 2021 ("" where there is none)."""

    id: str
    country: str  # ISO alpha-2
    name: str  # as the municipality calls itself, in Latin letters
    nuts3: str
    latitude: float
    longitude: float
    population: int
    also: tuple[str, ...]  # other names: English, local script, other languages

    def distance_km(self, other: "Municipality") -> float:
        """Kilometres as the crow flies."""
        return distance_km(self.latitude, self.longitude, other.latitude, other.longitude)


def distance_km(latitude: float, longitude: float, latitude_2: float, longitude_2: float) -> float:
    """Kilometres between two points of the earth."""
    a, b = radians(latitude), radians(latitude_2)
    half = sin((b - a) / 2) ** 2
    half += cos(a) * cos(b) * sin(radians(longitude_2 - longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
