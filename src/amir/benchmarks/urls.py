"""Addresses of this room."""

from django.urls import path

from .views import desk, quick

P = "desk/programmes/<slug:key>/benchmarks/"
A = "desk/assessments/"

urlpatterns = [
    path(P, desk.programme_benchmarks, name="programme_benchmarks"),
    path(f"{P}bring/", desk.benchmark_bring, name="benchmark_bring"),
    path(f"{P}<slug:benchmark>/<int:version>/", desk.benchmark_page, name="benchmark_page"),
    path(f"{P}<slug:benchmark>/<int:version>/file/", desk.benchmark_file, name="benchmark_file"),
    path(f"{P}<slug:benchmark>/<int:version>/publish/", desk.benchmark_publish,
         name="benchmark_publish"),
    path(f"{P}<slug:benchmark>/<int:version>/assess/", desk.benchmark_assess,
         name="benchmark_assess"),
    path(A, desk.assessments, name="assessments"),
    path(f"{A}<uuid:assessment_id>/", desk.assessment_page, name="assessment_page"),
    path(f"{A}<uuid:assessment_id>/answers/", desk.assessment_answers, name="assessment_answers"),
    path(f"{A}<uuid:assessment_id>/submit/", desk.assessment_submit, name="assessment_submit"),
    path("benchmarks/schema.json", desk.benchmark_schema, name="benchmark_schema"),
    path("quick-check/", quick.quick_check, name="quick_check"),
    path("quick-check/outline/", quick.quick_check_outline, name="quick_check_outline"),
    path("quick-check/keep/", quick.quick_check_keep, name="quick_check_keep"),
]  # fmt: skip
