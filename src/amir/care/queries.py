"""Reading contacts, what was done about alarms, and the support of mentors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Model, QuerySet
from django.http import Http404

from amir.core import defaults
from amir.core.actor import Actor
from amir.mentoring.models import Match
from amir.organisations.models import Membership
from amir.programmes.models import SettingChange

from . import rules
from .enums import Whom
from .finding import live_matches
from .models import Contact, Dismissal, Gathering, Suggestion, Wellbeing
from .rules import SUPPORT, VIEW, Settings, Window

M = TypeVar("M", bound=Model)


def contacts_visible_to(actor: Actor) -> QuerySet[Contact]:
    """Contacts of the actor's organisations, newest first."""
    return Contact.objects.filter(organisation_id__in=actor.organisations_where(VIEW))


def contacts_with_me(actor: Actor) -> QuerySet[Contact]:
    """What was written down about talks with the actor."""
    return Contact.objects.filter(person_id=actor.account_id, person_id__isnull=False)


def dismissals_visible_to(actor: Actor) -> QuerySet[Dismissal]:
    """Dismissed alarms of the actor's organisations, newest first; not those taken back."""
    held = actor.organisations_where(VIEW)
    return Dismissal.objects.filter(organisation_id__in=held, undone_at=None)


def gatherings_visible_to(actor: Actor) -> QuerySet[Gathering]:
    """Gatherings of the actor's organisations, newest first, with how many came."""
    held = actor.organisations_where(SUPPORT)
    rows = Gathering.objects.filter(organisation_id__in=held)
    return rows.annotate(came=Count("attendances"))


def wellbeing_visible_to(actor: Actor) -> QuerySet[Wellbeing]:
    """What mentors said of how they are, newest first."""
    return Wellbeing.objects.filter(organisation_id__in=actor.organisations_where(SUPPORT))


def suggestions_visible_to(actor: Actor) -> QuerySet[Suggestion]:
    """What people suggest to the actor's organisations, newest first."""
    return Suggestion.objects.filter(organisation_id__in=actor.organisations_where(SUPPORT))


def one_or_404(rows: QuerySet[M], key: UUID) -> M:
    """The row of that id among these. Http404: there is none."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def dismissal_or_404(actor: Actor, *, dismissal_id: UUID) -> Dismissal:
    """The dismissal, if the actor may know of it."""
    return one_or_404(dismissals_visible_to(actor), dismissal_id)


def gathering_or_404(actor: Actor, *, gathering_id: UUID) -> Gathering:
    """The gathering, if the actor may know of it."""
    return one_or_404(gatherings_visible_to(actor), gathering_id)


def suggestion_or_404(actor: Actor, *, suggestion_id: UUID) -> Suggestion:
    """The suggestion, if the actor may know of it."""
    return one_or_404(suggestions_visible_to(actor), suggestion_id)


class SettingsBook(dict[UUID | None, Mapping[str, Any]]):
    """Programme -> its settings; a programme that changed nothing has our defaults."""

    def __missing__(self, programme_id: UUID | None) -> Mapping[str, Any]:
        return self[None]


def settings_by_programme() -> SettingsBook:
    """The settings of every programme that changed some; one query."""
    default = {key: setting.default for key, setting in defaults.all_settings().items()}
    book = SettingsBook({None: default})
    changed = SettingChange.objects.order_by("created_at", "id")
    for programme_id, key, value in changed.values_list("programme_id", "key", "value"):
        if key in default:
            own = dict(book.get(programme_id, default))
            own[key] = default[key] if value is None else value
            book[programme_id] = own
    return book


# --- figures --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Rate:
    """Contacts that were due in a time, and those made in time."""

    due: int
    done: int
    target: int

    @property
    def percent(self) -> int | None:
        """Of those due, how many were made; None if none was."""
        return round(100 * self.done / self.due) if self.due else None


def contact_rate(actor: Actor, since: date, until: date) -> Rate:
    """How many contacts that fell due in these days were made in time; three queries."""
    organisations = actor.organisations_where(VIEW)
    book = settings_by_programme()
    made: dict[tuple[UUID, str], list[date]] = {}
    spoken = Contact.objects.filter(organisation_id__in=organisations, is_reached=True)
    for match_id, whom, held_on in spoken.values_list("match_id", "whom", "held_on"):
        made.setdefault((match_id, whom), []).append(held_on)
    due = done = 0
    matches = Match.objects.filter(organisation_id__in=organisations, agreed_on__lte=until)
    for match_id, first, ended_on, programme_id in matches.values_list(
        "id", "agreed_on", "ended_on", "mentee__programme_id"
    ):
        last_day = min(until, ended_on or until)
        for window in rules.windows(first, last_day, book[programme_id]):
            if since <= window.due <= last_day:
                for whom in (Whom.MENTEE, Whom.MENTOR):
                    due += 1
                    done += is_met(window, made.get((match_id, whom), []))
    return Rate(due, done, book[None]["care.rate_target"])


def is_met(window: Window, days: Sequence[date]) -> bool:
    """Whether enough contacts fell into a window."""
    return sum(window.opens <= day <= window.due for day in days) >= window.wanted


@dataclass(frozen=True, slots=True)
class Caseload:
    """Matches and coordinators of an organisation; `level`: "", "warn" or "stop"."""

    organisation_id: UUID
    matches: int
    coordinators: int
    level: str

    @property
    def each(self) -> int:
        """Matches a coordinator, rounded up."""
        return -(-self.matches // max(self.coordinators, 1))


def caseloads(actor: Actor, of: Settings) -> list[Caseload]:
    """How many matches each coordinator has on average, by organisation; two queries."""
    organisations = actor.organisations_where(VIEW)
    matches = _counted(live_matches(organisations).order_by())
    staff = Membership.objects.filter(
        organisation_id__in=organisations, role="coordinator", until=None
    )
    people = _counted(staff)
    found = []
    for organisation_id in organisations:
        pairs, coordinators = matches.get(organisation_id, 0), people.get(organisation_id, 0)
        level = rules.load_of(pairs, coordinators, of)
        found.append(Caseload(organisation_id, pairs, coordinators, level))
    return found


def _counted(rows: Iterable[Any]) -> dict[UUID, int]:
    counted = rows.values_list("organisation_id").annotate(how_many=Count("pk"))  # type: ignore[attr-defined]
    return dict(counted)
