"""What partners see: how far each group is, facts and quotes of published ones, themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from amir.core.actor import Actor
from amir.programmes.models import Programme, Theme
from amir.programmes.queries import partners_of, programme_or_404, themes_of

from ..models import GroupStatus, PublishedGroup, PublishedQuote
from .groups import first_or_404


def statuses_of(programme_id: UUID) -> QuerySet[GroupStatus]:
    """Every group of a programme as a small row: country, number, kind, state, day."""
    return GroupStatus.objects.filter(programme_id=programme_id)


def published_groups(programme_id: UUID) -> QuerySet[PublishedGroup]:
    """The published groups of a programme, for those who work in it."""
    return PublishedGroup.objects.filter(programme_id=programme_id)


def published_group_or_404(actor: Actor, programme: Programme, label: str) -> PublishedGroup:
    """A published group by how it is cited, like "IT-FG2". Raises Http404."""
    country, _fg, number = label.partition("-FG")
    known = number.isdigit() and len(number) < 9
    rows = published_groups(programme_or_404(actor, programme.key).pk)
    return first_or_404(rows.filter(country=country, number=int(number) if known else 0))


def published_quotes(
    programme_id: UUID, *, country: str = "", theme: str = "", facet: str = ""
) -> QuerySet[PublishedQuote]:
    """Approved quotes of published groups, with their group, by country, theme or facet."""
    rows = PublishedQuote.objects.filter(programme_id=programme_id).select_related("published")
    if country:
        rows = rows.filter(country=country)
    if theme:
        rows = rows.filter(themes__contains=[theme])
    return rows.filter(facets__contains=[facet]) if facet else rows


@dataclass(frozen=True)
class Tally:
    """Themes by countries: how many published groups said it, and how many there are."""

    themes: Sequence[Theme]
    countries: Sequence[str]
    # theme -> country -> groups, of which the labels
    groups: dict[str, dict[str, list[str]]]
    totals: dict[str, int]

    def count(self, theme: str, country: str) -> int:
        """How many groups of a country spoke of a theme."""
        return len(self.groups[theme][country])

    @property
    def figures(self) -> list[list[int]]:
        """The counts, one line a theme."""
        return [[self.count(t.key, country) for country in self.countries] for t in self.themes]


def themes_by_country(programme_id: UUID) -> Tally:
    """In how many published groups of each country each theme came up. The unit is the group."""
    themes = themes_of(programme_id)
    partners = partners_of(Programme(pk=programme_id))
    published = list(published_groups(programme_id))
    countries = sorted({partner.country for partner in partners} | {g.country for g in published})
    groups: dict[str, dict[str, list[str]]] = {
        theme.key: {country: [] for country in countries} for theme in themes
    }
    totals = dict.fromkeys(countries, 0)
    for group in published:
        totals[group.country] += 1
        for theme in sorted(group.themes & groups.keys()):
            groups[theme][group.country].append(group.label)
    return Tally(themes, countries, groups, totals)
