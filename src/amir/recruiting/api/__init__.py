"""Roles, applications and choosing through the API."""

from ninja import Router

from . import applying, choosing

router = Router(tags=["recruiting"])
for _part in (applying, choosing):
    router.add_router("", _part.router)

__all__ = ["router"]
