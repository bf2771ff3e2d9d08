"""For every route that takes a POST: one valid form, who sends it with effect, and what it writes.

`sent` is made from the side that the form is about; `query` stands in the address. `wrote` is the
audited table that gets a row; `kept` a table without audit whose rows differ afterwards; with
neither, the act leaves nothing in the database (a cookie, a page).
"""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.benchmarks.shipped import file_of as set_of
from amir.benchmarks.shipped import shipped
from amir.core import clock
from amir.instruments.shipped import file_of
from tests.mentoring.rule_data import typed

from .api_payloads import API
from .evidence_payloads import EVIDENCE as FOCUS_GROUPS
from .meeting_payloads import MEETINGS
from .payload import Payload, on, same
from .planning_payloads import PLANNING

LIST = "Role,First name,Languages,Topics\nmentee,Somebody,Arabic,work"
NEW_SET = (set_of("quick") or b"").replace(b"version: 1", b"version: 2")
EVIDENCE = {"kind": "trained", "source": "Folder"}
PERSON = {"preferred_name": "Somebody", "language": "en", "capacity": 1}
PROGRAMME = {
    "name": "New", "full_name": "New", "funder": "New", **on("starts_on"),
    **on("ends_on", date(2030, 1, 1)),
}  # fmt: skip
EVENT = {"kind": "meeting", "title": "New", **on("starts_on")}
AGREEMENT = {
    "frequency": "weekly", "minutes": 90, "months": 8, "place_kind": "public", "channel": "mail",
}  # fmt: skip
RUNS = "programme_coordinator"

