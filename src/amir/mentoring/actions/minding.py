"""What the platform does when a clock of a match runs: it reminds, and holds what is not signed."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.messages.templates import SOMETHING_NEW
from amir.organisations.actions import mail_staff
from amir.participants.enums import Side

from .. import practice
from ..enums import MatchState, ProposalState
from ..models import Agreement, Asking, FirstMeeting, Match
from ..notices import APPOINTMENT_SOON, REMINDER, TO_SIGN, tell_people
from ..practice import Settings
from ..queries import settings_for
from .linking import link_for, links_for, person_on
from .stepping import take_match_step
from .words_of import words_of


class _Numbers:
    """The settings of each programme, asked for once."""

    def __init__(self) -> None:
        self._known: dict[tuple[UUID | None, bool], Settings] = {}

    def of(self, programme_id: UUID | None, *, has_minor: bool) -> Settings:
        key = (programme_id, has_minor)
        if key not in self._known:
            self._known[key] = settings_for(programme_id, has_minor=has_minor)
        return self._known[key]

    def of_match(self, match: Match) -> Settings:
        return self.of(match.programme_id, has_minor=match.has_minor)


@transaction.atomic
def remind_of_answers(actor: Actor) -> int:
    """Whoever has not answered is reminded once, before it is too late; returns how many."""
    waiting = Asking.objects.select_for_update(of=("self",), skip_locked=True).filter(
        answer="", taken_back_at=None, reminded_at=None, is_sent=True,
        proposal__state=ProposalState.ASKED, answer_by__gt=clock.now(),
    )  # fmt: skip
    numbers, reminded = _Numbers(), []
    for asking in waiting.select_related("proposal__mentee"):
        proposal = asking.proposal
        settings = numbers.of(proposal.mentee.programme_id, has_minor=proposal.has_minor)
        hours = timedelta(hours=settings[practice.REMIND_ANSWER_HOURS])
        if clock.now() >= asking.answer_by - hours:
            tell_people(asking.organisation_id, REMINDER, {asking.person_id: {}})
            reminded.append(asking.pk)
    Asking.objects.filter(pk__in=reminded).update(reminded_at=clock.now())
    return len(reminded)


@transaction.atomic
def remind_of_first_meetings(actor: Actor) -> int:
    """Both, and the coordinator who is there, are reminded of the date; returns how many dates."""
    planned = FirstMeeting.objects.select_for_update(of=("self",), skip_locked=True).filter(
        held_on=None, reminded_at=None, starts_at__gt=clock.now(), match__suspended_at=None
    )
    numbers, reminded = _Numbers(), []
    for meeting in planned.exclude(match__state=MatchState.ENDED).select_related("match"):
        match = meeting.match
        hours = timedelta(hours=numbers.of_match(match)[practice.REMIND_MEETING_HOURS])
        if clock.now() >= meeting.starts_at - hours:
            _remind_of_first_meeting(actor, meeting)
            reminded.append(meeting.pk)
    FirstMeeting.objects.filter(pk__in=reminded).update(reminded_at=clock.now())
    return len(reminded)


def _remind_of_first_meeting(actor: Actor, meeting: FirstMeeting) -> None:
    match = meeting.match
    tell_people(match.organisation_id, APPOINTMENT_SOON, links_for(match))
    mail_staff(
        actor,
        organisation_id=match.organisation_id,
        account_ids=[meeting.coordinator_id],
        template=SOMETHING_NEW,
        path=reverse("match_page", args=[match.pk]),
    )


@transaction.atomic
def remind_to_sign(actor: Actor) -> int:
    """Whoever has not signed is reminded once; returns how many agreements wait for somebody."""
    numbers, reminded = _Numbers(), []
    for agreement in _unsigned().filter(reminded_at=None):
        match = agreement.match
        days = timedelta(days=numbers.of_match(match)[practice.REMIND_SIGN_DAYS])
        if clock.today() >= agreement.sign_by - days:
            missing = {
                person_on(match, side): {"link": link_for(match, side)}
                for side in _not_signed(agreement)
            }
            tell_people(match.organisation_id, TO_SIGN, missing)
            reminded.append(agreement.pk)
    Agreement.objects.filter(pk__in=reminded).update(reminded_at=clock.now())
    return len(reminded)


@transaction.atomic
def hold_unsigned(actor: Actor) -> int:
    """Matches without an agreement after its last day wait on hold for it; returns how many."""
    # Whoever signs locks the match first: what is read after that is what counts.
    held = Match.objects.select_for_update(of=("self",), skip_locked=True).filter(
        state=MatchState.RUNNING, suspended_at=None, agreement__signed_on=None
    )
    unsigned = Agreement.objects.filter(match__in=list(held), signed_on=None)
    today = clock.today()
    late = [a for a in unsigned.select_related("match") if practice.is_sign_by_over(a, today)]
    for agreement in late:
        with words_of(agreement.organisation_id):
            why = _("The agreement is not signed.")
        take_match_step(actor, match=agreement.match, step="hold", why=why)
    return len(late)


def _unsigned() -> QuerySet[Agreement]:
    """Agreements of matches that go on, in which a signature is missing."""
    found = Agreement.objects.select_for_update(of=("self",), skip_locked=True).filter(
        signed_on=None, match__suspended_at=None
    )
    return found.exclude(match__state=MatchState.ENDED).select_related("match")


def _not_signed(agreement: Agreement) -> Iterator[Side]:
    signed = agreement.signatures.filter(version=agreement.version)
    sides = set(signed.values_list("side", flat=True))
    return (side for side in Side if side not in sides)
