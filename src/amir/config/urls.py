"""Every address of the platform: each room brings its own."""

from django.conf import settings
from django.urls import include, path
from django.utils.module_loading import module_has_submodule
from importlib import import_module

from amir.config.third_party import urlpatterns as third_party

urlpatterns = [
    *(
        path("", include(f"amir.{room}.urls"))
        for room in settings.ROOMS
        if module_has_submodule(import_module(f"amir.{room}"), "urls")
    ),
    *third_party,
]
handler400 = "amir.kit.views.bad_request"
handler403 = "amir.kit.views.not_allowed"
handler404 = "amir.kit.views.not_found"
handler500 = "amir.kit.views.server_error"
