"""What is posted from the questions on the way to closure, handbook and reports."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.instruments.shipped import file_of

from .payload import RUNS, Payload, on, same

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
