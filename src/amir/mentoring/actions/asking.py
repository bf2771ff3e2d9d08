"""A coordinator accepts pairs: both sides are asked, each by a link of their own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.participants.enums import Side
from amir.participants.facts import roster_people
from amir.participants.models import Participant
from amir.participants.roster import Participant as Known
from amir.people.models import Calling, Contact
from amir.people.queries import callings_of, contacts_of, people_visible_to
from amir.programmes.queries import settings_of

from .. import practice
from ..enums import LIVE_MATCH, PlanAct, ProposalState
from ..models import Asking, Match, Plan, Proposal
from ..notices import tell_over, tell_question
from ..queries import digest_of, load_of, names_of_people
from ..rules import DECIDE
from .guarding import require_protected
from .holding import held_participants, held_plan, held_proposals, note_step
from .pausing import is_paused

TOKEN_BYTES = 18


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked, with the secret part of their link: it is stored nowhere."""

    asking: Asking
    token: str


@transaction.atomic
def accept_proposals(
    actor: Actor,
    *,
    plan: Plan,
    proposals: Sequence[Proposal],
    answer_days: int | None = None,
) -> list[Asked]:
    """Ask both sides of these pairs; they have `answer_days` to answer, else as the programme says.

    Returns everybody who was asked, mentee and mentor in turn, with their links' secrets.

    Raises NotAllowed; Stale if somebody decided meanwhile; Refused if a place is not free.
    """
    if answer_days is not None and not 1 <= answer_days <= 60:
        raise Refused(_("Give them between 1 and 60 days."), field="answer_days")
    plan = held_plan(actor, plan)
    held = held_proposals(plan, proposals)
    if not held:
        raise Refused(_("Choose at least one pair."))
    if any(p.state != ProposalState.PROPOSED for p in held):
        raise Refused(_("Choose pairs that nobody was asked about."))
    people = held_participants({key for p in held for key in (p.mentee_id, p.mentor_id)})
    _require_left_alone(actor, people)
    require_protected(actor, held, people)
    _require_places(actor, held, people)
    try:
        with transaction.atomic():
            Proposal.objects.filter(pk__in=[p.pk for p in held]).update(
                state=ProposalState.ASKED, decided_by=actor.account_id, decided_at=clock.now()
            )
    except IntegrityError as error:
        raise Refused(_("One of these mentees is asked about another mentor already.")) from error
    note_step(actor, plan, PlanAct.ACCEPT, held)
    return _ask(actor, held, people, answer_days)


def take_back_acceptance(actor: Actor, *, proposal: Proposal) -> None:
    """Nobody is asked any more; the links say so. Raises NotAllowed, or Refused if it is over."""
    if actor.account_id is None or not may(actor, DECIDE, proposal):
        raise NotAllowed(_("You may not decide about pairs in this organisation."))
    with transaction.atomic():
        held = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if held.state != ProposalState.ASKED:
            raise Refused(_("This pair is not being asked any more."))
        take_back([held])


def take_back(proposals: Sequence[Proposal]) -> None:
    """The part of taking back that a bulk shares; the proposals are locked by the caller."""
    ids = [proposal.pk for proposal in proposals]
    Proposal.objects.filter(pk__in=ids).update(
        state=ProposalState.PROPOSED, decided_by=None, decided_at=None
    )
    askings = Asking.objects.filter(proposal__in=ids)
    tell_over(askings)
    askings.update(taken_back_at=clock.now())


@transaction.atomic
def renew_link(actor: Actor, *, asking: Asking) -> Asked:
    """A new link to hand over; the one before works no more. Raises NotAllowed, Refused."""
    if actor.account_id is None or not may(actor, DECIDE, asking):
        raise NotAllowed(_("You may not decide about pairs in this organisation."))
    waiting = Asking.objects.select_for_update().select_related("proposal")
    held = waiting.filter(pk=asking.pk).first()
    if held is None or held.proposal.state != ProposalState.ASKED or held.answer:
        raise Refused(_("This person is not being asked any more."))
    token = token_urlsafe(TOKEN_BYTES)
    held.digest = digest_of(token)
    held.is_sent = True  # by hand: whoever makes a link gives it
    held.save(update_fields=["digest", "is_sent"])
    return Asked(held, token)


