"""What coordinators, mentees and mentors post from the first poster to the signed agreement."""

from datetime import date

from amir.core import clock
from tests.mentoring.rule_data import typed

from .payload import Payload, on, same

AGREEMENT = {
    "frequency": "weekly", "minutes": 90, "months": 8, "place_kind": "public", "channel": "mail",
}  # fmt: skip
SAFEGUARDING = {
    "concern_report_to": Payload(
        same(urgency="soon", reach="anonymous", text="I worry.", step="text"),
        "visitor",
        "safeguarding_concern",
    ),
    "concern_subject": Payload(
        lambda s: {"contact": f"lone@{s.word}.example"}, "lead", "safeguarding_concern"
    ),
    "concern_entry": Payload(
        same(text="I called.", state="in_hand"), "lead", "safeguarding_concernentry"
    ),
}
MENTORING = {
    "plan_start": Payload(lambda s: {"scope": f"{s.organisation}:"}, wrote="mentoring_plan"),
    "rules": Payload(
        lambda s: {**typed(hard__theme__on=None), "act": "save", "scope": f"{s.organisation}:"},
        wrote="mentoring_ruleset",
    ),
    "plan_page": Payload(
        lambda s: {"act": "lock", "row": f"{s.ids['proposal_id']}:proposed:0"},
        wrote="mentoring_proposal",
    ),
    "plan_reject": Payload(
        same(why="Not now."),
        wrote="mentoring_proposal",
        query=lambda s: {"pair": s.ids["proposal_id"]},
    ),
    "plan_links": Payload(wrote="mentoring_asking"),
    "plan_step_undo": Payload(wrote="mentoring_proposal"),
    "proposal_accept": Payload(wrote="mentoring_asking"),
    "proposal_lock": Payload(same(lock="1"), wrote="mentoring_proposal"),
    "proposal_mentor": Payload(
        lambda s: {"mentor": s.ids["spare"], "why": "Better."}, wrote="mentoring_proposal"
    ),
    "proposal_take_back": Payload(wrote="mentoring_proposal"),
    "asking_link": Payload(wrote="mentoring_asking"),
    "match_page": Payload(same(why="Moved."), wrote="mentoring_match"),
    "match_step": Payload(same(step="hold"), wrote="mentoring_match"),
    "match_first_meeting": Payload(
        lambda s: {
            **on("day", date(2035, 6, 3)),
            "time": "10:00",
            "place_kind": "office",
            "coordinator_id": s.accounts["second"],
        },
        wrote="mentoring_firstmeeting",
    ),
    "match_first_meeting_held": Payload(
        lambda s: on("held-held_on", clock.today()), wrote="mentoring_firstmeeting"
    ),
    "match_agreement": Payload(same(**AGREEMENT), wrote="mentoring_agreement"),
    "match_signed_on_paper": Payload(
        same(**{"paper-side": "mentee", "paper-accepted": "on"}), wrote="mentoring_signature"
    ),
    "match_helper": Payload(
        lambda s: {"kind": "host", "who": s.ids["spare"]}, wrote="mentoring_matchhelper"
    ),
    "match_interpreter": Payload(
        lambda s: {
            "interpreter": s.ids["interpreter_id"],
            **on("day", date(2035, 6, 3)),
            "time": "10:00",
            "minutes": 60,
            "mode": "phone",
        },
        wrote="mentoring_booking",
    ),
    "helper_lend": Payload(lambda s: {"who": s.ids["spare"]}, wrote="mentoring_matchhelper"),
    "helper_end": Payload(wrote="mentoring_matchhelper"),
    "interpreters": Payload(
        same(name="New", languages=["so", "en"]), wrote="mentoring_interpreter"
    ),
    "interpreter": Payload(same(**on("bound_on")), wrote="mentoring_interpreter"),
    "interpreter_leave": Payload(wrote="mentoring_interpreter"),
    "booking_cancel": Payload(wrote="mentoring_booking"),
    "guardians": Payload(
        same(name="New", relation="parent", phone="+393331234567", **on("consented_on")),
        wrote="mentoring_guardian",
    ),
    "guardian_end": Payload(wrote="mentoring_guardian"),
    "proposal_approve": Payload(wrote="mentoring_approval"),
    "pair_link": Payload(same(accepted="on"), "visitor", "mentoring_signature"),
    "me_agreement": Payload(same(accepted="on"), "mentee", "mentoring_signature"),
    "me_number": Payload(same(share="1"), "mentor", "mentoring_numbershare"),
    "me_leave": Payload(by="mentee", wrote="mentoring_match"),
    "me_helping": Payload(same(answer="yes", accepted="1"), "former", "mentoring_matchhelper"),
    "wish_settle": Payload(wrote="mentoring_wish"),
    "answer": Payload(same(answer="yes"), "visitor", "mentoring_asking"),
    "answer_call": Payload(by="visitor", wrote="mentoring_wish"),
    "me_question": Payload(same(answer="yes"), "asked", "mentoring_asking"),
    "me_call": Payload(by="mentor", wrote="mentoring_wish"),
    "me_correct": Payload(same(text="My name."), "mentor", "mentoring_wish"),
    "me_withdraw": Payload(by="mentee", wrote="people_consentreceipt"),
    "work_cancel": Payload(kept="core_work"),
}
RECRUITING = {
    "apply_start": Payload(by="visitor", wrote="recruiting_enquiry"),
    "apply_step": Payload(same(name="Somebody"), "visitor", "recruiting_enquiry"),
    "roles": Payload(lambda s: {"role": s.ids["role_key"]}, wrote="recruiting_opening"),
    "role": Payload(same(open="0"), wrote="recruiting_opening"),
    "role_criteria": Payload(
        same(kept=["adult", "time"], own_1="New"), wrote="recruiting_criteria"
    ),
    "role_text": Payload(
        same(benefits="New", tasks="New", support="New", challenges="New", eligibility="New"),
        wrote="recruiting_roledescription",
    ),
    "role_consent": Payload(same(sentences="We keep this."), wrote="recruiting_consenttext"),
    "stakeholders": Payload(
        same(office="New", **on("informed_on")), wrote="recruiting_stakeholder"
    ),
    "application_help": Payload(
        lambda s: {"opening": s.ids["opening_id"], "language": "en"}, wrote="recruiting_enquiry"
    ),
    "call_settle": Payload(wrote="recruiting_enquiry"),
    "application_act": Payload(
        same(mode="face", minutes=30, **on("held_on")), wrote="recruiting_interview"
    ),
    "me_evaluation": Payload(same(topic_0="4"), "mentor", "recruiting_selfevaluation"),
}
