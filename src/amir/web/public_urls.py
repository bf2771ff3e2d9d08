"""Addresses that begin with the language; config/urls.py puts it before them."""

from django.urls import path

from .views import public

urlpatterns = [
    path("", public.home, name="home"),
    path("programmes/<slug:key>/", public.programme_page, name="programme_page"),
]
