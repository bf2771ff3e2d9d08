"""The same for the operations of the API."""

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.core import clock

from .payload import Payload, Sent, same

LIST = b"Role,First name,Languages,Topics\nmentee,Somebody,Arabic,work"


def pairs(name: str = "proposal_id", **more: object) -> Sent:
    """A decision about one pair."""
    return lambda side: {"proposals": [str(side.ids[name])], **more}


APPLICATION = {
    "name": "Somebody", "phone": "+39051222333", "adult": "yes", "consent": {"agree": True},
}  # fmt: skip
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
    "api:take_match_step": Payload(same(step="hold"), wrote="mentoring_match", is_json=True),
    "api:write_agreement": Payload(
        same(frequency="weekly", minutes=90, months=8, place_kind="public", channel="mail"),
        wrote="mentoring_agreement",
        is_json=True,
    ),
    "api:note_signature": Payload(
        same(side="mentee", accepts_every_rule=True), wrote="mentoring_signature", is_json=True
    ),
    "api:plan_first_meeting": Payload(
        same(starts_at="2035-06-03T10:00:00", place_kind="office"),
        wrote="mentoring_firstmeeting",
        is_json=True,
    ),
    "api:note_first_meeting": Payload(
        lambda s: {"held_on": clock.today().isoformat()},
        wrote="mentoring_firstmeeting",
        is_json=True,
    ),
    "api:sign_agreement": Payload(
        same(accepts_every_rule=True), "mentee", "mentoring_signature", is_json=True
    ),
    "api:share_number": Payload(same(share=True), "mentor", "mentoring_numbershare", is_json=True),
    "api:leave_match": Payload(by="mentee", wrote="mentoring_match", is_json=True),
    "api:ask_helper": Payload(
        lambda s: {"kind": "host", "mentor_id": str(s.ids["spare"])},
        wrote="mentoring_matchhelper",
        is_json=True,
    ),
    "api:lend_helper": Payload(
        lambda s: {"mentor_id": str(s.ids["spare"])}, wrote="mentoring_matchhelper", is_json=True
    ),
    "api:end_helper": Payload(wrote="mentoring_matchhelper", is_json=True),
    "api:answer_helper": Payload(
        same(answer="yes", accepts_every_rule=True),
        "former",
        "mentoring_matchhelper",
        is_json=True,
    ),
    "api:add_interpreter": Payload(
        lambda s: {
            "organisation_id": str(s.organisation),
            "name": "New",
            "languages": ["so", "en"],
        },
        wrote="mentoring_interpreter",
        is_json=True,
    ),
    "api:bind_interpreter": Payload(
        same(bound_on="2025-06-03"), wrote="mentoring_interpreter", is_json=True
    ),
    "api:book_interpreter": Payload(
        lambda s: {
            "interpreter_id": str(s.ids["interpreter_id"]),
            "minutes": 60,
            "starts_at": "2035-06-03T10:00:00",
            "mode": "phone",
        },
        wrote="mentoring_booking",
        is_json=True,
    ),
    "api:cancel_booking": Payload(wrote="mentoring_booking", is_json=True),
    "api:add_guardian": Payload(
        same(name="New", relation="parent", phone="+393331234567"),
        wrote="mentoring_guardian",
        is_json=True,
    ),
    "api:end_guardian": Payload(wrote="mentoring_guardian", is_json=True),
    "api:approve_pair": Payload(wrote="mentoring_approval", is_json=True),
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
    "api:apply": Payload(same(answers=APPLICATION), "visitor", "recruiting_enquiry", is_json=True),
    "api:decide_application": Payload(
        same(ruling="wait", criterion="time", reason="full"),
        wrote="recruiting_verdict",
        is_json=True,
    ),
    "api:record_interview": Payload(
        same(held_on="2025-06-03", mode="face", minutes=30),
        wrote="recruiting_interview",
        is_json=True,
    ),
    "api:record_check": Payload(
        same(kind="Check", country="IT", seen_on="2025-06-03", result="clear"),
        wrote="recruiting_recordcheck",
        is_json=True,
    ),
    "api:record_modules": Payload(
        same(modules=["trauma"], minutes=30, passed_on="2025-06-03", source="List"),
        wrote="recruiting_modulecompletion",
        is_json=True,
    ),
    "api:open_round": Payload(same(instrument="pulse"), wrote="instruments_round", is_json=True),
    "api:answer_question_of_round": Payload(
        same(item="g2", value=3), "mentee", "instruments_answer", is_json=True
    ),
    "api:move_match": Payload(
        same(step="hold", why="Exams."), wrote="mentoring_match", is_json=True
    ),
    "api:begin_closure": Payload(
        same(is_planned=False, reason="moved", asked_by="mentor"),
        wrote="closures_closure",
        is_json=True,
    ),
    "api:record_closing_interview": Payload(
        same(side="mentee", why_not="No phone."), wrote="closures_interview", is_json=True
    ),
    "api:record_closing_meeting": Payload(
        same(why_not_met="Too far."), wrote="closures_closure", is_json=True
    ),
    "api:agree_on_after": Payload(
        same(next_steps="None.", contact_after="none", responsible_until="2030-01-01"),
        wrote="closures_closure",
        is_json=True,
    ),
    "api:finish_closure": Payload(wrote="closures_closure", is_json=True),
    "api:record_follow_up": Payload(
        same(was_reached=True, answers={"job": "no"}), wrote="closures_followup", is_json=True
    ),
    "api:answer_follow_up": Payload(
        same(question="account", said="yes"), "mentee", "closures_followup", is_json=True
    ),
    "api:issue_certificate": Payload(
        same(
            name="New",
            language="en",
            starts_on="2025-06-03",
            ends_on="2025-06-03",
            hours=3,
            competencies=["listening"],
        ),
        wrote="closures_certificate",
        is_json=True,
    ),
    "api:create_report": Payload(
        lambda s: {
            "organisation_id": str(s.organisation),
            "kind": "national",
            "title": "New",
            "language": "en",
            "country": "IT",
        },
        "programme_coordinator",
        "reports_report",
        is_json=True,
    ),
    "api:write_report_section": Payload(
        same(title="New", text="New.", version=2),
        "programme_coordinator",
        "reports_sectionversion",
        is_json=True,
    ),
    "api:comment_on_report_section": Payload(
        same(text="New."), "programme_coordinator", "reports_sectioncomment", is_json=True
    ),
    "api:take_report_step": Payload(
        same(step="submit"), "programme_coordinator", "reports_report", is_json=True
    ),
    "api:publish_edition": Payload(
        same(note="New."), "programme_coordinator", "handbook_edition", is_json=True
    ),
    "api:comment_on_edition": Payload(
        lambda s: {
            "organisation_id": str(s.organisation),
            "section": "purpose",
            "works": "yes",
        },
        "partner_lead",
        "handbook_comment",
        is_json=True,
    ),
    "api:begin_assessment": Payload(
        lambda s: {"organisation_id": str(s.organisation), "benchmark": "practice"},
        "partner_lead",
        "benchmarks_assessment",
        is_json=True,
    ),
    "api:answer_assessment": Payload(
        same(answers={"lead": {"value": 100}}),
        "partner_lead",
        "benchmarks_answer",
        is_json=True,
    ),
    "api:submit_assessment": Payload(same(), "partner_lead", "benchmarks_assessment", is_json=True),
    "api:write_practice": Payload(
        lambda s: {"organisation_id": str(s.organisation), "title": "New", "country": "SE"},
        "partner_lead",
        "practices_practice",
        is_json=True,
    ),
    "api:change_practice": Payload(
        same(title="New"), "partner_lead", "practices_practice", is_json=True
    ),
    "api:step_practice": Payload(
        same(step="report"), "partner_lead", "practices_practice", is_json=True
    ),
    "api:add_transfer": Payload(
        same(adopter="New", country="SE", since="2025-06-03", how="As it is."),
        "partner_lead",
        "practices_transfer",
        is_json=True,
    ),
}
