"""Addresses of this room: the role and the application for everybody, the choosing for staff."""

from django.urls import path

from .views import applying, me, roles, screening, texts

urlpatterns = [
    path("join/<slug:slug>/", roles.join, name="join"),
    path("join/<slug:slug>/poster/", roles.poster, name="join_poster"),
    path("join/<slug:slug>/apply/", applying.start, name="apply_start"),
    path("join/<slug:slug>/apply/<str:token>/", applying.resume, name="apply_resume"),
    path("join/<slug:slug>/apply/<str:token>/<slug:step>/", applying.step, name="apply_step"),
    path("desk/roles/", roles.roles, name="roles"),
    path("desk/roles/<uuid:opening_id>/", roles.role, name="role"),
    path("desk/roles/<uuid:opening_id>/criteria/", texts.criteria, name="role_criteria"),
    path(
        "desk/roles/<uuid:opening_id>/text/<slug:language>/", texts.description, name="role_text"
    ),
    path("desk/roles/<uuid:opening_id>/consent/<slug:language>/", texts.consent,
         name="role_consent"),
    path("desk/roles/<uuid:opening_id>/poster/<slug:language>/", roles.poster_file,
         name="role_poster"),
    path("desk/stakeholders/", texts.stakeholders, name="stakeholders"),
    path("desk/applications/", screening.applications, name="applications"),
    path("desk/applications/help/", screening.help_somebody, name="application_help"),
    path("desk/applications/calls/<uuid:enquiry_id>/", screening.settle_call, name="call_settle"),
    path("desk/applications/<uuid:participant_id>/", screening.application, name="application"),
    path("desk/applications/<uuid:participant_id>/voice/<uuid:voice_id>/", screening.voice,
         name="application_voice"),
    path("desk/applications/<uuid:participant_id>/<slug:act>/", screening.act,
         name="application_act"),
    path("me/application/", me.application, name="me_application"),
    path("me/evaluation/<slug:moment>/", me.evaluation, name="me_evaluation"),
]  # fmt: skip
