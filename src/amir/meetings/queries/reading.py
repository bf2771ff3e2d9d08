"""Reading goals, meetings, dates and expenses: never without an actor."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Max, Model, Prefetch, Q, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.mentoring.enums import MatchState
from amir.mentoring.models import Match
from amir.mentoring.queries import matches_of_me
from amir.programmes.queries import setting_of, settings_of, themes_of

from .. import rules
from ..enums import DateState
from ..models import Expense, Goal, Meeting, NextDate, OtherVersion, PersonalLink, Step, VoiceNote
from ..rules import VIEW
from ..shipped import THEMES

M = TypeVar("M", bound=Model)


def _visible(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Rows of the actor's organisations, and of the actor's own pairs as far as they are open."""
    mine = Q(mentee_person_id=actor.account_id) | Q(mentor_person_id=actor.account_id)
    seen = Q(organisation_id__in=actor.organisations_where(VIEW))
    return rows.filter(seen | mine if actor.account_id else seen)


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings that the actor may read, newest first."""
    return _visible(Meeting.objects.all(), actor)


def goals_visible_to(actor: Actor) -> QuerySet[Goal]:
    """Goals with their steps, oldest first."""
    return _visible(Goal.objects.all(), actor).prefetch_related(
        Prefetch("steps", Step.objects.order_by("order", "created_at", "id"))
    )


def steps_visible_to(actor: Actor) -> QuerySet[Step]:
    """Steps with their goals."""
    return _visible(Step.objects.select_related("goal"), actor)


def dates_visible_to(actor: Actor) -> QuerySet[NextDate]:
    """Next dates, planned, cancelled and over; newest first."""
    return _visible(NextDate.objects.all(), actor)


def expenses_visible_to(actor: Actor) -> QuerySet[Expense]:
    """Expenses of the actor's organisations, and the actor's own."""
    mine = Q(mentor_person_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    return Expense.objects.filter(
        Q(organisation_id__in=actor.organisations_where(VIEW)) | mine
    )  # fmt: skip


def voice_notes_visible_to(actor: Actor) -> QuerySet[VoiceNote]:
    """Voice notes of the actor's organisations, those that nobody heard first."""
    rows = VoiceNote.objects.filter(organisation_id__in=actor.organisations_where(VIEW))
    return rows.select_related("meeting").order_by("heard_at", "created_at", "id")


def links_visible_to(actor: Actor) -> QuerySet[PersonalLink]:
    """Links of the actor's organisations, newest first."""
    return PersonalLink.objects.filter(
        organisation_id__in=actor.organisations_where(VIEW), revoked_at=None
    )


def other_versions_visible_to(actor: Actor) -> QuerySet[OtherVersion]:
    """What came twice and different, in the actor's organisations, until a person decided."""
    return OtherVersion.objects.filter(
        organisation_id__in=actor.organisations_where(VIEW), settled_at=None
    )


def one_or_404(rows: QuerySet[M], key: UUID) -> M:
    """The row of that id among these. Http404: there is none."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def goal_or_404(actor: Actor, *, goal_id: UUID) -> Goal:
    """The goal, if the actor may know of it."""
    return one_or_404(goals_visible_to(actor), goal_id)


def step_or_404(actor: Actor, *, step_id: UUID) -> Step:
    """The step, if the actor may know of it."""
    return one_or_404(steps_visible_to(actor), step_id)


def my_match_or_404(actor: Actor, *, match_id: UUID) -> Match:
    """The actor's own match that runs, on either side."""
    return one_or_404(matches_of_me(actor), match_id)


def expense_or_404(actor: Actor, *, expense_id: UUID) -> Expense:
    """The expense, if the actor may know of it."""
    return one_or_404(expenses_visible_to(actor), expense_id)


def voice_note_or_404(actor: Actor, *, note_id: UUID) -> VoiceNote:
    """The voice note, if the actor may know of it."""
    return one_or_404(voice_notes_visible_to(actor), note_id)


