"""The operations of strategies and consultations."""

from typing import Any

from .operation import Operation


def planning(path: str, sent: Any) -> Operation:
    """An act on a strategy or a round: for whoever writes them."""
    return Operation("POST", path, by="partner_lead", elsewhere=403, sent=sent)


PLANNING = {
    "list_strategies": Operation("GET", "/programmes/{key}/strategies", but="administrator"),
    "list_strategy_editions": Operation(
        "GET", "/programmes/{key}/strategy-editions", but="administrator"
    ),
    "read_strategy": Operation("GET", "/strategies/{strategy_id}"),
    "list_measures": Operation("GET", "/strategies/{strategy_id}/measures"),
    "list_consultations": Operation("GET", "/strategies/{strategy_id}/consultations"),
    "list_contributions": Operation("GET", "/consultations/{consultation_id}/contributions"),
    "begin_strategy": planning(
        "/programmes/{key}/strategies",
        lambda side: {
            "organisation_id": str(side.organisation),
            "title": "New",
            "country": side.country,
        },
    ),
    "write_strategy_part": planning(
        "/strategies/{strategy_id}/parts", lambda side: {"kind": "section", "title": "New"}
    ),
    "cite_source": planning(
        "/strategies/{strategy_id}/sources",
        lambda side: {"kind": "section", "key": "vision", "title": "New"},
    ),
    "decide_strategy_part": planning(
        "/strategies/{strategy_id}/choices",
        lambda side: {"kind": "section", "key": "vision", "choice": "take"},
    ),
    "take_strategy_step": planning(
        "/strategies/{strategy_id}/steps", lambda side: {"step": "finish"}
    ),
    "follow_strategy_measure": planning(
        "/strategies/{adopted_id}/measures/{measure_key}/notes", lambda side: {"state": "done"}
    ),
    "prepare_consultation": planning(
        "/strategies/{strategy_id}/consultations",
        lambda side: {
            "title": "New",
            "opens_on": "2025-06-03",
            "closes_on": "2025-06-03",
            "languages": ["en"],
            "questions": ["change"],
        },
    ),
    "step_consultation": planning(
        "/consultations/{consultation_id}/steps", lambda side: {"step": "close"}
    ),
    "type_in_contribution": planning(
        "/consultations/{consultation_id}/contributions",
        lambda side: {"channel": "paper", "language": "en", "answers": {"change": "New."}},
    ),
    "answer_one_contribution": planning(
        "/contributions/{contribution_id}/answer", lambda side: {"answer": "New."}
    ),
}
