"""Plans, matches and one's own questions through the API."""

from ninja import Router

from . import agreements, deciding, guarding, helping, matches, me, plans, rules

router = Router(tags=["mentoring"])
for _part in (plans, deciding, rules, matches, agreements, helping, guarding, me):
    router.add_router("", _part.router)

__all__ = ["router"]