def _require_left_alone(actor: Actor, people: Mapping[UUID, Participant]) -> None:
    """Nobody is asked whose record is restricted, even if a plan proposed them before."""
    persons = [participant.person_id for participant in people.values()]
    restricted = people_visible_to(actor).filter(pk__in=persons, is_restricted=True)
    if is_paused(persons):
        raise Refused(_("This cannot go on at the moment. Ask the safeguarding lead."))
    if names := names_of_people(actor, restricted.values_list("pk", flat=True)):
        said = _("The record of {names} is restricted. Nobody was asked.")
        raise Refused(said.format(names=", ".join(names.values())))


def _require_places(
    actor: Actor, proposals: Sequence[Proposal], people: Mapping[UUID, Participant]
) -> None:
    """Every mentor has a place for all of their pairs, and no mentee has a mentor already."""
    wanted = Counter(proposal.mentor_id for proposal in proposals)
    load = load_of(wanted)
    full = [
        mentor for mentor, more in wanted.items()
        if mentor not in people
        or not practice.has_place(people[mentor].capacity, load[mentor], more)
    ]  # fmt: skip
    matched = Match.objects.filter(
        mentee__in=[p.mentee_id for p in proposals], state__in=LIVE_MATCH
    ).values_list("mentee_id", flat=True)
    persons = [people[key].person_id for key in (*full, *matched) if key in people]
    if full:
        names = ", ".join(names_of_people(actor, persons).values())
        raise Refused(
            _("{names} has no free place for this. Nobody was asked.").format(names=names)
        )
    if matched:
        names = ", ".join(names_of_people(actor, persons).values())
        raise Refused(_("{names} has a mentor already. Nobody was asked.").format(names=names))


def _ask(
    actor: Actor,
    proposals: Sequence[Proposal],
    people: Mapping[UUID, Participant],
    answer_days: int | None,
) -> list[Asked]:
    ids = [row.person_id for row in people.values()]
    callings, contacts = callings_of(actor, ids), contacts_of(actor, ids)
    known = {UUID(each.at): each for each in roster_people(actor, list(people.values()))}
    # A pair that was asked before and taken back is asked anew: its old links are forgotten.
    Asking.objects.filter(proposal__in=[p.pk for p in proposals]).delete()
    settings = {row.programme_id: settings_of(row.programme_id) for row in people.values()}
    asked = []
    for proposal in proposals:
        mentee, mentor = people[proposal.mentee_id], people[proposal.mentor_id]
        given = practice.Settings(settings[mentee.programme_id], has_minor=proposal.has_minor)
        days = answer_days or given[practice.ANSWER_DAYS]
        for side, one, other in (
            (Side.MENTEE, mentee, mentor),
            (Side.MENTOR, mentor, mentee),
        ):
            token = token_urlsafe(TOKEN_BYTES)
            asking = Asking(
                organisation_id=proposal.organisation_id,
                proposal=proposal,
                side=side,
                person_id=one.person_id,
                digest=digest_of(token),
                language=_language(callings.get(one.person_id)),
                shown=_shown(known[one.pk], known[other.pk]),
                answer_by=_end_of(clock.today() + timedelta(days=days)),
            )
            asked.append(Asked(asking, token))
    _send(actor, asked, contacts)
    Asking.objects.bulk_create(each.asking for each in asked)
    return asked


def _send(actor: Actor, asked: Sequence[Asked], contacts: Mapping[UUID, Contact]) -> None:
    for each in asked:
        contact = contacts.get(each.asking.person_id)
        each.asking.is_sent = tell_question(actor, each.asking, each.token, contact)


def _end_of(day: date) -> datetime:
    """Midnight after a day where the organisation is: people are told days, not hours."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _language(calling: Calling | None) -> str:
    return calling.language if calling else "en"


def _shown(one: Known, other: Known) -> dict[str, object]:
    """What somebody is told of the other before they agree: the least that lets them decide."""
    spoken = {tag for tag, _level in one.languages}
    theirs = [tag for tag, _level in other.languages]
    shared = [tag for tag in theirs if tag in spoken]
    mentee = one if one.role == "mentee" else other
    return {
        "name": other.name.split(" ")[0],
        "languages": shared or theirs,
        "topics": list(mentee.topics[:2]),
        "place": other.place.name if other.place else "",
    }