def version_or_404(actor: Actor, *, version_id: UUID) -> OtherVersion:
    """What came twice and different, if the actor may know of it."""
    return one_or_404(other_versions_visible_to(actor), version_id)


def link_or_404(actor: Actor, *, link_id: UUID) -> PersonalLink:
    """The link, if the actor may know of it."""
    return one_or_404(links_visible_to(actor), link_id)


def planned_date(match: Match) -> NextDate | None:
    """The date that is planned, as far as whoever acts may read it."""
    return NextDate.objects.filter(match=match, state=DateState.PLANNED).first()


# --- figures -------------------------------------------------------------------------------------
def themes_for(match: Match) -> list[tuple[str, str]]:
    """(key, name) of the themes of the match's programme; ours if it has none."""
    programme_id = match.programme_id
    found = themes_of(programme_id) if programme_id else []
    return [(theme.key, theme.name.text) for theme in found] or [
        (key, str(name)) for key, name in THEMES.items()
    ]


def meetings_held(match: Match) -> int:
    """On how many days the two met; one that both told counts once."""
    days = Meeting.objects.filter(match=match).order_by().aggregate(
        days=Count("held_on", distinct=True)
    )  # fmt: skip
    return int(days["days"])


def is_goal_due(match: Match) -> bool:
    """Whether the pair met often enough to need a goal, and has none."""
    goals = Goal.objects.filter(match=match).count()
    by = setting_of(match.programme_id, rules.GOAL_BY)
    return rules.needs_goal(meetings_held(match), goals, by)


def last_meetings(matches: Iterable[Match]) -> dict[UUID, date]:
    """Match -> the day since when nothing was told: of the last meeting, else of the agreement."""
    found = {match.pk: match.agreed_on for match in matches}
    rows = Meeting.objects.filter(match__in=list(found)).order_by()
    for match_id, day in rows.values_list("match_id").annotate(Max("held_on")):
        found[match_id] = max(found[match_id], day)
    return found


def last_meeting_days(matches: Iterable[Match], today: date) -> dict[UUID, int]:
    """Match -> days since its last meeting, or since both agreed if there was none."""
    return {key: (today - day).days for key, day in last_meetings(matches).items()}


def silent_matches(
    matches: Iterable[Match], today: date, setting: Any = rules.ALARM_AFTER
) -> list[tuple[Match, date]]:
    """Running matches of which nobody told a meeting for too long, and since when.

    How long is the programme's setting: by default the one after which coordinators are told.
    """
    running = [match for match in matches if is_running(match)]
    since = last_meetings(running)
    days: dict[UUID | None, int] = {}
    for match in running:
        programme_id = match.programme_id
        if programme_id not in days:
            days[programme_id] = settings_of(programme_id)[setting.key]
    return [
        (match, since[match.pk])
        for match in running
        if rules.is_silent(since[match.pk], today, days[match.programme_id])
    ]


def is_running(match: Match) -> bool:
    """Whether the two are expected to meet."""
    return match.state == MatchState.RUNNING and match.suspended_at is None


def goalless_matches(matches: Iterable[Match]) -> list[Match]:
    """Running matches that met often enough to need a goal, and have none."""
    running = [match for match in matches if is_running(match)]
    ids = [match.pk for match in running]
    have = set(Goal.objects.filter(match__in=ids).order_by().values_list("match_id", flat=True))
    rows = Meeting.objects.filter(match__in=ids).order_by().values_list("match_id")
    met = dict(rows.annotate(Count("held_on", distinct=True)))
    by = {match.programme_id for match in running}
    limits = {programme_id: setting_of(programme_id, rules.GOAL_BY) for programme_id in by}
    return [
        match
        for match in running
        if rules.needs_goal(met.get(match.pk, 0), int(match.pk in have), limits[match.programme_id])
    ]


def overdue_goals(matches: Iterable[Match], today: date) -> list[Goal]:
    """Open goals whose day is over, oldest first."""
    ids = [match.pk for match in matches]
    rows = Goal.objects.filter(match__in=ids, state="open", due_on__lt=today)
    return list(rows.order_by("due_on", "id"))
