"""Background work on a page: how far it is, whether one waits with or without JavaScript."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from amir.core.models import Work

STOP_POLLING = 286  # htmx ends its polling at this status


@dataclass(frozen=True, slots=True)
class Progress:
    """What the bar shows. `url` answers with the bar alone; `result_url` is where it leads."""

    said: str
    url: str
    done: int = 0
    total: int = 0
    is_finished: bool = False
    is_failed: bool = False
    result_url: str = ""


def of(work: Work, url: str) -> Progress:
    """The progress of background work of the house."""
    return Progress(
        said=work.doing or work.title,
        url=url,
        done=work.total if work.state == Work.DONE else work.done,
        total=work.total,
        is_finished=work.state in (Work.DONE, Work.FAILED, Work.CANCELLED),
        is_failed=work.state in (Work.FAILED, Work.CANCELLED),
        result_url=work.result_url,
    )


def answer(request: HttpRequest, progress: Progress) -> HttpResponse:
    """The bar for htmx, which goes on to the result by itself; a redirect for a plain browser."""
    is_htmx = request.headers.get("HX-Request") == "true"
    if not is_htmx and progress.is_finished and progress.result_url:
        return redirect(progress.result_url)
    status = STOP_POLLING if progress.is_finished else 200
    response = render(request, "kit/part/progress.html", {"work": progress}, status=status)
    if is_htmx and progress.is_finished and progress.result_url and not progress.is_failed:
        response["HX-Redirect"] = progress.result_url
    return response
