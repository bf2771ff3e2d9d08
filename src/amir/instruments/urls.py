"""Addresses of this room."""

from django.urls import path

from .views import desk, own

P = "desk/programmes/<slug:key>/questionnaires/"

urlpatterns = [
    path(P, desk.programme_instruments, name="programme_instruments"),
    path(f"{P}bring/", desk.instrument_bring, name="instrument_bring"),
    path(f"{P}<slug:instrument>/", desk.instrument_page, name="instrument_page"),
    path(f"{P}<slug:instrument>/file/", desk.instrument_file, name="instrument_file"),
    path("desk/people/<uuid:participant_id>/questionnaires/", desk.participant_rounds,
         name="participant_rounds"),
    path("desk/questionnaires/<uuid:round_id>/link/", desk.round_link, name="round_link"),
    path("me/questionnaires/<uuid:round_id>/", own.me_round, name="me_round"),
    path("questionnaire/<str:token>/", own.round_by_link, name="round_by_link"),
]  # fmt: skip
