"""The alarms of this room: each finds its occurrences with one query."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core import clock
from amir.core.actor import Actor
from amir.mentoring.enums import LIVE_MATCH, ProposalState
from amir.mentoring.models import Asking, Match, Wish
from amir.mentoring.rules import VIEW_MATCHES, VIEW_PLANS
from amir.participants.enums import EvidenceKind, Side
from amir.participants.lifecycle import State
from amir.participants.models import Evidence, Participant
from amir.participants.rules import VIEW as VIEW_PEOPLE
from amir.people.rules import ERASE
from amir.recruiting.enums import SERVICES
from amir.recruiting.models import Referral

from . import rules, settings
from .alarms import Alarm, Due, SettingsByProgramme, register
from .enums import SUPPORTING, Whom
from .models import Attendance, Wellbeing
from .rules import LOG, SUPPORT

# Whose record check matters: everybody who meets people, or may soon.
GONE = (State.REFUSED, State.LEFT)
ACTIVE = (State.ACCEPTED, State.TRAINED, State.AVAILABLE, State.MATCHED)


def live_matches(organisation_ids: Sequence[UUID]) -> QuerySet[Match]:
    """Matches that are not over, in some organisations."""
    return Match.objects.filter(
        organisation_id__in=organisation_ids, state__in=LIVE_MATCH
    ).order_by("agreed_on", "id")


def with_contacts(matches: QuerySet[Match], whom: Whom) -> QuerySet[Any]:
    """(id, first day, programme, contacts, last contact) of each match."""
    spoken = Q(
        contacts__whom=whom, contacts__is_reached=True, contacts__held_on__gte=F("agreed_on")
    )
    return matches.annotate(
        count=Count("contacts", filter=spoken), last=Max("contacts__held_on", filter=spoken)
    ).values_list("id", "agreed_on", "mentee__programme_id", "count", "last")


def _find_contacts(whom: Whom) -> Any:
    def find(
        actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
    ) -> Iterator[Due]:
        rows = with_contacts(live_matches(organisation_ids), whom)
        for match_id, first, programme_id, count, last in rows:
            due = rules.next_contact(first, last, count, by[programme_id])
            if rules.is_contact_due(due, today, by[programme_id]):
                yield _contact(match_id, whom, due, last)

    return find


def find_referrers(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Pairs whose mentee a service sent, and nobody told it for a quarter how it goes."""
    sent = Referral.objects.filter(participant=OuterRef("mentee"), heard__in=SERVICES)
    rows = with_contacts(live_matches(organisation_ids).filter(Exists(sent)), Whom.REFERRER)
    for match_id, first, programme_id, _count, last in rows:
        due = rules.next_referrer_contact(first, last, by[programme_id])
        if rules.is_contact_due(due, today, by[programme_id]):
            yield _contact(match_id, Whom.REFERRER, due, last)


def _contact(match_id: UUID, whom: Whom, due: date, last: date | None) -> Due:
    why = {"due": due, "last": last}
    return Due(due, why, match_id, route="contact_log", of=match_id, query=f"?whom={whom}")


def _contact_said(why: Any) -> str:
    if why["last"]:
        return _("Due on {due}. Last contact on {last}.").format(**why)
    return _("Due on {due}. No contact so far.").format(**why)


