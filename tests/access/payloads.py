"""For every route that takes a POST: one valid form, who sends it with effect, and what it writes.

`sent` is made from the side that the form is about; `query` stands in the address. `wrote` is the
audited table that gets a row; `kept` a table without audit whose rows differ afterwards; with
neither, the act leaves nothing in the database (a cookie, a page).
"""

from datetime import date

from .afterwards_payloads import AFTERWARDS
from .api_payloads import API
from .benchmark_payloads import BENCHMARKS
from .care_payloads import CARE
from .evidence_payloads import EVIDENCE as FOCUS_GROUPS
from .meeting_payloads import MEETINGS
from .mentoring_payloads import MENTORING, RECRUITING, SAFEGUARDING
from .payload import RUNS, Payload, on, same
from .planning_payloads import PLANNING

LIST = "Role,First name,Languages,Topics\nmentee,Somebody,Arabic,work"
EVIDENCE = {"kind": "trained", "source": "Folder"}
PERSON = {"preferred_name": "Somebody", "language": "en", "capacity": 1}
PROGRAMME = {
    "name": "New", "full_name": "New", "funder": "New", **on("starts_on"),
    **on("ends_on", date(2030, 1, 1)),
}  # fmt: skip
EVENT = {"kind": "meeting", "title": "New", **on("starts_on")}

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
SHOWN = {
    "publication_withdraw": Payload(
        same(why="New."), "programme_coordinator", "publishing_publishedwork"
    ),
}
PAYLOADS = {
    **KIT, **WAYS_IN, **ORGANISATIONS, **PROGRAMMES, **PARTICIPANTS, **SAFEGUARDING, **RECRUITING,
    **MENTORING, **MEETINGS, **AFTERWARDS, **CARE, **PLANNING, **FOCUS_GROUPS,
    **BENCHMARKS, **SHOWN, **API,
}  # fmt: skip
