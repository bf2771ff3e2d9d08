"""Addresses of this room."""

from django.urls import path

from .views import certifying, closing, following

C = "desk/closings/<uuid:closure_id>/"

urlpatterns = [
    path("desk/matches/<uuid:match_id>/state/", closing.match_state, name="match_state"),
    path("desk/matches/<uuid:match_id>/close/", closing.closure_begin, name="closure_begin"),
    path("desk/closings/", closing.closures, name="closures"),
    path(C, closing.closure_page, name="closure_page"),
    path(f"{C}talk/<slug:side>/", closing.closure_interview, name="closure_interview"),
    path(f"{C}meeting/", closing.closure_meeting, name="closure_meeting"),
    path(f"{C}after/", closing.closure_after, name="closure_after"),
    path(f"{C}finish/", closing.closure_finish, name="closure_finish"),
    path("desk/follow-up/", following.follow_ups, name="follow_ups"),
    path("desk/follow-up/<uuid:follow_up_id>/", following.follow_up_page, name="follow_up_page"),
    path("me/follow-up/<uuid:follow_up_id>/", following.me_follow_up, name="me_follow_up"),
    path("desk/certificates/", certifying.certificates, name="certificates"),
    path("desk/participants/<uuid:participant_id>/certificate/", certifying.certificate_give,
         name="certificate_give"),
    path("desk/certificates/<uuid:certificate_id>/", certifying.certificate_page,
         name="certificate_page"),
    path("desk/certificates/<uuid:certificate_id>/file/", certifying.certificate_file,
         name="certificate_file"),
    path("desk/certificates/<uuid:certificate_id>/withdraw/", certifying.certificate_withdraw,
         name="certificate_withdraw"),
    path("me/certificates/", certifying.me_certificates, name="me_certificates"),
    path("me/certificates/<uuid:certificate_id>/file/", certifying.me_certificate_file,
         name="me_certificate_file"),
    path("verify/<str:code>/", certifying.verify, name="verify"),
    path("issuers/<uuid:organisation_id>/", certifying.issuer, name="issuer"),
]  # fmt: skip
