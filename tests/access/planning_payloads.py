"""Valid forms for strategies and consultations, and for the operations of the API."""

from .payload import Payload, on, same

BY = "partner_lead"
ROUND = {
    "title": "New", "languages": "en", "questions": "change", **on("opens_on"), **on("closes_on"),
}  # fmt: skip
PLANNING = {
    "strategy_begin": Payload(
        lambda s: {
            "organisation_id": str(s.organisation), "title": "New", "language": "en",
            "country": "SE",
        },
        BY,
        "strategies_strategy",
    ),
    "strategy_begin_shared": Payload(
        same(title="New", language="en"), "programme_coordinator", "strategies_strategy"
    ),
    "strategy_part_add": Payload(same(title="New", text="New."), BY, "strategies_strategysection"),
    "strategy_part": Payload(same(title="New", text="New."), BY, "strategies_strategysection"),
    "strategy_part_drop": Payload(by=BY, wrote="strategies_strategysection"),
    "strategy_cite": Payload(
        lambda s: {"cited": f"source:{s.ids['cited_id']}"}, BY, "strategies_citation"
    ),
    "strategy_source": Payload(same(title="New"), BY, "strategies_source"),
    "strategy_uncite": Payload(by=BY, wrote="strategies_citation"),
    "strategy_partner_add": Payload(
        same(group="health", name="New", turnout="invited"), BY, "strategies_involved"
    ),
    "strategy_partner_drop": Payload(by=BY, wrote="strategies_involved"),
    "strategy_template_take": Payload(by=BY, wrote="strategies_reconciled"),
    "strategy_template_part": Payload(same(choice="take"), BY, "strategies_reconciled"),
    "strategy_publish": Payload(same(note="New."), BY, "strategies_edition"),
    "strategy_step": Payload(by=BY, wrote="strategies_strategy"),
    "strategy_follow": Payload(same(state="done"), BY, "strategies_follownote"),
    "consultation_begin": Payload(same(**ROUND), BY, "consultations_round"),
    "consultation_edit": Payload(same(**ROUND), BY, "consultations_round"),
    "consultation_step": Payload(same(step="close"), BY, "consultations_round"),
    "contributions": Payload(
        lambda s: {"act": "spam", "row": s.ids["contribution_id"]},
        BY,
        "consultations_contribution",
    ),
    "contribution_type": Payload(
        same(channel="paper", language="en", q_change="New."), BY, "consultations_contribution"
    ),
    "workshop_add": Payload(
        same(title="New", invited=3, came=2, paid=1, **on("held_on")), BY, "consultations_workshop"
    ),
    "consultation_publish": Payload(same(looked_at="on"), BY, "consultations_publishedanswer"),
    "contribution_answer": Payload(
        same(answer="New.", said="New."), BY, "consultations_contribution"
    ),
    "contribution_sort": Payload(same(state="spam"), BY, "consultations_contribution"),
    "consult_begin": Payload(by="visitor", wrote="consultations_contribution"),
    "consult_question": Payload(same(answer="New."), "visitor", "consultations_contribution"),
    "consult_send": Payload(same(website=""), "visitor", "consultations_contribution"),
    "api:begin_strategy": Payload(
        lambda s: {"organisation_id": str(s.organisation), "title": "New", "country": s.country},
        BY,
        "strategies_strategy",
        is_json=True,
    ),
    "api:write_strategy_part": Payload(
        same(kind="section", title="New"), BY, "strategies_strategysection", is_json=True
    ),
    "api:cite_source": Payload(
        same(kind="section", key="vision", title="New"), BY, "strategies_source", is_json=True
    ),
    "api:decide_strategy_part": Payload(
        same(kind="section", key="vision", choice="take"),
        BY,
        "strategies_reconciled",
        is_json=True,
    ),
    "api:take_strategy_step": Payload(
        same(step="finish"), BY, "strategies_strategy", is_json=True
    ),
    "api:follow_strategy_measure": Payload(
        same(state="done"), BY, "strategies_follownote", is_json=True
    ),
    "api:prepare_consultation": Payload(
        same(
            title="New",
            opens_on="2025-06-03",
            closes_on="2025-06-03",
            languages=["en"],
            questions=["change"],
        ),
        BY,
        "consultations_round",
        is_json=True,
    ),
    "api:step_consultation": Payload(same(step="close"), BY, "consultations_round", is_json=True),
    "api:type_in_contribution": Payload(
        same(channel="paper", language="en", answers={"change": "New."}),
        BY,
        "consultations_contribution",
        is_json=True,
    ),
    "api:answer_one_contribution": Payload(
        same(answer="New."), BY, "consultations_contribution", is_json=True
    ),
}  # fmt: skip
