"""For everybody: find published practices, as a list and on a map, and read one."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core.compressing import compressed
from amir.core.guard import guarded
from amir.documents.citing import in_words
from amir.kit.shells import script_of
from amir.programmes.models import Theme
from amir.programmes.wording import country_name

from ..citing import address_of, cited, json_ld
from ..countries import EUROPE
from ..enums import CostBand, Label, Phase, TargetGroup
from ..feeds import rss
from ..map import map_of
from ..models import PublishedFile, PublishedPractice
from ..queries import published_file_or_404, published_or_404
from ..searching import FACETS, MOST_COUNTED, search_practices
from ..tables import LABEL_TONES
from ..template import FIELDS
from .beside import as_file

MOST_VALUES = 40


@guarded("public")
@compressed
def practices_public(request: HttpRequest) -> HttpResponse:
    """Practices by words and facets; the map shows the same as the list."""
    text, chosen = _asked(request)
    page = request.GET.get("page", "1")[:4]
    found = search_practices(text, chosen, int(page) if page.isascii() and page.isdigit() else 1)
    themes = _themes()
    told = {
        "text": text,
        "found": found,
        "rows": [_shown(row, themes) for row in found.rows],
        "said": _said(found.total),
        "facets": _facets(found.counts, chosen, themes),
        "is_narrowed": bool(text.strip()) or any(chosen.values()),
        "map": map_of(found.places),
        "read_as": [(word, ", ".join(near)) for word, near in found.read_as.items()],
        "before": _address(text, chosen, found.page - 1) if found.page > 1 else "",
        "after": _address(text, chosen, found.page + 1) if found.has_next else "",
        "feed": _address(text, chosen, name="practices_feed"),
    }
    return render(request, "practices/public.html", told)


@guarded("public")
@compressed
def practices_feed(request: HttpRequest) -> HttpResponse:
    """The first page of a search as RSS, with the words and facets of the list."""
    text, chosen = _asked(request)
    said = rss(search_practices(text, chosen).rows, page=_address(text, chosen),
               own=_address(text, chosen, name="practices_feed"))  # fmt: skip
    return HttpResponse(said, content_type="application/rss+xml; charset=utf-8")


def _asked(request: HttpRequest) -> tuple[str, dict[str, list[str]]]:
    """The words and what was chosen of each facet."""
    text = _readable(request.GET.get("q", ""))
    return text, {name: [_readable(v) for v in request.GET.getlist(name)[:20]] for name in FACETS}


def _readable(text: str) -> str:
    """What PostgreSQL can compare, and no more than anybody types."""
    return text.replace("\x00", "")[:200]


def _said(total: int | None) -> str:
    if total is None:
        return _("More than {most} practices. Narrow down to see numbers and the map.").format(
            most=MOST_COUNTED
        )
    return ngettext("{count} practice", "{count} practices", total).format(count=total)


def _themes() -> dict[str, str]:
    """Key -> name in the reader's language, of all public programmes."""
    return {theme.key: str(theme.name) for theme in Theme.objects.order_by("-order", "key")}


def named(facet: str, value: str, themes: dict[str, str]) -> str:
    """What a value of a facet is called in the reader's language."""
    if facet == "country":
        return country_name(value)
    if facet == "theme":
        return themes.get(value, value)
    if facet == "language":
        return script_of(value)[1] or value
    words: dict[str, Any] = {"group": TargetGroup, "phase": Phase, "label": Label, "cost": CostBand}
    return str(dict(words[facet].choices).get(value, value))


def _facets(counts: Any, chosen: dict[str, list[str]], themes: dict[str, str]) -> list[Any]:
    """Each facet with its values, how many each has, and whether it is chosen."""
    titles = {
        "country": _("Country"), "theme": _("Theme"), "group": _("For whom"),
        "phase": _("Pilot or regular"), "label": _("Label"), "cost": _("Cost"),
        "language": _("Language"),
    }  # fmt: skip
    found = []
    for name in FACETS:
        held = counts.get(name, {}) if counts else dict.fromkeys(_usual(name, themes), 0)
        values = sorted(held.items(), key=lambda each: (-each[1], each[0]))[:MOST_VALUES]
        values += [(value, 0) for value in chosen[name] if value not in held]
        boxes = [
            {"value": value, "name": named(name, value, themes), "count": count,
             "is_chosen": value in chosen[name]}
            for value, count in values
        ]  # fmt: skip
        if boxes:
            found.append({"name": name, "title": titles[name], "boxes": boxes,
                          "is_open": bool(chosen[name])})  # fmt: skip
    return found


def _usual(facet: str, themes: dict[str, str]) -> list[str]:
    """What can be chosen when there are too many practices to count."""
    fixed: dict[str, list[str]] = {
        "theme": list(themes), "group": TargetGroup.values, "phase": Phase.values,
        "label": [each for each in Label.values if each], "cost": CostBand.values,
        "country": list(EUROPE),
    }  # fmt: skip
    return fixed.get(facet, [])


def _address(
    text: str, chosen: dict[str, list[str]], page: int = 0, *, name: str = "practices_public"
) -> str:
    pairs: list[tuple[str, str | int]] = [("q", text)] if text else []
    pairs += [(facet, value) for facet, values in chosen.items() for value in values]
    query = urlencode([*pairs, ("page", page)] if page else pairs)
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _shown(row: PublishedPractice, themes: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "country": country_name(row.country),
        "themes": [themes.get(each, each) for each in row.themes],
        "label": dict(Label.choices).get(row.label, row.label),
        "tone": LABEL_TONES.get(row.label, "neutral"),
    }


@guarded("public", load=published_or_404)
@compressed
def practice_public(request: HttpRequest, published: PublishedPractice) -> HttpResponse:
    """One practice as it was published."""
    themes = _themes()
    texts = [(f.label, published.texts[f.key]) for f in FIELDS if published.texts.get(f.key)]
    groups = [named("group", each, themes) for each in published.target_groups]
    facts = [
        (_("Where"), f"{published.place}, {country_name(published.country)}".strip(", ")),
        (_("Themes"), ", ".join(themes.get(each, each) for each in published.themes)),
        (_("For whom"), ", ".join(groups)),
        (_("Pilot or regular"), named("phase", published.phase, themes)),
        (_("Cost"), named("cost", published.cost_band, themes)),
        (_("Since"), " – ".join(str(day.year) for day in (published.started_on,
                                                           published.ended_on) if day)),
        (_("Published by"), published.organisation_name),
        (_("Programme"), published.programme_name),
    ]  # fmt: skip
    told = {
        "shown": _shown(published, themes),
        "published": published,
        "texts": texts,
        "facts": [(label, value) for label, value in facts if value],
        "transfers": [{**each, "country": country_name(each["country"])}
                      for each in published.transfers],
        "files": published.files.defer("content"),
        "canonical": address_of(published),
        "citation": in_words(cited(published)),
        "json_ld": json_ld(published),
        "feed": reverse("practices_feed"),
    }  # fmt: skip
    return render(request, "practices/public_page.html", told)


@guarded("public", load=published_file_or_404)
def practice_public_file(request: HttpRequest, file: PublishedFile) -> HttpResponse:
    """A file of a published practice."""
    return as_file(file.name, bytes(file.content))
