"""Addresses of coverage."""

from django.urls import path

from . import views

urlpatterns = [
    path(
        "desk/programmes/<slug:key>/coverage/", views.programme_coverage, name="programme_coverage"
    ),
]
