"""Strategies through the API."""

from ninja import Router

from . import standing, writing

router = Router(tags=["strategies"])
for _part in (standing, writing):
    router.add_router("", _part.router)

__all__ = ["router"]
