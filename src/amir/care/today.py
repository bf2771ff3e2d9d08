"""Who needs the actor today, and why: every alarm that rings, with what was done about it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import formats

from amir.core import clock
from amir.core.actor import Actor
from amir.core.many import among
from amir.mentoring.models import Match
from amir.participants.models import Participant
from amir.people.queries import callings_of

from . import alarms
from .alarms import Alarm, Due, SettingsByProgramme
from .models import Dismissal, Reminder
from .queries import settings_by_programme

# Alarm, thing, since: one occurrence.
Key = tuple[str, UUID, date]


@dataclass(frozen=True, slots=True)
class Ringing:
    """An alarm that rings about somebody. `reminded_on`: the last reminder."""

    alarm: Alarm
    due: Due
    reminded_on: date | None = None

    @property
    def key(self) -> Key:
        """Which occurrence it is."""
        return self.alarm.key, self.due.thing_id, self.due.since

    @property
    def says(self) -> str:
        """Why, in a sentence."""
        why = {
            name: formats.date_format(value, "DATE_FORMAT") if isinstance(value, date) else value
            for name, value in self.due.why.items()
        }
        return self.alarm.says(why)


def ringing(actor: Actor, today: date | None = None) -> list[Ringing]:
    """Everything that rings, the most urgent first; one query a rule, and three more."""
    today = today or clock.today()
    book = settings_by_programme()
    found = [
        (alarm, due) for alarm in alarms.registered() for due in _found(actor, alarm, today, book)
    ]
    dismissed = _dismissed(actor, today)
    reminded = _reminded(actor)
    rings = [Ringing(alarm, due) for alarm, due in found]
    left = [
        Ringing(each.alarm, each.due, reminded.get(each.key))
        for each in rings
        if each.key not in dismissed
    ]
    return sorted(left, key=lambda each: (each.alarm.order, each.due.since, each.due.thing_id))


def ringing_one_or_404(actor: Actor, *, alarm: str, thing_id: UUID) -> Ringing:
    """The alarm of that key about that match or person, if it rings now. Http404: it does not."""
    try:
        named = alarms.named(alarm)
    except KeyError as error:
        raise Http404 from error
    today = clock.today()
    dismissed = _dismissed(actor, today)
    reminded = _reminded(actor)
    for due in _found(actor, named, today, settings_by_programme()):
        each = Ringing(named, due)
        if due.thing_id == thing_id and each.key not in dismissed:
            return Ringing(named, due, reminded.get(each.key))
    raise Http404


def organisation_of(ringing: Ringing) -> UUID:
    """Whose match or participant an alarm is about. Http404: it is gone."""
    due = ringing.due
    table: type[Match | Participant] = Match if due.match_id else Participant
    owners = table._default_manager.values_list("organisation_id", flat=True)
    found: UUID | None = owners.filter(pk=due.thing_id).first()
    if found is None:
        raise Http404
    return found


def _found(actor: Actor, alarm: Alarm, today: date, book: SettingsByProgramme) -> Iterable[Due]:
    organisations = actor.organisations_where(alarm.permission)
    return alarm.find(actor, organisations, today, book) if organisations else ()


def _dismissed(actor: Actor, today: date) -> set[Key]:
    rows = Dismissal.objects.filter(
        organisation_id__in=_organisations(actor), undone_at=None, until__gt=today
    )
    return set(rows.values_list("alarm", "thing_id", "since"))


def _reminded(actor: Actor) -> dict[Key, date]:
    rows = Reminder.objects.filter(organisation_id__in=_organisations(actor))
    found = rows.order_by("created_at").values_list("alarm", "thing_id", "since", "created_at")
    return {(alarm, thing, since): clock.day_of(at) for alarm, thing, since, at in found}


def _organisations(actor: Actor) -> list[UUID]:
    return list(dict.fromkeys(seat.organisation_id for seat in actor.seats))


def counted(rings: Iterable[Ringing]) -> list[tuple[Alarm, int]]:
    """How often each rule rings, in their order."""
    counts = Counter(each.alarm.key for each in rings)
    return [(a, counts[a.key]) for a in alarms.registered() if counts[a.key]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: who, why, and what can be done with one tap."""

    ringing: Ringing
    names: tuple[str, ...]

    @property
    def thing_id(self) -> UUID:
        """The match or the participant."""
        return self.ringing.due.thing_id

    @property
    def who(self) -> str:
        """The names, for a file."""
        return " – ".join(self.names)


def with_names(actor: Actor, rings: Sequence[Ringing]) -> list[Row]:
    """The same with the names of whom they are about; three queries."""
    people = _people_of(rings)
    callings = callings_of(actor, {person for persons in people.values() for person in persons})
    return [
        Row(
            each,
            tuple(
                callings[person].preferred_name
                for person in people.get(each.due.thing_id, ())
                if person in callings
            ),
        )
        for each in rings
    ]


def _people_of(rings: Sequence[Ringing]) -> Mapping[UUID, tuple[UUID, ...]]:
    """Match or participant -> the persons."""
    pairs = {e.due.match_id for e in rings if e.due.match_id}
    matches = Match.objects.filter(pk__in=among(pairs))
    found: dict[UUID, tuple[UUID, ...]] = {
        match_id: (mentee, mentor)
        for match_id, mentee, mentor in matches.values_list(
            "id", "mentee_person_id", "mentor_person_id"
        )
    }
    ids = {e.due.thing_id for e in rings if not e.due.match_id}
    alone = Participant.objects.filter(pk__in=among(ids)).values_list("id", "person_id")
    found |= {participant_id: (person_id,) for participant_id, person_id in alone}
    return found
