"""Coverage: counted from small status rows that all partners see, never from drafts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.evidence.enums import GroupKind, GroupState
from amir.evidence.queries import statuses_of as groups_of
from amir.practices.enums import PracticeState
from amir.practices.models import PracticeStatus
from amir.programmes.models import Deliverable, Partner, Programme
from amir.programmes.queries import progress_of, settings_of, themes_of

from .rules import EVERY_KIND, EVERY_THEME, GROUPS, PRACTICES

NOT_HELD = (GroupState.PLANNED, GroupState.CANCELLED)


@dataclass(frozen=True)
class Need:
    """One demand: how much is there of how much. `missing` names what is not there."""

    label: str
    there: int
    wanted: int
    missing: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether enough is there."""
        return self.there >= self.wanted


@dataclass(frozen=True)
class Standing:
    """A partner: what its country has, and which deliverables it owes."""

    partner: Partner
    practices: Need
    themes: Need
    groups: Need
    kinds: Need
    done: int
    open: tuple[Deliverable, ...]
    late: tuple[Deliverable, ...]

    @property
    def needs(self) -> tuple[Need, ...]:
        """The demands on a country."""
        return self.practices, self.themes, self.groups, self.kinds

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return all(need.is_met for need in self.needs) and not self.open


def coverage_of(actor: Actor, programme: Programme) -> list[Standing]:
    """Every partner that owes something, in the programme's order; seven queries."""
    asked = settings_of(programme.pk)
    progress = progress_of(actor, programme)
    themes = {theme.key: theme.name.text for theme in themes_of(programme.pk)}
    practices: dict[str, list[set[str]]] = defaultdict(list)
    rows = PracticeStatus.objects.filter(programme_id=programme.pk)
    for country, named in rows.exclude(state=PracticeState.DRAFT).values_list("country", "themes"):
        practices[country].append(set(named))
    kinds: dict[str, list[str]] = defaultdict(list)
    held = groups_of(programme.pk).exclude(state__in=NOT_HELD)
    for country, kind in held.values_list("country", "kind"):
        kinds[country].append(kind)
    standings = []
    for partner in progress.partners:
        missing = [row for row in progress.rows if partner in row.missing]
        told = set().union(*practices[partner.country])
        heard = kinds[partner.country]
        standings.append(
            Standing(
                partner,
                Need(_("Practices"), len(practices[partner.country]), asked[PRACTICES.key]),
                _each(_("Themes"), themes, told, is_asked=asked[EVERY_THEME.key]),
                Need(_("Focus groups"), len(heard), asked[GROUPS.key]),
                _each(
                    _("Kinds of groups"),
                    {kind.value: str(kind.label) for kind in GroupKind},
                    set(heard),
                    is_asked=asked[EVERY_KIND.key],
                ),
                sum(partner.partner_organisation_id in row.ticks for row in progress.rows),
                tuple(row.deliverable for row in missing),
                tuple(row.deliverable for row in missing if row.is_late),
            )
        )
    return standings


def _each(label: str, names: dict[str, str], there: set[str], *, is_asked: bool) -> Need:
    """That each of some names is there, if the programme asks for it."""
    missing = tuple(name for key, name in names.items() if key not in there)
    wanted = len(names) if is_asked else 0
    return Need(label, len(names) - len(missing), wanted, missing if is_asked else ())


def late_of(standings: Sequence[Standing]) -> list[Standing]:
    """Those that are late with something, the latest first."""
    return sorted((each for each in standings if each.late), key=lambda each: -len(each.late))
