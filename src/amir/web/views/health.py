"""For machines: is the platform well, and what may be crawled."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from amir.core.guard import guarded

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /me/\nDisallow: /demo/\n"


@guarded("public")
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; without one, no request gets so far, and it is a 500."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"well": True}, headers={"Cache-Control": "no-store"})


@guarded("public")
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone."""
    return HttpResponse(ROBOTS, content_type="text/plain")
