"""Pages for everybody travel compressed. Pages with a secret never do: their length tells of it.

Whoever can make a browser open a page with words of their choice, and see how long the answer is,
can guess a secret on the page letter by letter if the page is compressed (BREACH). So a view says
that it is for everybody (`@compressed`), and what it shows to somebody who is signed in, or with a
token against forgery on it, goes out as it is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

View = Callable[..., HttpResponse]
_TOKEN = b"csrfmiddlewaretoken"


def compressed(view: View) -> View:
    """Compress what the view answers to visitors who accept it. Stands under `@guarded`."""

    @wraps(view)
    def inner(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = view(request, *arguments, **named)
        # Also where it is not compressed: what keeps copies must ask again for somebody else.
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        return response if _has_secret(request, response) else _gzip(request, response)

    return inner


def _has_secret(request: HttpRequest, response: HttpResponse) -> bool:
    is_signed_in = request.actor.is_signed_in  # type: ignore[attr-defined]
    return is_signed_in or response.streaming or _TOKEN in response.content


def _gzip(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Django's own, which leaves short answers and those of a known encoding as they are."""
    made = GZipMiddleware(lambda _request: response).process_response(request, response)
    assert isinstance(made, HttpResponse)  # noqa: S101  told to the type checker
    return made
