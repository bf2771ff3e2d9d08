"""The kit's addresses alone: its tests do not depend on the rooms above."""

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from amir.core.guard import guarded
from amir.kit.progress import Progress, answer


@guarded("signed_in", methods=("GET", "POST"))
def diary(request: HttpRequest) -> HttpResponse:
    """A page that needs a person."""
    return HttpResponse("diary")


@guarded("public")
def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("broken on purpose")


@guarded("public")
def counting(request: HttpRequest, start: int) -> HttpResponse:
    """Work that is one further each time somebody asks."""
    work = Progress(f"Step {start}", f"/counting/{start + 1}/", start, 3, is_finished=start == 3)
    if start:
        return answer(request, work)
    page = "{% extends 'kit/desk.html' %}{% block scripts %}{% htmx_here %}{% endblock %}"
    page += "{% block content %}{% progress work %}{% endblock %}"
    return HttpResponse(Template(page).render(RequestContext(request, {"work": work})))


urlpatterns = [
    path("counting/<int:start>/", counting),
    path("", include("amir.kit.urls")),
    path("diary/", diary, name="diary"),
    path("broken/", broken),
]
handler400 = "amir.kit.views.bad_request"
handler403 = "amir.kit.views.not_allowed"
handler404 = "amir.kit.views.not_found"
handler500 = "amir.kit.views.server_error"
