"""Every address of the platform: each room brings its own."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.module_loading import module_has_submodule

from amir.config.api import PREFIX
from amir.config.api import urls as api_urls
from amir.config.third_party import urlpatterns as third_party

urlpatterns = [
    *(
        path("", include(f"amir.{room}.urls"))
        for room in settings.ROOMS
        if module_has_submodule(import_module(f"amir.{room}"), "urls")
    ),
    *third_party,
    path(f"{PREFIX[1:]}/", api_urls),
    # The language comes before what a room has for everybody.
    *i18n_patterns(
        *(
            path("", include(f"amir.{room}.public_urls"))
            for room in settings.ROOMS
            if module_has_submodule(import_module(f"amir.{room}"), "public_urls")
        )
    ),
]
handler400 = "amir.kit.views.bad_request"
handler403 = "amir.kit.views.not_allowed"
handler404 = "amir.config.api.not_found"
handler500 = "amir.kit.views.server_error"
