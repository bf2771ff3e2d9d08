"""What was published, for everybody: light pages that need no script and set no cookie."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify

from amir.core.actor import Actor
from amir.core.compressing import compressed
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.i18n import is_right_to_left, own_name_of
from amir.core.limits import allow
from amir.documents.citing import FORMATS, bibtex, in_words, ris
from amir.documents.writers import FORMS
from amir.kit.views import too_often
from amir.people.devices import address_of as device_of
from amir.programmes.models import Programme
from amir.programmes.queries import public_programme_or_404
from amir.strategies.document import place_said

from ..citing import address_of, cited, json_ld
from ..enums import REPORTS, STRATEGIES, WorkKind
from ..feeds import rss
from ..models import PublishedWork
from ..queries import (
    Feed,
    Reading,
    feed_or_404,
    newer_than,
    open_works,
    practices_of,
    reading_or_404,
    translations_of,
)
from ..reading import file_of, pages_of

# A PDF takes a moment to make: so many an hour from one address.
MOST_FILES, WINDOW = 300, timedelta(hours=1)
KEPT = "public, max-age=300"


@guarded("public", load=public_programme_or_404)
@compressed
def publications(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What a programme has published; `?in=` keeps to one language."""
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    wanted = request.GET.get("in", "")
    works = list(open_works(programme.pk))
    if wanted in programme.languages:
        works = [work for work in works if wanted in work.languages]
    practices = practices_of(programme.pk)
    shown = {
        "programme": programme,
        "groups": _grouped(works, wanted),
        "practices": practices.count(),
        "countries": practices.order_by().values("country").distinct().count(),
        "languages": [(code, own_name_of(code), code == wanted) for code in programme.languages],
        "feeds": [(code, own_name_of(code), _feed(programme, code))
                  for code in programme.languages],
        "alternates": _alternates(request, programme),
        "is_narrowed": wanted in programme.languages,
    }  # fmt: skip
    return render(request, "publishing/list.html", shown)


@guarded("public", load=reading_or_404)
@compressed
def publication(request: HttpRequest, reading: Reading) -> HttpResponse:
    """An edition in a language, page by page (`?page=`). Withdrawn: when and why, no words."""
    work, language = reading.work, reading.language
    request.programme = reading.programme  # type: ignore[attr-defined]
    around = language if language in dict(settings.LANGUAGES) else "en"
    newer = newer_than(work)
    with translation.override(around):
        shown: dict[str, Any] = {
            "work": work,
            "programme": reading.programme,
            "title": work.titles[language],
            "language": language,
            "direction": "rtl" if is_right_to_left(language) else "ltr",
            "place": _place(work),
            "newer": address_of(newer, newer.language) if newer else "",
            "others": _others(work, language),
        }
        if work.withdrawn_on is not None:
            return render(request, "publishing/withdrawn.html", shown, status=410)
        shown |= _opened(request, reading)
        response = render(request, "publishing/work.html", shown)
    response["Content-Language"] = around
    return _kept(request, response)


@guarded("public", load=reading_or_404)
def publication_file(request: HttpRequest, reading: Reading) -> HttpResponse:
    """An edition as PDF or Word file (?as=pdf or docx)."""
    ending = request.GET.get("as", "pdf")
    if ending not in ("pdf", "docx") or reading.work.withdrawn_on is not None:
        raise Http404
    if not allow("publishing.file", device_of(request), most=MOST_FILES, within=WINDOW):
        return too_often(request)
    try:
        content = file_of(reading.document, ending)
    except Refused as refusal:
        # A script without a font here: the page can be read all the same.
        raise Http404 from refusal
    response = HttpResponse(content, content_type=FORMS[ending].content_type)
    response["Content-Disposition"] = f'attachment; filename="{_stem(reading)}.{ending}"'
    return _kept(request, response)


@guarded("public")
def publication_cite(
    request: HttpRequest, published_id: UUID, language: str, form: str
) -> HttpResponse:
    """How to cite it, for a reference manager: a BibTeX or RIS file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    reading = reading_or_404(actor, published_id, language)
    if form not in FORMATS or reading.work.withdrawn_on is not None:
        raise Http404
    it = cited(reading)
    text = bibtex(it) if form == "bib" else ris(it)
    response = HttpResponse(text, content_type=f"{FORMATS[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{it.key}.{form}"'
    return response


@guarded("public", load=feed_or_404)
@compressed
def publications_feed(request: HttpRequest, feed: Feed) -> HttpResponse:
    """What is new, in one language."""
    around = feed.language if feed.language in dict(settings.LANGUAGES) else "en"
    with translation.override(around):
        page = settings.SITE_URL + reverse("publications", args=[feed.programme.key])
        response = HttpResponse(rss(feed, page=page), content_type="application/rss+xml")
    return _kept(request, response)


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """On its way, it may be kept for a while; not what stands around it for who is signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    response["Cache-Control"] = "private, no-cache" if actor.is_signed_in else KEPT
    patch_vary_headers(response, ("Cookie",))
    return response


def _opened(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    pages = pages_of(reading.document)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    if not 1 <= number <= len(pages):
        raise Http404
    it = cited(reading)
    return {
        "page": pages[number - 1],
        "pages": pages,
        "before": number - 1,
        "after": number + 1 if number < len(pages) else 0,
        "document": reading.document,
        "citation": in_words(it),
        "bibtex": bibtex(it),
        "canonical": it.address,
        "alternates": [(code, address_of(reading.work, code)) for code in reading.work.languages]
        + [(each.language, address_of(each, each.language)) for each in
           translations_of(reading.work)],
        "json_ld": json_ld(reading),
        "feed": _feed(reading.programme, reading.language),
    }  # fmt: skip


def _grouped(works: Iterable[PublishedWork], wanted: str) -> list[dict[str, Any]]:
    """Strategies, reports, answers: each work with its place and its languages."""
    rows = [
        {
            "work": work,
            "title": work.titles[wanted if wanted in work.languages else work.language],
            "language": wanted if wanted in work.languages else work.language,
            "place": _place(work),
            "languages": [(code, own_name_of(code)) for code in work.languages],
        }
        for work in works
    ]
    orders = {"strategies": STRATEGIES, "reports": REPORTS, "answers": (WorkKind.ANSWERS,)}
    found = []
    for name, kinds in orders.items():
        own = [row for kind in kinds for row in rows if row["work"].kind == kind]
        if own:
            found.append({"name": name, "rows": own})
    return found


def _place(work: PublishedWork) -> str:
    held = {name: getattr(work, name) for name in ("country", "region", "municipality")}
    return place_said(held)


def _others(work: PublishedWork, language: str) -> list[tuple[str, str, str]]:
    """(language, own name, address) of everything in which it can be read besides."""
    found = [(code, work) for code in work.languages if code != language]
    found += [(each.language, each) for each in translations_of(work)]
    return [(code, own_name_of(code), address_of(each, code)) for code, each in found]


def _feed(programme: Programme, language: str) -> str:
    if language not in programme.languages:
        return ""
    return reverse("publications_feed", kwargs={"key": programme.key, "language": language})


def _alternates(request: HttpRequest, programme: Programme) -> list[tuple[str, str]]:
    """The same list around in each of our languages."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            path = reverse("publications", args=[programme.key])
        found.append((code, f"{settings.SITE_URL}{path}"))
    return found


def _stem(reading: Reading) -> str:
    work = reading.work
    parts = (reading.programme.key, work.kind, work.municipality or work.country,
             str(work.number), reading.language)  # fmt: skip
    return slugify("-".join(filter(None, parts)))
