"""The same for the operations of the API."""

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.core import clock

from .payload import Payload, Sent, same

LIST = b"Role,First name,Languages,Topics\nmentee,Somebody,Arabic,work"


def pairs(name: str = "proposal_id", **more: object) -> Sent:
    """A decision about one pair."""
    return lambda side: {"proposals": [str(side.ids[name])], **more}


API = {
    "api:tick_deliverable": Payload(
        lambda s: {"organisation_id": str(s.organisation), "done_on": "2025-06-03"},
        "partner_lead",
        "programmes_tick",
        is_json=True,
    ),
    "api:take_step": Payload(same(step="accept"), wrote="participants_participant", is_json=True),
    "api:record_evidence": Payload(
        same(kind="trained", source="Folder", dated_on="2025-06-03"),
        wrote="participants_evidence",
        is_json=True,
    ),
    "api:bring_list": Payload(
        lambda s: {
            "organisation_id": str(s.organisation),
            "upload": SimpleUploadedFile("list.csv", LIST),
        },
        wrote="participants_peoplelist",
    ),
    "api:answer_list": Payload(same(answers={}), wrote="participants_peoplelist", is_json=True),
    "api:bring_list_in": Payload(wrote="participants_peoplelist", is_json=True),
    "api:report_concern": Payload(
        same(text="I worry.", urgency="soon"), "visitor", "safeguarding_concern", is_json=True
    ),
    "api:start_plan": Payload(
        lambda s: {"organisation_id": str(s.organisation)}, wrote="mentoring_plan", is_json=True
    ),
    "api:save_rules": Payload(
        lambda s: {"organisation_id": str(s.organisation), "changes": {"reach_km": 10}},
        wrote="mentoring_ruleset",
        is_json=True,
    ),
    "api:preview_rules": Payload(
        lambda s: {"organisation_id": str(s.organisation), "changes": {"reach_km": 10}},
        is_json=True,
    ),
    "api:accept_proposals": Payload(pairs(), wrote="mentoring_asking", is_json=True),
    "api:reject_proposals": Payload(
        pairs(why="Not now."), wrote="mentoring_proposal", is_json=True
    ),
    "api:lock_proposals": Payload(pairs(), wrote="mentoring_proposal", is_json=True),
    "api:unlock_proposals": Payload(
        pairs("proposal_mentor.proposal_id"), wrote="mentoring_proposal", is_json=True
    ),
    "api:end_match": Payload(same(why="Moved."), wrote="mentoring_match", is_json=True),
    "api:dismiss_alarm": Payload(same(reason="We met."), wrote="care_dismissal", is_json=True),
    "api:log_contact": Payload(
        lambda s: {
            "whom": "mentee",
            "held_on": str(clock.today()),
            "channel": "phone",
            "is_reached": False,
            "minutes": 0,
            "safety": {},
        },
        wrote="care_contact",
        is_json=True,
    ),
    "api:answer_question": Payload(same(answer="yes"), "asked", "mentoring_asking", is_json=True),
}
