"""Addresses of consultations: the desk, and what everybody sees."""

from django.urls import path

from .views import contributions, desk, public

R = "desk/consultations/<uuid:consultation_id>/"
C = "consult/<slug:round_slug>/"

urlpatterns = [
    path("desk/strategies/<uuid:strategy_id>/rounds/begin/", desk.consultation_begin,
         name="consultation_begin"),
    path(R, desk.consultation, name="consultation"),
    path(f"{R}edit/", desk.consultation_edit, name="consultation_edit"),
    path(f"{R}step/", desk.consultation_step, name="consultation_step"),
    path(f"{R}contributions/", contributions.contributions, name="contributions"),
    path(f"{R}type/", contributions.contribution_type, name="contribution_type"),
    path(f"{R}workshop/", desk.workshop_add, name="workshop_add"),
    path(f"{R}publish/", desk.consultation_publish, name="consultation_publish"),
    path(f"{R}report/", desk.consultation_report, name="consultation_report"),
    path(f"{R}poster/<slug:language>/", desk.consultation_poster, name="consultation_poster"),
    path("desk/contributions/<uuid:contribution_id>/", contributions.contribution,
         name="contribution"),
    path("desk/contributions/<uuid:contribution_id>/answer/", contributions.contribution_answer,
         name="contribution_answer"),
    path("desk/contributions/<uuid:contribution_id>/sort/", contributions.contribution_sort,
         name="contribution_sort"),
    path(C, public.consult, name="consult"),
    path(f"{C}begin/", public.begin, name="consult_begin"),
    path(f"{C}answers/", public.answers, name="consult_answers"),
    path(f"{C}thanks/", public.thanks, name="consult_thanks"),
    path(f"{C}a/<str:contribution_token>/<int:place>/", public.question, name="consult_question"),
    path(f"{C}a/<str:contribution_token>/send/", public.send, name="consult_send"),
]  # fmt: skip
