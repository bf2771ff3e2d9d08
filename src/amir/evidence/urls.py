"""Addresses of evidence."""

from django.urls import path

from .views import books, coding, groups, sharing, texts

P = "desk/programmes/<slug:key>/evidence/"
D = "desk/evidence/"
GROUP = f"{D}groups/<uuid:group_id>/"
TEXT = f"{D}texts/<uuid:text_id>/"
EXCERPT = f"{D}excerpts/<uuid:excerpt_id>/"
GUIDE = f"{P}guides/<uuid:guide_id>/"
BOOK = f"{P}codebooks/<uuid:book_id>/"

urlpatterns = [
    path(P, sharing.programme_evidence, name="programme_evidence"),
    path(f"{P}quotes/", sharing.quotes, name="evidence_quotes"),
    path(f"{P}themes/", sharing.themes, name="evidence_themes"),
    path(f"{P}published/<slug:label>/", sharing.published, name="evidence_published"),
    path(f"{P}agreement/", sharing.agreement, name="evidence_agreement"),
    path(f"{P}file/", sharing.project, name="evidence_project_file"),
    path(f"{P}groups/add/", groups.add, name="evidence_group_add"),
    path(GROUP, groups.group, name="evidence_group"),
    path(f"{GROUP}plan/", groups.plan, name="evidence_group_plan"),
    path(f"{GROUP}facts/", groups.facts, name="evidence_group_facts"),
    path(f"{GROUP}summary/", groups.summary, name="evidence_group_summary"),
    path(f"{GROUP}step/", groups.step, name="evidence_group_step"),
    path(f"{GROUP}project/", sharing.bring, name="evidence_project_bring"),
    path(f"{GROUP}memo/", coding.memo_add, name="evidence_memo_add"),
    path(f"{GROUP}texts/add/", texts.add, name="evidence_text_add"),
    path(f"{D}waiting/<uuid:incoming_id>/", texts.names, name="evidence_names"),
    path(f"{D}waiting/<uuid:incoming_id>/drop/", texts.names_drop, name="evidence_names_drop"),
    path(TEXT, texts.text, name="evidence_text"),
    path(f"{TEXT}translation/", texts.translation, name="evidence_text_translation"),
    path(f"{TEXT}remove/", texts.remove, name="evidence_text_remove"),
    path(f"{TEXT}excerpt/", coding.excerpt_add, name="evidence_excerpt_add"),
    path(f"{TEXT}<int:order>/", texts.passage, name="evidence_passage"),
    path(EXCERPT, coding.excerpt, name="evidence_excerpt"),
    path(f"{EXCERPT}translation/", coding.translation, name="evidence_excerpt_translation"),
    path(f"{EXCERPT}quote/", coding.approve, name="evidence_excerpt_approve"),
    path(f"{EXCERPT}remove/", coding.remove, name="evidence_excerpt_remove"),
    path(f"{D}memos/<uuid:memo_id>/remove/", coding.memo_remove, name="evidence_memo_remove"),
    path(f"{P}guides/", books.guides, name="evidence_guides"),
    path(f"{P}guides/add/", books.guide_add, name="evidence_guide_add"),
    path(GUIDE, books.guide, name="evidence_guide"),
    path(f"{GUIDE}edit/", books.guide_edit, name="evidence_guide_edit"),
    path(f"{GUIDE}act/", books.guide_act, name="evidence_guide_act"),
    path(f"{P}codebooks/", books.codebooks, name="evidence_books"),
    path(f"{P}codebooks/add/", books.book_add, name="evidence_book_add"),
    path(f"{P}codebooks/bring/", books.book_bring, name="evidence_book_bring"),
    path(BOOK, books.book, name="evidence_book"),
    path(f"{BOOK}file/", books.book_file, name="evidence_book_file"),
    path(f"{BOOK}act/", books.book_act, name="evidence_book_act"),
    path(f"{BOOK}codes/add/", books.code_add, name="evidence_code_add"),
    path(f"{BOOK}codes/<uuid:code_id>/", books.code, name="evidence_code"),
    path(f"{BOOK}codes/<uuid:code_id>/remove/", books.code_remove, name="evidence_code_remove"),
]
