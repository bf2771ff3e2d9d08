"""Addresses that begin with the language; config/urls.py puts it before them."""

from django.urls import path

from .views import public

urlpatterns = [
    path("programmes/<slug:key>/publications/", public.publications, name="publications"),
]
