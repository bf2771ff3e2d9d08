"""Strategies through the API."""

from ninja import Router

from . import reading, writing

router = Router(tags=["strategies"])
for _part in (reading, writing):
    router.add_router("", _part.router)

__all__ = ["router"]
