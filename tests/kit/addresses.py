"""The kit's addresses alone: its tests do not depend on the rooms above."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from amir.core.guard import guarded


@guarded("signed_in", methods=("GET", "POST"))
def diary(request: HttpRequest) -> HttpResponse:
    """A page that needs a person."""
    return HttpResponse("diary")


@guarded("public")
def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("", include("amir.kit.urls")),
    path("diary/", diary, name="diary"),
    path("broken/", broken),
]
handler400 = "amir.kit.views.bad_request"
handler403 = "amir.kit.views.not_allowed"
handler404 = "amir.kit.views.not_found"
handler500 = "amir.kit.views.server_error"
