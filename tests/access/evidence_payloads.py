"""Forms of evidence: one valid form for every route."""

from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.core import clock
from amir.evidence.refi import QdaCode, QdaProject, QdaText, written_codebook, written_project

from .payload import Payload, on, same

ROSA = "researcher"
CODES = (QdaCode(UUID(int=1), "Work"),)
PROJECT = QdaProject("New", CODES, (QdaText(UUID(int=2), "New", "We look for work."),))
PLAN = {"kind": "tcn", "place": "Town", "language": "en", "mode": "in_person"}
FACTS = {"people": 9, "consent_basis": "signed", "gender_women": 5}


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


EVIDENCE = {
    "evidence_group_add": Payload(
        lambda s: {**PLAN, "country": s.country}, ROSA, "evidence_focusgroup"
    ),
    "evidence_group_plan": Payload(same(**PLAN), ROSA, "evidence_focusgroup"),
    "evidence_group_facts": Payload(
        lambda s: {**FACTS, **on("held_on", clock.today())}, ROSA, "evidence_focusgroup"
    ),
    "evidence_group_summary": Payload(same(summary="New."), ROSA, "evidence_focusgroup"),
    "evidence_group_step": Payload(same(step="cancel"), ROSA, "evidence_groupstatus"),
    "evidence_project_bring": Payload(
        lambda s: {"file": _file("a.qdpx", written_project(PROJECT)), "language": "en"},
        ROSA, "evidence_passage",
    ),
    "evidence_memo_add": Payload(same(text="New."), ROSA, "evidence_memo"),
    "evidence_text_add": Payload(
        same(kind="notes", language="en", text="New."), ROSA, "evidence_passage"
    ),
    "evidence_names": Payload(same(do_0="replace", by_0="[name]"), ROSA, "evidence_passage"),
    "evidence_names_drop": Payload(by=ROSA, wrote="evidence_incoming"),
    "evidence_text_translation": Payload(
        same(language="it", text="Uno\nDue\nTre"), ROSA, "evidence_passage"
    ),
    "evidence_text_remove": Payload(by=ROSA, wrote="evidence_transcript"),
    "evidence_excerpt_add": Payload(same(from_paragraph=2), ROSA, "evidence_excerpt"),
    "evidence_passage": Payload(same(text="New."), ROSA, "evidence_passage"),
    "evidence_excerpt": Payload(
        lambda s: {"codes": str(s.ids["given_code"])}, "partner_lead", "evidence_coding"
    ),
    "evidence_excerpt_translation": Payload(same(translation="New."), ROSA, "evidence_excerpt"),
    "evidence_excerpt_approve": Payload(by=ROSA, wrote="evidence_excerpt"),
    "evidence_excerpt_remove": Payload(by=ROSA, wrote="evidence_excerpt"),
    "evidence_memo_remove": Payload(by=ROSA, wrote="evidence_memo"),
    "evidence_guide_add": Payload(
        same(title="New", language="en", text="New?"), ROSA, "evidence_guide"
    ),
    "evidence_guide_edit": Payload(same(title="New", text="New?"), ROSA, "evidence_guide"),
    "evidence_guide_act": Payload(same(act="publish"), ROSA, "evidence_guide"),
    "evidence_book_add": Payload(same(name="New"), ROSA, "evidence_codebook"),
    "evidence_book_bring": Payload(
        lambda s: {"name": "New", "file": _file("a.qdc", written_codebook(CODES))},
        ROSA, "evidence_code",
    ),
    "evidence_book_act": Payload(same(act="publish"), ROSA, "evidence_codebook"),
    "evidence_code_add": Payload(same(name="New", facet="need"), ROSA, "evidence_code"),
    "evidence_code": Payload(same(name="New", facet="need"), ROSA, "evidence_code"),
    "evidence_code_remove": Payload(by=ROSA, wrote="evidence_code"),
    "api:plan_focus_group": Payload(
        lambda s: {**PLAN, "country": s.country}, ROSA, "evidence_focusgroup", is_json=True
    ),
    "api:record_group_facts": Payload(
        lambda s: {"held_on": str(clock.today()), "people": 9, "consent_basis": "signed"},
        ROSA, "evidence_focusgroup", is_json=True,
    ),
    "api:take_group_step": Payload(
        same(step="cancel"), ROSA, "evidence_groupstatus", is_json=True
    ),
    "api:bring_group_text": Payload(
        same(kind="notes", language="en", text="New."), ROSA, "evidence_passage", is_json=True
    ),
    "api:mark_excerpt": Payload(
        same(from_paragraph=2, to_paragraph=2), ROSA, "evidence_excerpt", is_json=True
    ),
    "api:code_excerpt": Payload(
        lambda s: {"codebook_id": str(s.ids["given_book"]), "codes": [str(s.ids["given_code"])]},
        "partner_lead", "evidence_coding", is_json=True,
    ),
}  # fmt: skip
