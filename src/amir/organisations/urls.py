"""Addresses of organisations on the desk."""

from django.urls import path

from .views import audit, emergency, organisation

urlpatterns = [
    path("desk/organisation/", organisation.organisation_own, name="organisation_own"),
    path(
        "desk/organisation/<uuid:organisation_id>/",
        organisation.organisation,
        name="organisation",
    ),
    path(
        "desk/organisation/<uuid:organisation_id>/edit/",
        organisation.organisation_edit,
        name="organisation_edit",
    ),
    path(
        "desk/organisation/<uuid:organisation_id>/invite/",
        organisation.colleague_invite,
        name="colleague_invite",
    ),
    path("desk/colleagues/<uuid:membership_id>/", organisation.colleague, name="colleague"),
    path(
        "desk/colleagues/<uuid:membership_id>/appoint/",
        organisation.colleague_appoint,
        name="colleague_appoint",
    ),
    path(
        "desk/colleagues/<uuid:membership_id>/dismiss/",
        organisation.colleague_dismiss,
        name="colleague_dismiss",
    ),
    path(
        "desk/colleagues/<uuid:membership_id>/off/",
        organisation.colleague_switch_off,
        name="colleague_switch_off",
    ),
    path(
        "desk/colleagues/<uuid:membership_id>/on/",
        organisation.colleague_switch_on,
        name="colleague_switch_on",
    ),
    path("desk/audit/", audit.audit, name="audit"),
    path("desk/emergencies/", emergency.emergencies, name="emergencies"),
    path("desk/emergencies/open/", emergency.emergency_open, name="emergency_open"),
    path("desk/emergencies/<uuid:emergency_id>/", emergency.emergency, name="emergency"),
    path(
        "desk/emergencies/<uuid:emergency_id>/close/",
        emergency.emergency_close,
        name="emergency_close",
    ),
    path(
        "desk/emergencies/<uuid:emergency_id>/review/",
        emergency.emergency_review,
        name="emergency_review",
    ),
]
