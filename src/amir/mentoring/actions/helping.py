"""A second mentor for a pair: of the own organisation, or lent by another one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.messages.templates import SOMETHING_NEW
from amir.organisations.actions import mail_staff
from amir.organisations.queries import staff_who_may
from amir.participants.enums import Side
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.people.queries import callings_of

from .. import practice
from ..enums import HELPED_NO_MORE, Answer, HelperKind, HelperState
from ..models import Asking, Match, MatchHelper
from ..notices import CHANGED, home_link, tell_people
from ..queries import load_of
from ..rules import ARRANGE, answering, keeping
from ..terms import VERSION
from .holding import held_participants
from .pausing import is_paused
from .sharing import people_of, tie, untie


@dataclass(frozen=True)
class Lending:
    """A second mentor as the organisation sees it that lends them: permissions are asked there."""

    helper: MatchHelper

    @property
    def organisation_id(self) -> UUID:
        """Whose mentor it is."""
        return self.helper.from_organisation_id


@transaction.atomic
def ask_helper(
    actor: Actor,
    *,
    match: Match,
    kind: str,
    mentor: Participant | None = None,
    organisation_id: UUID | None = None,
) -> MatchHelper:
    """Ask one of our mentors to help a pair, or another organisation to name one of theirs.

    Raises NotAllowed; Refused if the pair has a second mentor, or if nobody can be asked.
    """
    if actor.account_id is None or not may(actor, ARRANGE, match):
        raise NotAllowed(_("You may not arrange this in this organisation."))
    if kind not in HelperKind.values:
        raise Refused(_("Choose one from the list."), field="kind")
    held = Match.objects.select_for_update().get(pk=match.pk)
    if not held.is_live or held.suspended_at is not None:
        raise Refused(_("This cannot go on at the moment."))
    helper = MatchHelper(
        organisation_id=held.organisation_id,
        match=held,
        mentee_person_id=held.mentee_person_id,
        mentor_person_id=held.mentor_person_id,
        kind=kind,
        from_organisation_id=organisation_id or held.organisation_id,
        shown=_shown(held),
        asked_by=actor.account_id,
    )
    if mentor is not None:
        _name(actor, helper, mentor)
    elif not staff_who_may(ARRANGE).get(helper.from_organisation_id):
        raise Refused(_("Choose a mentor, or an organisation that has coordinators."), field="who")
    try:
        with transaction.atomic():
            helper.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This pair has a second mentor already.")) from error
    _tell(actor, helper)
    return helper


@transaction.atomic
def lend_helper(actor: Actor, *, helper: MatchHelper, mentor: Participant) -> None:
    """Name one of our mentors for a pair of another organisation; they are asked now.

    Raises NotAllowed; Refused if it is answered already, or the mentor cannot be asked.
    """
    held = _held(actor, helper, Lending(helper))
    if held.state != HelperState.WANTED:
        raise Refused(_("This is answered already."))
    if mentor.organisation_id != held.from_organisation_id:
        raise Refused(_("This mentor cannot be found any more."), field="who")
    _name(actor, held, mentor)
    held.lent_by = actor.account_id
    held.save()
    _tell(actor, held)


@transaction.atomic
def end_helper(actor: Actor, *, helper: MatchHelper) -> None:
    """No second mentor any more, or after all: by either organisation. Raises NotAllowed, Refused.

    Whoever only was asked is told nothing of the pair from now on.
    """
    ours = may(actor, ARRANGE, helper)
    held = _held(actor, helper, helper if ours else Lending(helper))
    if held.state in HELPED_NO_MORE:
        raise Refused(_("This is over already."))
    _end(held, HelperState.ENDED)


def answer_helper(
    actor: Actor, *, helper: MatchHelper, answer: str, accepted: Collection[str] = ()
) -> None:
    """The second mentor says yes, with every rule, or no. Raises NotAllowed, Refused."""
    if actor.account_id is None or actor.account_id != helper.person_id:
        raise NotAllowed(_("Somebody else was asked this."))
    if answer not in Answer.values:
        raise Refused(_("Choose yes or no."), field="answer")
    if answer == Answer.YES and not practice.accepts_rules(accepted):
        raise Refused(_("Please accept every rule, or ask us to call you."), field="accepted")
    with acting_as(answering(actor.account_id)) as themself:
        match = Match.objects.select_for_update().get(pk=helper.match_id)
        held = MatchHelper.objects.select_for_update().get(pk=helper.pk)
        if held.state != HelperState.ASKED:
            raise Refused(_("This question is not open any more."))
        if answer == Answer.NO:
            _end(held, HelperState.DECLINED)
            return
        if not match.is_live or is_paused(people_of(match)):
            raise Refused(_("This cannot go on at the moment."))
        held.state, held.terms, held.answered_at = HelperState.AGREED, VERSION, clock.now()
        held.save(update_fields=["state", "terms", "answered_at"])
        tie(match)
        happened("mentoring.helper_agreed", themself, helper=held)


def _name(actor: Actor, helper: MatchHelper, mentor: Participant) -> None:
    """This mentor is asked: they have a place, and nobody protects somebody from them."""
    held = held_participants({mentor.pk}).get(mentor.pk)
    in_time = (State.AVAILABLE, State.MATCHED)
    if held is None or held.side != Side.MENTOR or held.state not in in_time:
        raise Refused(_("This mentor cannot be asked."), field="who")
    if held.person_id in (helper.mentee_person_id, helper.mentor_person_id):
        raise Refused(_("Choose somebody else than the two of the pair."), field="who")
    if not practice.has_place(held.capacity, load_of([held.pk])[held.pk]):
        raise Refused(_("The mentor has no free place any more."), field="who")
    if is_paused([held.person_id]):
        raise Refused(_("This cannot go on at the moment."), field="who")
    calling = callings_of(actor, [held.person_id]).get(held.person_id)
    helper.participant_id, helper.person_id = held.pk, held.person_id
    helper.shown = {**helper.shown, "helper": calling.preferred_name if calling else ""}
    helper.state = HelperState.ASKED


def _end(helper: MatchHelper, state: HelperState) -> None:
    was_helping = helper.state == HelperState.AGREED
    helper.state, helper.ended_at, helper.shown = state, clock.now(), {}
    helper.save(update_fields=["state", "ended_at", "shown"])
    if was_helping and helper.person_id is not None:
        # Whoever lends the mentor sees nothing of the match.
        with acting_as(keeping()):
            untie(Match.objects.get(pk=helper.match_id), [helper.person_id])


def _tell(actor: Actor, helper: MatchHelper) -> None:
    """The mentor that there is a question, or the other organisation's coordinators."""
    if helper.person_id is not None:
        tell_people(helper.from_organisation_id, CHANGED, {helper.person_id: {"link": home_link()}})
        return
    mail_staff(
        actor,
        organisation_id=helper.from_organisation_id,
        account_ids=staff_who_may(ARRANGE)[helper.from_organisation_id],
        template=SOMETHING_NEW,
        path=reverse("helpers"),
    )


def _held(actor: Actor, helper: MatchHelper, asked_of: object) -> MatchHelper:
    if actor.account_id is None or not may(actor, ARRANGE, asked_of):
        raise NotAllowed(_("You may not arrange this in this organisation."))
    return MatchHelper.objects.select_for_update().get(pk=helper.pk)


def _shown(match: Match) -> dict[str, object]:
    """Languages and themes of the pair, as both were told when they were asked; no names."""
    asked = Asking.objects.filter(proposal=match.proposal_id, side=Side.MENTOR).first()
    told = asked.shown if asked else {}
    return {name: told.get(name, []) for name in ("languages", "topics")}
