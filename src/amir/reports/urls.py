"""Addresses of reports."""

from django.urls import path

from .views import published, reports, sections, translations

P = "desk/programmes/<slug:key>/reports/"
R = "desk/reports/<uuid:report_id>/"
S = "desk/reports/sections/<uuid:section_id>/"

urlpatterns = [
    path(P, reports.programme_reports, name="programme_reports"),
    path("desk/programmes/<slug:key>/matrix/", published.programme_matrix, name="programme_matrix"),
    path(f"{P}add/", reports.report_add, name="report_add"),
    path(f"{P}editions/<uuid:edition_id>/", published.report_edition, name="report_edition"),
    path(
        f"{P}editions/<uuid:edition_id>/file/",
        published.report_edition_file,
        name="report_edition_file",
    ),
    path(R, reports.report_page, name="report_page"),
    path(f"{R}step/", reports.report_step, name="report_step"),
    path(f"{R}publish/", reports.report_publish, name="report_publish"),
    path(f"{R}preview/", reports.report_preview, name="report_preview"),
    path(f"{R}file/", reports.report_file, name="report_file"),
    path(f"{R}sections/add/", sections.section_add, name="report_section_add"),
    path(f"{R}languages/", translations.report_languages, name="report_languages"),
    path(S, sections.section_write, name="report_section"),
    path(f"{S}settings/", sections.section_settings, name="report_section_settings"),
    path(f"{S}versions/", sections.section_versions, name="report_section_versions"),
    path(f"{S}comments/", sections.section_comments, name="report_section_comments"),
    path(f"{S}block/<slug:block>/", sections.section_block, name="report_section_block"),
    path(f"{S}in/<str:into>/", translations.section_translate, name="report_section_translate"),
    path(
        "desk/reports/comments/<uuid:comment_id>/settle/",
        sections.comment_settle,
        name="report_comment_settle",
    ),
]
