"""Live blocks from published evidence: groups, what they said, quotes, themes by country."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core.actor import Actor
from amir.documents.model import Block, Chart, Cited, Quote, Table, Value
from amir.evidence.enums import Facet, GroupKind
from amir.evidence.models import PublishedGroup
from amir.evidence.queries import published_groups, published_quotes, themes_by_country
from amir.kit.shells import script_of
from amir.programmes.models import Programme
from amir.programmes.queries import partners_of, themes_of
from amir.programmes.wording import country_name, said

from .blocks import Around, BlockSource, Choices, Option, register

Chosen = Mapping[str, str]
MOST_QUOTES = 60


def themes_to_choose(programme: Programme) -> Choices:
    """The themes of a programme by key."""
    return [(theme.key, str(theme.name)) for theme in themes_of(programme.pk)]


def countries_to_choose(programme: Programme) -> Choices:
    """The countries of its partners."""
    codes = {partner.country for partner in partners_of(programme)}
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def _facets(programme: Programme) -> Choices:
    return [(facet.value, str(facet.label)) for facet in Facet]


THEME = Option("theme", gettext_lazy("Theme"), themes_to_choose)
COUNTRY = Option("country", gettext_lazy("Country"), countries_to_choose)
FACET = Option("facet", gettext_lazy("What it says"), _facets)


def country_of(around: Around, chosen: Chosen) -> str:
    """Which country a block is about: the chosen one, else that of a national report."""
    return chosen.get("country") or around.report.country


def cited_groups(groups: Sequence[PublishedGroup]) -> Cited:
    """How many groups, with the ids of each."""
    ids = " ".join(str(group.group_id) for group in groups)
    return Cited(len(groups), ids, ", ".join(group.label for group in groups))


def _groups_of(around: Around, chosen: Chosen) -> list[PublishedGroup]:
    rows = published_groups(around.programme.pk)
    country = country_of(around, chosen)
    return list(rows.filter(country=country) if country else rows)


def groups_block(actor: Actor, around: Around, chosen: Chosen) -> Sequence[Block]:
    """The focus groups with their size; the unit is the group."""
    groups = _groups_of(around, chosen)
    if not groups:
        return []
    rows = []
    for group in groups:
        key = str(group.group_id)
        rows.append(
            (
                Cited(group.label, key, group.label),
                str(GroupKind(group.kind).label),
                group.place,
                Cited(group.held_on, key, group.label),
                script_of(group.language)[1],
                Cited(group.people, key, group.label),
            )
        )
    kinds: dict[str, list[PublishedGroup]] = defaultdict(list)
    for group in groups:
        kinds[str(GroupKind(group.kind).label)].append(group)
    headings = (_("Group"), _("Kind"), _("Place"), _("Day"), _("Language"), _("People"))
    items = tuple((kind, cited_groups(held)) for kind, held in kinds.items())
    finding = _("Focus groups by kind: {count} in all.").format(count=len(groups))
    return [Table(headings, tuple(rows)), Chart(finding, items, (_("Kind"), _("Groups")))]


def said_block(actor: Actor, around: Around, chosen: Chosen) -> Sequence[Block]:
    """In how many groups each code came up."""
    groups = _groups_of(around, chosen)
    codes: dict[str, list[PublishedGroup]] = defaultdict(list)
    for group in groups:
        for each in group.said:
            fits = all(not chosen.get(name) or each[name] == chosen[name]
                       for name in ("theme", "facet"))  # fmt: skip
            if fits and group not in codes[each["code"]]:
                codes[each["code"]].append(group)
    found = sorted(
        ((c, held) for c, held in codes.items() if held), key=lambda p: (-len(p[1]), p[0])
    )
    if not found:
        return []
    facet = chosen.get("facet")
    label = str(Facet(facet).label) if facet in Facet.values else _("What was said")
    told = _("{what}: in how many of {count} groups it came up.")
    finding = told.format(what=label, count=len(groups))
    items = tuple((code, cited_groups(held)) for code, held in found)
    return [Chart(finding, items, (label, _("Groups")))]


def quotes_block(actor: Actor, around: Around, chosen: Chosen) -> Sequence[Block]:
    """Approved quotes; each leads to its group's number, never to a person."""
    quotes = published_quotes(
        around.programme.pk,
        country=country_of(around, chosen),
        theme=chosen.get("theme", ""),
        facet=chosen.get("facet", ""),
    )
    return [
        Quote(
            Cited(quote.text, str(quote.pk), quote.label),
            by=f"{quote.published.label}, {GroupKind(quote.published.kind).label}",
            language=quote.language,
            translation=quote.translation,
        )
        for quote in quotes[:MOST_QUOTES]
    ]


def themes_by_country_block(actor: Actor, around: Around, chosen: Chosen) -> Sequence[Block]:
    """How many groups of each country spoke of each theme, of how many there are."""
    tally = themes_by_country(around.programme.pk)
    if not any(tally.totals.values()):
        return []
    groups = {group.label: group for group in published_groups(around.programme.pk)}
    names = tuple(country_name(country, around.language) for country in tally.countries)
    rows: list[tuple[Value, ...]] = []
    for theme in tally.themes:
        cells: list[Value] = [str(said(theme.names, around.language))]
        for country in tally.countries:
            held = [groups[label] for label in tally.groups[theme.key][country]]
            cells.append(cited_groups(held) if held else Cited(0, str(theme.pk), theme.key))
        rows.append(tuple(cells))
    caption = _("Focus groups that spoke of a theme, by country")
    return [Table((_("Theme"), *names), tuple(rows), caption)]


def register_all() -> None:
    """Called once at start-up."""
    for source in (
        BlockSource("groups", gettext_lazy("Focus groups"), groups_block, (COUNTRY,)),
        BlockSource(
            "said", gettext_lazy("What groups said, as a chart"), said_block,
            (FACET, THEME, COUNTRY),
        ),
        BlockSource("quotes", gettext_lazy("Quotes"), quotes_block, (FACET, THEME, COUNTRY)),
        BlockSource(
            "themes_by_country", gettext_lazy("Themes by country"), themes_by_country_block
        ),
    ):  # fmt: skip
        register(source)
