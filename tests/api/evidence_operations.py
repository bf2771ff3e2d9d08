"""The operations of evidence."""

from typing import Any

from amir.core import clock

from .operation import Operation

PLAN = {"kind": "tcn", "country": "IT", "place": "Town", "language": "en"}


def _by_rosa(path: str, sent: Any = lambda side: {}, method: str = "POST") -> Operation:
    """Whoever writes evidence may; whoever looks after participants may not; elsewhere nobody."""
    return Operation(method, path, by="researcher", but="coordinator", elsewhere=403, sent=sent)


def _read(path: str) -> Operation:
    return Operation("GET", path, by="researcher", but="administrator")


EVIDENCE = {
    "list_focus_groups": _read("/programmes/{key}/focus-groups"),
    "plan_focus_group": _by_rosa("/programmes/{key}/focus-groups", lambda side: PLAN),
    "show_focus_group": _by_rosa("/focus-groups/{group_id}", method="GET"),
    "record_group_facts": _by_rosa(
        "/focus-groups/{group_id}/facts",
        lambda side: {"held_on": str(clock.today()), "people": 9, "consent_basis": "signed"},
    ),
    "take_group_step": _by_rosa(
        "/focus-groups/{planned_group}/step", lambda side: {"step": "cancel"}
    ),
    "bring_group_text": _by_rosa(
        "/focus-groups/{group_id}/texts",
        lambda side: {"kind": "notes", "language": "en", "text": "New."},
    ),
    "list_excerpts": _by_rosa("/focus-groups/{group_id}/excerpts", method="GET"),
    "mark_excerpt": _by_rosa(
        "/focus-group-texts/{text_id}/excerpts",
        lambda side: {"from_paragraph": 2, "to_paragraph": 2},
    ),
    "code_excerpt": _by_rosa(
        "/excerpts/{excerpt_id}/codes",
        lambda side: {
            "codebook_id": str(side.ids["given_book"]), "codes": [str(side.ids["given_code"])],
        },
    ),
    "list_quotes": _read("/programmes/{key}/quotes"),
    "show_themes_by_country": _read("/programmes/{key}/themes-by-country"),
    "show_coder_agreement": _by_rosa(
        "/programmes/{key}/codebooks/{book_id}/agreement", method="GET"
    ),
}  # fmt: skip
