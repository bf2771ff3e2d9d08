"""Operations of this room."""

from ninja import Router

from . import goals, meetings

router = Router(tags=["meetings"])
for _part in (meetings, goals):
    router.add_router("", _part.router)

__all__ = ["router"]
