"""Plans, matches and one's own questions through the API."""

from ninja import Router

from . import deciding, matches, me, plans, rules

router = Router(tags=["mentoring"])
for _part in (plans, deciding, rules, matches, me):
    router.add_router("", _part.router)

__all__ = ["router"]
