"""Places of Europe: municipalities, their NUTS 3 regions, and what people write for them."""

from .gazetteer import Gazetteer, cache_folder, open_gazetteer
from .index import build_index
from .municipality import Municipality, distance_km

__all__ = [
    "Gazetteer",
    "Municipality",
    "build_index",
    "cache_folder",
    "distance_km",
    "open_gazetteer",
]
