"""A strategy as a document, from what an edition keeps: the draft is one that nobody published."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from amir.core import clock
from amir.documents.model import (
    Block,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Table,
    shown,
)
from amir.programmes.models import Programme
from amir.programmes.queries import funding_of, themes_of
from amir.programmes.wording import country_name, said

from .codes import GROUPS, PARTNERSHIP, SERVED, code_list
from .content import content_of, parts_in
from .enums import MeasureState, PartKind, StrategyState, Turnout
from .models import Edition, Strategy
from .rules import ATTENDED, coverage

LINES = "\n\n"


def of_edition(edition: Edition, programme: Programme) -> Document:
    """A published edition, in its language."""
    with translation.override(edition.language):
        about = _("Edition {number}").format(number=edition.number)
        return _document(programme, edition.title, edition.language, edition.content,
                         edition.made_on, [about, StrategyState(edition.state).label])  # fmt: skip


def of_draft(strategy: Strategy, programme: Programme) -> Document:
    """The strategy as it is now, in its language."""
    with translation.override(strategy.language):
        return _document(programme, strategy.title, strategy.language, content_of(strategy),
                         clock.today(), [StrategyState(strategy.state).label])  # fmt: skip


def _document(
    programme: Programme, title: str, language: str, content: Mapping[str, Any], made_on: date,
    about: list[Any],
) -> Document:  # fmt: skip
    funding = funding_of(programme.pk, language)
    themes = {theme.key: str(said(theme.names, language)) for theme in themes_of(programme.pk)}
    place = place_said(content["place"], language)
    return Document(
        title=title,
        subtitle=" · ".join(str(part) for part in (place, *about) if part),
        language=language,
        made_on=made_on,
        organisation=programme.name,
        blocks=(
            *_adopted(content), *_sections(content), *_objectives(content, themes),
            *_time(content), *_partners(content), *_coverage(content), *_sources(content),
        ),
        small_print=tuple(
            str(text) for text in (funding.statement, funding.disclaimer) if str(text)
        ),
    )  # fmt: skip


def place_said(place: Mapping[str, str], language: str = "") -> str:
    """A place in words: "Bologna, Italy"; a region has its code only: "Greece, region EL303"."""
    country = country_name(place["country"], language) if place.get("country") else ""
    town, region = place.get("municipality"), place.get("region")
    if region and not town:
        return ", ".join(filter(None, (country, _("region {code}").format(code=region))))
    return ", ".join(filter(None, (town, country)))


def _adopted(content: Mapping[str, Any]) -> list[Block]:
    if not content.get("adopted_on"):
        return []
    day = date.fromisoformat(content["adopted_on"])
    return [Facts(((_("Adopted on"), day), (_("Adopted by"), content["adopted_by"])))]


def _sections(content: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts_in(content, PartKind.SECTION):
        if part["text"] or part["cites"]:
            blocks += [Heading(part["title"]), *_words(part)]
    return blocks


def _words(part: Mapping[str, Any]) -> list[Block]:
    """The paragraphs of a part; the numbers of what it leans on close it."""
    blocks: list[Block] = [Paragraph(each) for each in part["text"].split(LINES) if each.strip()]
    if part["cites"]:
        numbers = ", ".join(f"[{cite['number']}]" for cite in part["cites"])
        blocks.append(Paragraph(_("Evidence: {numbers}").format(numbers=numbers), "note"))
    return blocks


def _objectives(content: Mapping[str, Any], themes: Mapping[str, str]) -> list[Block]:
    objectives = parts_in(content, PartKind.OBJECTIVE)
    if not objectives:
        return []
    blocks: list[Block] = [Heading(_("Objectives and measures"))]
    measures = parts_in(content, PartKind.MEASURE)
    for objective in objectives:
        blocks.append(Heading(objective["title"], 2))
        if objective["theme"]:
            name = themes.get(objective["theme"], objective["theme"])
            blocks.append(Paragraph(_("Theme: {name}").format(name=name), "note"))
        blocks += _words(objective)
        for measure in measures:
            if measure["objective"] == objective["key"]:
                blocks += [Heading(measure["title"], 3), *_words(measure), _facts(measure)]
    return blocks


def _facts(measure: Mapping[str, Any]) -> Facts:
    groups = code_list(GROUPS)
    rows: list[tuple[str, Any]] = [
        (_("Who does it"), measure["owner"]),
        (_("From"), _day(measure["starts_on"])),
        (_("Until"), _day(measure["ends_on"])),
        (_("Money"), money(measure["budget"], measure["currency"])),
        (_("Measured by"), measure["indicator"]),
        (_("For whom"), ", ".join(groups.label_of(each) for each in measure["target_groups"])),
        *((groups.label_of(each), measure[f"attention_{each}"]) for each in ATTENDED),
        (_("Why not everybody"), measure["why_not"]),
        (_("State"), str(MeasureState(measure["state"]).label)),
    ]
    return Facts(tuple((label, value) for label, value in rows if value))


def _time(content: Mapping[str, Any]) -> list[Block]:
    rows = tuple(
        (part["title"], part["owner"], _day(part["starts_on"]), _day(part["ends_on"]))
        for part in parts_in(content, PartKind.MEASURE)
        if part["starts_on"] or part["ends_on"]
    )
    if not rows:
        return []
    heads = (_("Measure"), _("Who does it"), _("From"), _("Until"))
    return [Heading(_("Measures over time")), Table(heads, rows)]


def _partners(content: Mapping[str, Any]) -> list[Block]:
    listed = code_list(PARTNERSHIP)
    rows = []
    for point in listed.points:
        found = [each for each in content["involved"] if each["group"] == point.key]
        names = ", ".join(f"{each['name']} ({Turnout(each['turnout']).label})" for each in found)
        rows.append((point.label, names or _("Missing")))
    if not content["involved"]:
        return []
    return [Heading(_("Who was asked to the table")), Table((_("Group"), _("Who")), tuple(rows))]


def _coverage(content: Mapping[str, Any]) -> list[Block]:
    measures = parts_in(content, PartKind.MEASURE)
    titles = {part["key"]: part["title"] for part in measures}
    found = coverage({part["key"]: part["serves"] for part in measures})
    blocks: list[Block] = []
    for name in SERVED:
        listed = code_list(name)
        if not any(found[name].values()):
            continue
        rows = tuple(
            (listed.label_of(point), ", ".join(titles[key] for key in keys) or _("No measure"))
            for point, keys in found[name].items()
        )
        caption = listed.source
        blocks += [
            Heading(listed_title(name), 2),
            Table((_("Point"), _("Measures")), rows, caption),
        ]
    return [Heading(_("What the measures serve")), *blocks] if blocks else []


def listed_title(name: str) -> str:
    """What a list of points is called."""
    titles = {"oecd": _("Twelve points for local integration"), "charter": _("Charter of cities")}
    return titles[name]


def _sources(content: Mapping[str, Any]) -> list[Block]:
    found = {
        cite["number"]: f"[{cite['number']}] {cite['title']}"
        for part in content["parts"]
        for cite in part["cites"]
    }
    if not found:
        return []
    return [Heading(_("Sources")), Listing(tuple(found[number] for number in sorted(found)))]


def money(amount: Any, currency: str) -> str:
    """An amount with its currency, "" for none."""
    if amount in (None, ""):
        return ""
    return f"{shown(Decimal(str(amount)), translation.get_language() or 'en')} {currency}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def file_name(programme: Programme, ident: UUID) -> str:
    """What a file of a strategy is called."""
    return f"{programme.key}-strategy-{str(ident)[:8]}"
