"""Closings, follow-ups and certificates through the API."""

from ninja import Router

from . import certifying, closing, following

router = Router(tags=["closings"])
for _part in (closing, following, certifying):
    router.add_router("", _part.router)

__all__ = ["router"]
