"""Addresses of this room. None of them says anything about a concern."""

from django.urls import path

from . import views

urlpatterns = [
    path("concern/", views.concern_report, name="concern_report"),
    path("concern/sent/", views.concern_sent, name="concern_sent"),
    path("concern/<uuid:organisation_id>/", views.concern_report_to, name="concern_report_to"),
    path("desk/concerns/", views.concerns_list, name="concerns_list"),
    path("desk/concerns/<uuid:concern_id>/", views.concern_detail, name="concern_detail"),
    path("desk/concerns/<uuid:concern_id>/subject/", views.concern_subject, name="concern_subject"),
    path("desk/concerns/<uuid:concern_id>/entry/", views.concern_entry, name="concern_entry"),
]
