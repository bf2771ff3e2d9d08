"""Background tasks of this room, where the queue looks for them."""

from .lists import tasks as lists

__all__ = ["lists"]
