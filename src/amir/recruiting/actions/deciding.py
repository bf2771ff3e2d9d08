"""The decision about an application: by which criterion, by whom, with a reason to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.core.text import tidy
from amir.participants import actions as participants
from amir.participants.lifecycle import STEPS
from amir.participants.models import Participant
from amir.people.queries import callings_of
from amir.programmes.queries import settings_of

from .. import rules
from ..describing import label_of
from ..enums import Reason, Ruling
from ..models import Verdict
from ..notices import tell_decided
from ..queries import criteria_of, interviews_of, opening_of, references_of, verdicts_of

STEP_OF = {Ruling.ACCEPT: "accept", Ruling.REFUSE: "refuse"}
ANSWERS = ("yes", "no", "unsure")


@dataclass(frozen=True)
class Wanted:
    """A decision as somebody asks for it. `criterion`: the decisive one, needed without a yes.

    `words`: some words more, in the person's language. `service`: where they are passed on to.
    """

    ruling: str
    answers: Mapping[str, str]
    criterion: str = ""
    reason: str = ""
    words: str = ""
    service: str = ""
    service_contact: str = ""


def decide_application(
    actor: Actor, *, participant: Participant, wanted: Wanted, criteria_version: int | None = None
) -> Verdict:
    """Decide about an application, and tell the person that there is an answer.

    Nobody is accepted without an interview, references (mentors) and every criterion. A minor is
    accepted by two people: the first of them only agrees. `criteria_version`: the list that the
    actor has seen. Raises NotAllowed, Refused, Stale.
    """
    if actor.account_id is None or not may(actor, rules.SCREEN, participant):
        raise NotAllowed(_("You may not choose people for this organisation."))
    if wanted.ruling not in Ruling.values:
        raise Refused(_("Choose one of the decisions."), field="ruling")
    if participant.state not in STEPS["accept"].sources:
        raise Refused(_("This application is decided already."))
    version, items = criteria_of(opening_of(participant))
    if criteria_version is not None and criteria_version != version:
        raise Refused(_("The criteria have changed meanwhile. Please look at them again."))
    _check_reason(wanted, {item["key"] for item in items})
    if wanted.ruling == Ruling.ACCEPT:
        _check_acceptable(participant, wanted, items)
    with transaction.atomic():
        is_first = wanted.ruling == Ruling.ACCEPT and _is_first_of_two(participant, actor)
        verdict = _write(actor.account_id, participant, wanted, version, items, is_first=is_first)
        if wanted.ruling in STEP_OF and not is_first:
            participants.decide(
                actor,
                participant=participant,
                decision=STEP_OF[Ruling(wanted.ruling)],
                reason=_said(actor, participant, wanted),
                criteria=wanted.answers,
            )
        if not is_first:
            tell_decided(participant)
    return verdict


def acknowledge_route(actor: Actor, *, verdict: Verdict) -> None:
    """The service has said that it takes care of the person."""
    if actor.account_id is None or not may(actor, rules.SCREEN, verdict):
        raise NotAllowed(_("You may not choose people for this organisation."))
    if verdict.ruling != Ruling.ROUTE:
        raise Refused(_("This person was not passed on to a service."))
    verdict.acknowledged_on = clock.today()
    verdict.save(update_fields=["acknowledged_on"])


def lacking(participant: Participant) -> list[str]:
    """Sentences on what is still needed before somebody can be accepted."""
    known = settings_of(participant.programme_id)
    found = []
    interviews = known[rules.INTERVIEWS.key]
    held = interviews_of(participant).count()
    if rules.lacks_interview(held, interviews):
        sentence = ngettext("{count} interview is needed before somebody is accepted.",
                            "{count} interviews are needed before somebody is accepted.",
                            interviews)  # fmt: skip
        found.append(sentence.format(count=interviews))
    references = known[rules.REFERENCES.key]
    outcomes = list(references_of(participant).values_list("outcome", flat=True))
    if participant.side == rules.MENTOR and rules.lacks_references(outcomes, references):
        sentence = ngettext("{count} person who knows them must recommend them.",
                            "{count} people who know them must recommend them.",
                            references)  # fmt: skip
        found.append(sentence.format(count=references))
    return found


def _check_reason(wanted: Wanted, keys: set[str]) -> None:
    if not wanted.answers.keys() <= keys or not {*wanted.answers.values()} <= {*ANSWERS}:
        raise Refused(_("Answer the criteria of this list."))
    if wanted.ruling == Ruling.ACCEPT:
        return
    if wanted.criterion not in keys:
        raise Refused(_("Say which criterion decided."), field="criterion")
    if wanted.reason not in Reason.values:
        raise Refused(_("Choose the reason that the person reads."), field="reason")
    if rules.needs_service(wanted.ruling) and not tidy(wanted.service):
        raise Refused(_("Write which service takes care of them."), field="service")


def _check_acceptable(
    participant: Participant, wanted: Wanted, items: list[dict[str, str]]
) -> None:
    unmet = set(rules.unmet(items, wanted.answers))
    if unmet:
        named = "; ".join(label_of(item) for item in items if item["key"] in unmet)
        raise Refused(_("These criteria are not met: {criteria}").format(criteria=named))
    if missing := lacking(participant):
        raise Refused(" ".join(missing))


def _is_first_of_two(participant: Participant, actor: Actor) -> bool:
    agreed = verdicts_of(participant).filter(ruling=Ruling.ACCEPT, is_first_of_two=True)
    return rules.needs_second(
        is_minor=participant.person.is_minor,
        agreed_by=list(agreed.values_list("decided_by", flat=True)),
        decider=actor.account_id,  # type: ignore[arg-type]  # asked before
    )


def _write(
    decider: UUID,
    participant: Participant,
    wanted: Wanted,
    version: int,
    items: list[dict[str, str]],
    *,
    is_first: bool,
) -> Verdict:
    is_yes = wanted.ruling == Ruling.ACCEPT
    return Verdict.objects.create(
        organisation_id=participant.organisation_id,
        participant=participant,
        ruling=wanted.ruling,
        criteria_version=version,
        answers=dict(wanted.answers),
        # Of an acceptance all criteria are decisive; the first stands for them.
        criterion=wanted.criterion or items[0]["key"],
        reason=Reason.FITS if is_yes else wanted.reason,
        words=tidy(wanted.words)[:300],
        decided_on=clock.today(),
        decided_by=decider,
        is_first_of_two=is_first,
        service=tidy(wanted.service)[:200],
        service_contact=tidy(wanted.service_contact)[:200],
    )


def _said(actor: Actor, participant: Participant, wanted: Wanted) -> str:
    """The reason as the person reads it, in their language."""
    if wanted.ruling == Ruling.ACCEPT:
        return tidy(wanted.words)
    calling = callings_of(actor, [participant.person_id]).get(participant.person_id)
    with override(calling.language if calling else None):
        return f"{Reason(wanted.reason).label} {tidy(wanted.words)}".strip()[:300]