KIT = {
    "kit:language": Payload(same(language="it", next="/"), "visitor"),
    "kit:theme": Payload(same(theme="dark"), "visitor"),
    "kit:draft": Payload(same(draft_key="new", text="typed"), kept="core_draft"),
    "kit:save_view": Payload(same(table="works", name="New", query=""), kept="core_savedview"),
    "kit:forget_view": Payload(lambda s: {"view": s.ids["view"]}, kept="core_savedview"),
    "kit:gallery": Payload(by="visitor"),
    "kit:gallery_page": Payload(by="visitor"),
    "set_language": Payload(same(language="it"), "visitor"),
}
WAYS_IN = {
    "sign_in": Payload(same(contact="new@nowhere.example"), "visitor", kept="people_signincode"),
    "sign_in_code": Payload(same(code="123456"), "visitor"),
    "sign_in_who": Payload(by="visitor"),
    "sign_in_pin": Payload(same(pin="135790"), "visitor"),
    "sign_in_passkey": Payload(same(credential="{}"), "visitor"),
    "sign_in_factor": Payload(same(code="123456"), "visitor"),
    "sign_out": Payload(kept="people_browsersession"),
    "card_sign_in": Payload(
        lambda s: {"pin": s.ids["pin"]}, "visitor", kept="people_browsersession"
    ),
    "invitation": Payload(by="visitor", wrote="people_invitation"),
    "quick_exit": Payload(by="visitor"),
    "enrol_app": Payload(same(code="123456"), "visitor"),
    "enrol_passkey": Payload(same(credential="{}"), "visitor"),
    "new_recovery_codes": Payload(kept="mfa_authenticator"),
    "sessions_end": Payload(wrote="people_account"),
    "session_end": Payload(kept="people_browsersession"),
    "factor_remove": Payload(by="mentee", kept="mfa_authenticator"),
    "my_change_drop": Payload(by="mentee", wrote="people_contactchange"),
    "person_card": Payload(wrote="people_card"),
    "person_cards_end": Payload(wrote="people_card"),
    "person_pin_forget": Payload(wrote="people_account"),
    "person_contact": Payload(
        same(kind="email", contact="new@nowhere.example"), wrote="people_contactchange"
    ),
    "contact_change_confirm": Payload(wrote="people_contactchange"),
    "contact_change_drop": Payload(wrote="people_contactchange"),
    "demo_as": Payload(by=""),
}
ORGANISATIONS = {
    "organisation_edit": Payload(
        same(name="New", kind="ngo", language="en"), "administrator", "organisations_organisation"
    ),
    "colleague_invite": Payload(
        same(shown_name="New", email="new@nowhere.example", role="funder"),
        "administrator",
        "organisations_membership",
    ),
    "colleague_appoint": Payload(same(role="funder"), "administrator", "organisations_membership"),
    "colleague_dismiss": Payload(by="administrator", wrote="organisations_membership"),
    "colleague_switch_off": Payload(same(why="lost"), "administrator", "people_account"),
    "colleague_switch_on": Payload(by="administrator", wrote="people_account"),
    "emergency_open": Payload(
        same(reason="She has not answered for two days."),
        "deputy",
        "organisations_emergency",
        query=lambda s: {"person": s.accounts["held"]},
    ),
    "emergency_close": Payload(by="lead", wrote="organisations_emergency"),
    "emergency_review": Payload(same(verdict="right"), "deputy", "organisations_emergency"),
}
PROGRAMMES = {
    "programme_edit": Payload(same(**PROGRAMME), RUNS, "programmes_programme"),
    "partner_add": Payload(
        lambda s: {"organisation_id": s.ids["free"], "role": "partner"}, RUNS, "programmes_partner"
    ),
    "partner_invite": Payload(
        same(
            name="New",
            country="SE",
            role="partner",
            contact_name="New",
            contact_email="new@nowhere.example",
        ),
        RUNS,
        "organisations_organisation",
    ),
    "partner_remove": Payload(by=RUNS, wrote="programmes_partner"),
    "cohort_open": Payload(same(name="New"), wrote="programmes_cohort"),
    "event_add": Payload(same(**EVENT), RUNS, "programmes_event"),
    "event_edit": Payload(same(**EVENT), RUNS, "programmes_event"),
    "decision_record": Payload(same(text="New", **on("decided_on")), RUNS, "programmes_decision"),
    "programme_deliverables": Payload(
        lambda s: {"act": f"tick-{s.organisation}", "row": s.ids["deliverable_id"]},
        "partner_lead",
        "programmes_tick",
    ),
    "deliverable_add": Payload(same(title="New"), RUNS, "programmes_deliverable"),
    "deliverables_untick": Payload(
        by="partner_lead",
        wrote="programmes_tick",
        query=lambda s: {"for": s.organisation, "rows": s.ids["ticked"]},
    ),
    "deliverable_tick": Payload(same(**on("done_on")), "partner_lead", "programmes_tick"),
    "deliverable_untick": Payload(by="partner_lead", wrote="programmes_tick"),
    "theme_add": Payload(same(name_en="New"), RUNS, "programmes_theme"),
    "theme_edit": Payload(same(name_en="New"), RUNS, "programmes_theme"),
    "funding_edit": Payload(
        same(statement="New"), RUNS, "programmes_fundingtext", query=same(language="en")
    ),
}
PARTICIPANTS = {
    "participants_list": Payload(
        lambda s: {"act": "accept", "row": s.ids["participant_id"]},
        wrote="participants_participant",
    ),
    "participant_add": Payload(
        same(**PERSON, side="mentee", agrees="on", confirmed="1"), wrote="people_person"
    ),
    "participants_undo": Payload(wrote="participants_participant"),
    "participant_change": Payload(
        lambda s: {**PERSON, "version": s.ids["version"]}, wrote="participants_participant"
    ),
    "participant_step": Payload(
        lambda s: {"step": "accept", "version": s.ids["version"]},
        wrote="participants_participant",
    ),
    "participant_decide": Payload(
        lambda s: {"decision": "accept", "version": s.ids["version"]},
        wrote="participants_screening",
    ),
    "participant_evidence": Payload(
        same(**EVIDENCE, **on("dated_on")), wrote="participants_evidence"
    ),
    "participant_evidence_remove": Payload(wrote="participants_evidence"),
    "attestations": Payload(
        lambda s: {
            "person": s.ids["participant_id"],
            "statement": "I saw it.",
            **on("dated_on"),
        },
        wrote="participants_attestation",
    ),
    "lists_home": Payload(
        lambda s: {"text": LIST, "programme": s.ids["programme_id"]},
        wrote="participants_peoplelist",
    ),
    "list_detail": Payload(lambda s: s.ids["review"], wrote="participants_peoplelist"),
    "list_rows": Payload(
        lambda s: {"act": "leave_out", "row": s.ids["row"]}, wrote="participants_peoplelist"
    ),
    "list_bring_in": Payload(
        lambda s: {"version": s.ids["list_version"]}, wrote="participants_peoplelist"
    ),
    "list_read_again": Payload(wrote="participants_peoplelist"),
    "list_undo": Payload(wrote="participants_peoplelist"),
    "list_discard": Payload(wrote="participants_peoplelist"),
}
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
DEFINITION = (file_of("pulse") or b"").replace(b"version: 1", b"version: 9")
AFTERWARDS = {
    "setting_edit": Payload(same(value=45), RUNS, "programmes_settingchange"),
    "instrument_bring": Payload(
        lambda s: {"upload": SimpleUploadedFile("pulse.yaml", DEFINITION)},
        RUNS,
        "instruments_instrument",
    ),
    "participant_rounds": Payload(same(instrument="pulse"), wrote="instruments_round"),
    "round_link": Payload(wrote="instruments_round"),
    "me_round": Payload(same(item="g2", value="3"), "mentee", "instruments_answer"),
    "round_by_link": Payload(same(item="g2", value="3"), "visitor", "instruments_answer"),
    "match_state": Payload(same(step="hold", why="Exams."), wrote="mentoring_match"),
    "closure_begin": Payload(
        same(reason="moved", asked_by="mentor"), wrote="closures_closure"
    ),
    "closure_interview": Payload(same(why_not="No phone."), wrote="closures_interview"),
    "closure_meeting": Payload(same(why_not_met="Too far."), wrote="closures_closure"),
    "closure_after": Payload(
        same(next_steps="None.", contact_after="none",
             **on("responsible_until", date(2030, 1, 1))),
        wrote="closures_closure",
    ),
    "closure_finish": Payload(wrote="closures_closure"),
    "follow_up_page": Payload(same(was_reached="0"), wrote="closures_followup"),
    "me_follow_up": Payload(same(question="account", said="yes"), "mentee", "closures_followup"),
    "certificate_give": Payload(
        same(name="New", language="en", hours=3, competencies="listening", **on("starts_on"),
             **on("ends_on")),
        wrote="closures_certificate",
    ),
    "certificate_withdraw": Payload(wrote="closures_certificate"),
    "handbook_add": Payload(same(title="New", text="New."), RUNS, "handbook_section"),
    "handbook_publish": Payload(same(note="New."), RUNS, "handbook_edition"),
    "handbook_section": Payload(same(title="New", text="New."), RUNS, "handbook_section"),
    "handbook_testers": Payload(
        lambda s: {"organisations": str(s.ids["guest"])}, RUNS, "handbook_tester"
    ),
    "report_add": Payload(
        same(kind="national", title="New", language="en", country="IT"), RUNS, "reports_report"
    ),
    "report_step": Payload(same(step="submit"), RUNS, "reports_report"),
    "report_publish": Payload(by=RUNS, wrote="reports_reportedition"),
    "report_section_add": Payload(same(title="New"), RUNS, "reports_reportsection"),
    "report_languages": Payload(by=RUNS, wrote="reports_report"),
    "report_section": Payload(
        same(title="New", text="New.", version="2"), RUNS, "reports_sectionversion"
    ),
    "report_section_settings": Payload(
        same(status="ready", owner_id="", order="1"), RUNS, "reports_reportsection"
    ),
    "report_section_comments": Payload(same(text="New."), RUNS, "reports_sectioncomment"),
    "report_section_block": Payload(by=RUNS, wrote="reports_sectionversion"),
    "report_section_translate": Payload(
        same(title="New", text="New.", version="1", of_version="2"),
        RUNS,
        "reports_sectiontranslation",
    ),
    "report_comment_settle": Payload(by=RUNS, wrote="reports_sectioncomment"),
    "handbook_comment": Payload(
        same(section="purpose", works="yes"), "partner_lead", "handbook_comment"
    ),
}  # fmt: skip
LEADS = "partner_lead"
QUICK = dict.fromkeys(shipped()["quick"].indicators, "50")
RESEARCH = {
    "benchmark_bring": Payload(
        lambda s: {"upload": SimpleUploadedFile("own.yaml", NEW_SET)}, RUNS,
        "benchmarks_benchmark",
    ),
    "benchmark_publish": Payload(by=RUNS, wrote="benchmarks_benchmark"),
    "benchmark_assess": Payload(by=LEADS, wrote="benchmarks_assessment"),
    "assessment_answers": Payload(same(lead="100"), LEADS, "benchmarks_answer"),
    "assessment_submit": Payload(by=LEADS, wrote="benchmarks_assessment"),
    "quick_check_keep": Payload(same(**QUICK), LEADS, "benchmarks_assessment"),
    "practice_add": Payload(
        same(title="New", country="SE", language="en"), LEADS, "practices_practice"
    ),
    "practice_edit": Payload(same(title="New", language="en"), LEADS, "practices_practice"),
    "practice_step": Payload(same(step="report"), LEADS, "practices_practice"),
    "practice_assess": Payload(by=LEADS, wrote="benchmarks_assessment"),
    "practice_label": Payload(by=LEADS),
    "practice_remove": Payload(by=LEADS, wrote="practices_practice"),
    "transfer_add": Payload(
        same(adopter="New", country="SE", how="As it is.", **on("since")), LEADS,
        "practices_transfer",
    ),
    "transfer_remove": Payload(by=LEADS, wrote="practices_transfer"),
    "media_add": Payload(same(title="New", url="https://example.org/"), LEADS, "practices_media"),
    "media_remove": Payload(by=LEADS, wrote="practices_media"),
    "practice_lists": Payload(
        lambda s: {"upload": SimpleUploadedFile("new.csv", b"Title,Country,Summary\nA,SE,B\n"),
                   "programme": str(s.ids["programme_id"])},
        LEADS, "practices_practicelist",
    ),
    "practice_list": Payload(
        lambda s: {"version": s.ids["practice_list_version"]}, LEADS, "practices_practicelist"
    ),
    "practice_list_in": Payload(by=LEADS, wrote="practices_practice"),
    "practice_list_undo": Payload(by=LEADS, wrote="practices_practicelist"),
    "practice_list_discard": Payload(by=LEADS, wrote="practices_practicelist"),
}  # fmt: skip
CONTACT = {
    "whom": "mentee", "is_reached": "no", "channel": "phone", "nature": "check_in",
}  # fmt: skip
CARE = {
    "person_restrict": Payload(wrote="people_person"),
    "person_unrestrict": Payload(wrote="people_person"),
    "person_erase": Payload(same(understood="on"), wrote="people_identity"),
    "dismissal_take_back": Payload(wrote="care_dismissal"),
    "alarm_dismiss": Payload(same(reason="We met."), wrote="care_dismissal"),
    "alarm_remind": Payload(wrote="care_reminder"),
    "reminder_whatsapp": Payload(wrote="amir_messages_delivery"),
    "contact_log": Payload(
        lambda s: {**CONTACT, **on("held_on", clock.today())}, wrote="care_contact"
    ),
    "contact_remove": Payload(wrote="care_contact"),
    "gathering_add": Payload(
        same(kind="group", title="New", **on("held_on")), wrote="care_gathering"
    ),
    "wellbeing_ask": Payload(same(state="good"), wrote="care_wellbeing"),
    "suggestion_answer": Payload(same(answer="We do it."), wrote="care_suggestion"),
    "me_suggest": Payload(same(text="More time."), "mentee", "care_suggestion"),
    "me_rights": Payload(same(ask="erase"), "mentor", "mentoring_wish"),
}
SHOWN = {
    "publication_withdraw": Payload(
        same(why="New."), "programme_coordinator", "publishing_publishedwork"
    ),
}
PAYLOADS = {
    **KIT, **WAYS_IN, **ORGANISATIONS, **PROGRAMMES, **PARTICIPANTS, **SAFEGUARDING, **RECRUITING,
    **MENTORING, **MEETINGS, **AFTERWARDS, **CARE, **PLANNING, **FOCUS_GROUPS,
    **RESEARCH, **SHOWN, **API,
}  # fmt: skip
