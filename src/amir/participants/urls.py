"""Addresses of this room."""

from django.urls import include, path

from .views import person, records, signing

one = "desk/participants/<uuid:participant_id>/"

urlpatterns = [
    path("desk/participants/", records.participants_list, name="participants_list"),
    path("desk/participants/add/", records.participant_add, name="participant_add"),
    path(
        "desk/participants/undo/<uuid:batch>/", records.participants_undo, name="participants_undo"
    ),
    path(one, person.participant_detail, name="participant_detail"),
    path(f"{one}change/", records.participant_change, name="participant_change"),
    path(f"{one}step/", person.participant_step, name="participant_step"),
    path(f"{one}decide/", person.participant_decide, name="participant_decide"),
    path(f"{one}evidence/", person.participant_evidence, name="participant_evidence"),
    path(
        f"{one}evidence/<uuid:evidence_id>/remove/",
        person.participant_evidence_remove,
        name="participant_evidence_remove",
    ),
    path("desk/attestations/", signing.attestations, name="attestations"),
    path("", include("amir.participants.lists.urls")),
]
