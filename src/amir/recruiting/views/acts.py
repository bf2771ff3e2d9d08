"""What can be written down about an applicant: each with its form and its act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.participants.models import Participant
from amir.programmes.queries import setting_of

from .. import actions, rules
from ..actions.deciding import Wanted
from ..enums import Ruling
from ..forms import (
    ActForm,
    AnswerForm,
    CheckForm,
    ConnectionForm,
    InterviewForm,
    ModulesForm,
    ReferenceForm,
    ReferralForm,
    VerdictForm,
)
from ..models import Referral
from ..queries import criteria_of, opening_of, references_of, verdicts_of

Do = Callable[[Actor, Participant, Any], object]


def _nothing(participant: Participant) -> Any:
    return None


def _no_values(participant: Participant) -> dict[str, Any]:
    return {}


def _everybody(participant: Participant) -> bool:
    return True


def _mentors(participant: Participant) -> bool:
    return participant.side == rules.MENTOR


@dataclass(frozen=True)
class Act:
    """`ask` finds what the form offers, `first` its first values, `fits` for whom it is."""

    name: str
    label: str | Promise
    form: type[ActForm]
    do: Do
    ask: Callable[[Participant], Any] = _nothing
    first: Callable[[Participant], dict[str, Any]] = _no_values
    fits: Callable[[Participant], bool] = _everybody
    is_decision: bool = False


def _interview(actor: Actor, participant: Participant, form: ActForm) -> object:
    return actions.record_interview(actor, participant=participant, **form.cleaned_data)


def _reference(actor: Actor, participant: Participant, form: ActForm) -> object:
    return actions.ask_reference(actor, participant=participant, **form.cleaned_data)


def _answer(actor: Actor, participant: Participant, form: ActForm) -> object:
    told = form.cleaned_data
    reference = references_of(participant).get(pk=UUID(told["reference"]))
    actions.receive_reference(
        actor, reference=reference, outcome=told["outcome"], received_on=told["received_on"]
    )
    return reference


def _check(actor: Actor, participant: Participant, form: ActForm) -> object:
    return actions.record_check(actor, participant=participant, **form.cleaned_data)


def _modules(actor: Actor, participant: Participant, form: ActForm) -> object:
    return actions.record_modules(actor, participant=participant, **form.cleaned_data)


def _referral(actor: Actor, participant: Participant, form: ActForm) -> object:
    return actions.record_referral(actor, participant=participant, **form.cleaned_data)


def _acknowledged(actor: Actor, participant: Participant, form: ActForm) -> object:
    referral = Referral.objects.filter(participant=participant).first()
    if referral is None:
        raise Refused(_now("Write down first who sent them."))
    actions.acknowledge_referral(actor, referral=referral)
    return referral


def _connection(actor: Actor, participant: Participant, form: ActForm) -> object:
    told = form.cleaned_data
    return actions.record_connection(
        actor, participant=participant, support=told["support"], given_on=told["given_on"],
        worth_cents=told["euros"] * 100,
    )  # fmt: skip


def _decide(actor: Actor, participant: Participant, form: VerdictForm) -> object:
    told = form.cleaned_data
    wanted = Wanted(
        ruling=told["ruling"], answers=form.answers(), criterion=told["criterion"],
        reason=told["reason"], words=told["words"], service=told["service"],
        service_contact=told["service_contact"],
    )  # fmt: skip
    return actions.decide_application(
        actor, participant=participant, wanted=wanted, criteria_version=told["version"]
    )


def _taken_over(actor: Actor, participant: Participant, form: ActForm) -> object:
    routed = verdicts_of(participant).filter(ruling=Ruling.ROUTE).first()
    if routed is None:
        raise Refused(_now("This person was not passed on to a service."))
    actions.acknowledge_route(actor, verdict=routed)
    return routed


def _module_keys(participant: Participant) -> list[str]:
    if participant.side != rules.MENTOR:
        return [rules.ORIENTATION]
    return [*setting_of(participant.programme_id, rules.MODULES)]


ACTS = {
    act.name: act
    for act in (
        Act("interview", _("Write down an interview"), InterviewForm, _interview),
        Act("reference", _("Ask for a reference"), ReferenceForm, _reference, fits=_mentors),
        Act("answer", _("A reference has answered"), AnswerForm, _answer, fits=_mentors,
            ask=lambda participant: references_of(participant).filter(outcome="")),
        Act("check", _("Write down a record check"), CheckForm, _check, fits=_mentors),
        Act("decide", _("Decide about the application"), VerdictForm, _decide,
            ask=lambda participant: criteria_of(opening_of(participant))[1],
            first=lambda participant: {"version": criteria_of(opening_of(participant))[0]},
            is_decision=True),
        Act("routed", _("The service takes care of them"), ActForm, _taken_over),
        Act("modules", _("Write down training"), ModulesForm, _modules, ask=_module_keys),
        Act("referral", _("Who sent them"), ReferralForm, _referral),
        Act("acknowledge", _("We told whoever sent them"), ActForm, _acknowledged),
        Act("connection", _("Write down phone or data"), ConnectionForm, _connection),
    )
}  # fmt: skip