def find_checks(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Mentors whose newest record check runs out, or has."""
    checks = Evidence.objects.filter(
        participant=OuterRef("pk"), kind=EvidenceKind.CHECKED, is_no=False
    ).order_by("-dated_on", "-created_at")
    rows = (
        _people(organisation_ids, Side.MENTOR)
        .filter(state__in=ACTIVE)
        .annotate(expires_on=Subquery(checks.values("expires_on")[:1]))
        .filter(expires_on__isnull=False)
        .values_list("id", "programme_id", "expires_on")
    )
    for participant_id, programme_id, expires_on in rows:
        if rules.is_check_expiring(expires_on, today, by[programme_id]):
            yield person_due(participant_id, expires_on)


def find_unanswered(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """People who were asked about a match some days ago and did not answer."""
    rows = Asking.objects.filter(
        organisation_id__in=organisation_ids, proposal__state=ProposalState.ASKED, answer="",
        taken_back_at=None,
    ).order_by("created_at", "id")  # fmt: skip
    asked = rows.values_list(
        "side", "proposal_id", "proposal__mentee_id", "proposal__mentor_id",
        "proposal__mentee__programme_id", "created_at", "answer_by",
    )  # fmt: skip
    for side, proposal_id, mentee_id, mentor_id, programme_id, at, answer_by in asked:
        since = clock.day_of(at)
        if rules.has_waited(since, today, by[programme_id][settings.ANSWER_DAYS.key]):
            yield Due(
                since,
                {"day": since, "last": clock.day_of(answer_by)},
                participant_id=mentee_id if side == Side.MENTEE else mentor_id,
                route="proposal_page",
                of=proposal_id,
            )


def find_wishes(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """People who asked to be called, or for something about their data, and nobody answered."""
    theirs = Participant.objects.filter(
        person_id=OuterRef("person_id"), organisation_id=OuterRef("organisation_id")
    ).order_by("created_at")
    rows = (
        Wish.objects.filter(organisation_id__in=organisation_ids, settled_at=None)
        .annotate(participant_id=Subquery(theirs.values("id")[:1]),
                  programme_id=Subquery(theirs.values("programme_id")[:1]))
        .filter(participant_id__isnull=False)
        .order_by("created_at", "id")
        .values_list("participant_id", "programme_id", "created_at")
    )  # fmt: skip
    oldest: dict[UUID, tuple[date, UUID | None]] = {}
    for participant_id, programme_id, at in rows:
        oldest.setdefault(participant_id, (clock.day_of(at), programme_id))
    for participant_id, (since, programme_id) in oldest.items():
        if rules.has_waited(since, today, by[programme_id][settings.WISH_DAYS.key]):
            yield person_due(participant_id, since)


def find_waiting(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Mentees who are ready and have waited long for a match."""
    rows = (
        _people(organisation_ids, Side.MENTEE)
        .filter(state=State.AVAILABLE, waiting_since__isnull=False)
        .values_list("id", "programme_id", "waiting_since")
    )
    for participant_id, programme_id, since in rows:
        if since and rules.has_waited(since, today, by[programme_id][settings.WAITING_DAYS.key]):
            yield person_due(participant_id, since)


def find_kept(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """People who were refused or left, in all that they took part in, and are still known."""
    takes_part = Participant.objects.filter(person=OuterRef("person")).exclude(state__in=GONE)
    rows = (
        Participant.objects.filter(organisation_id__in=organisation_ids, state__in=GONE)
        .filter(~Exists(takes_part), person__erased_at=None)
        .annotate(last=Max("changes__created_at"))
        .order_by("created_at", "id")
        .values_list("id", "person_id", "programme_id", "last", "created_at")
    )
    for participant_id, person_id, programme_id, last, created_at in rows:
        until = rules.kept_until(clock.day_of(last or created_at), by[programme_id])
        if rules.is_erasing_near(until, today, by[programme_id]):
            yield Due(until, {"day": until}, participant_id=participant_id,
                      route="person_erase", of=person_id)  # fmt: skip


def _mentors_since(organisation_ids: Sequence[UUID], last: Any) -> Iterator[tuple[UUID, Any, date]]:
    """(mentor, programme, the later of the last time and the first live match) of who has one."""
    first = live_matches(organisation_ids).filter(mentor=OuterRef("pk")).values("agreed_on")[:1]
    rows = (
        _people(organisation_ids, Side.MENTOR)
        .annotate(first=Subquery(first), last=Subquery(last))
        .filter(first__isnull=False)
        .values_list("id", "programme_id", "first", "last")
    )
    for participant_id, programme_id, began, was in rows:
        yield participant_id, programme_id, max(began, was or began)


def find_unsupported(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Mentors with a match who were in no group, training or exchange for too long."""
    came = Attendance.objects.filter(
        participant=OuterRef("pk"), gathering__kind__in=SUPPORTING,
        gathering__held_on__lte=today,
    ).order_by("-gathering__held_on")  # fmt: skip
    last = came.values("gathering__held_on")[:1]
    for participant_id, programme_id, since in _mentors_since(organisation_ids, last):
        if rules.is_support_due(since, today, by[programme_id]):
            yield Due(since, {"day": since}, participant_id=participant_id, route="gathering_add")


def find_unasked(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Mentors with a match whom nobody asked for too long how they are."""
    asked = Wellbeing.objects.filter(participant=OuterRef("pk")).order_by("-asked_on")
    for participant_id, programme_id, since in _mentors_since(
        organisation_ids, asked.values("asked_on")[:1]
    ):
        if rules.is_wellbeing_due(since, today, by[programme_id]):
            yield person_due(participant_id, since, "wellbeing_ask")


def _people(organisation_ids: Sequence[UUID], side: Side) -> QuerySet[Participant]:
    return Participant.objects.filter(organisation_id__in=organisation_ids, side=side).order_by(
        "created_at", "id"
    )


def person_due(participant_id: UUID, since: date, route: str = "participant_detail") -> Due:
    """About one person, seen to on a page of theirs."""
    return Due(since, {"day": since}, participant_id=participant_id, route=route, of=participant_id)


def since_day(sentence: Any) -> Any:
    """What an alarm says whose sentence needs days only."""
    return lambda why: str(sentence).format(**why)


def register_alarms() -> None:
    """Called once at start-up."""
    talk = gettext_lazy("Log the contact")
    for order, key, label, whom in (
        (10, "contact_mentee", gettext_lazy("Speak with the mentee"), Whom.MENTEE),
        (11, "contact_mentor", gettext_lazy("Speak with the mentor"), Whom.MENTOR),
    ):
        register(Alarm(key, label, LOG, _find_contacts(whom), _contact_said, talk, order=order))
    register(Alarm("contact_referrer", gettext_lazy("Speak with who sent the mentee"), LOG,
                   find_referrers, _contact_said, talk, order=40))  # fmt: skip
    for order, key, label, permission, find, says, reminds in (
        (5, "wish", gettext_lazy("Asks for you"), VIEW_MATCHES, find_wishes,
         gettext_lazy("Waits for an answer since {day}."), ""),
        (20, "unanswered", gettext_lazy("No answer to a question"), VIEW_PLANS, find_unanswered,
         gettext_lazy("Asked on {day}. The answer counts until {last}."), "person"),
        (25, "check_expiring", gettext_lazy("Record check runs out"), VIEW_PEOPLE, find_checks,
         gettext_lazy("Valid until {day}. Without it there is no new match."), ""),
        (30, "waiting", gettext_lazy("Waits for a match"), VIEW_PEOPLE, find_waiting,
         gettext_lazy("Ready since {day}."), ""),
        (50, "retention", gettext_lazy("Data to be erased"), ERASE, find_kept,
         gettext_lazy("Does not take part. All data are erased on {day}."), ""),
        (60, "support", gettext_lazy("Mentor without support"), SUPPORT, find_unsupported,
         gettext_lazy("In no group, training or exchange since {day}."), "person"),
        (61, "wellbeing", gettext_lazy("Ask the mentor: how are you?"), SUPPORT, find_unasked,
         gettext_lazy("Nobody has asked since {day}."), ""),
    ):  # fmt: skip
        register(Alarm(key, label, permission, find, since_day(says), reminds=reminds, order=order))
