"""The end of an application: consent, and somebody whom the organisation knows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.core.events import happened
from amir.organisations.models import Organisation
from amir.participants.actions import record_evidence, register_participant
from amir.participants.enums import EvidenceKind
from amir.participants.models import Participant
from amir.people.actions import Agreed, register_person, take_down_consents
from amir.people.enums import SessionKind
from amir.people.models import Person
from amir.places import open_gazetteer

from .. import rules
from ..consents import ConsentShown, consent_for
from ..enums import Heard
from ..models import ConsentGiven, Enquiry, Opening, Referral
from ..notices import tell_received
from .applying import Answers, answers_of

WEEKDAYS, WEEKEND = ("mon", "tue", "wed", "thu", "fri"), ("sat", "sun")
# What the page about time offers -> parts of a week as matching knows them.
SLOTS = {
    "mornings": [f"{day}-am" for day in WEEKDAYS],
    "afternoons": [f"{day}-pm" for day in WEEKDAYS],
    "evenings": [f"{day}-eve" for day in WEEKDAYS],
    "weekends": [f"{day}-{part}" for day in WEEKEND for part in ("am", "pm", "eve")],
}
# Years here that people can choose; whoever came longer ago does not tell the year.
LONG_AGO = 5


@dataclass(frozen=True)
class Consented:
    """How somebody said yes to the text that they were shown."""

    agreed: bool
    understood: str = ""
    explained_by: str = ""


def send(enquiry: Enquiry, *, consented: Consented) -> Participant:
    """Send the application: the person, the participant, the receipt, the evidence of consent.

    Raises Refused if something that we need was not answered (`field`: the step), or if the
    consent does not count.
    """
    answers = answers_of(enquiry)
    _check_answers(enquiry.opening, answers)
    shown = consent_for(enquiry.opening, enquiry.language)
    if not rules.is_agreed(
        consented.agreed, is_reviewed=shown.is_reviewed, explained_by=consented.explained_by,
        understood=consented.understood,
    ):  # fmt: skip
        raise Refused(_("Say yes if you agree, and who explained it to you."), field="consent")
    with transaction.atomic():
        with acting_as(rules.applying()):
            held = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
            if held.sent_at is not None:
                raise Refused(_("You have sent this application already."))
            person = _person(enquiry, answers)
        with acting_as(rules.applying(person.pk)) as themself:
            participant = _participant(enquiry, answers, person)
            _agree(themself.account_id or person.pk, participant, enquiry, shown, consented)
            _note_consent(participant, answers, shown, consented)
            _note_referral(participant, answers)
            held.participant, held.person_id = participant, person.pk
            held.sent_at = held.touched_at = clock.now()
            held.save(update_fields=["participant", "person_id", "sent_at", "touched_at"])
            happened("recruiting.applied", themself, participant=participant)
    enquiry.participant, enquiry.sent_at = participant, held.sent_at
    tell_received(participant, answers.get("phone", ""), enquiry.language)
    return participant


def _check_answers(opening: Opening, answers: Answers) -> None:
    for step, sentence in (
        ("name", _("Tell us what we may call you.")),
        ("phone", _("Tell us a phone number. We call you on it.")),
        ("adult", _("Tell us whether you are 18 or older.")),
    ):
        if not answers.get(step):
            raise Refused(sentence, field=step)
    guardian = answers.get("guardian") or {}
    takes_minors = Organisation.objects.get(pk=opening.organisation_id).takes_minors
    if not rules.may_apply(
        is_adult=answers["adult"] == rules.YES, takes_minors=takes_minors,
        guardian=str(guardian.get("name", "")) if guardian.get("agrees") else "",
    ):  # fmt: skip
        raise Refused(too_young(takes_minors=takes_minors), field="adult")


def too_young(*, takes_minors: bool) -> str:
    """What we tell whoever is not of age."""
    if takes_minors:
        return _("A parent or guardian must agree first. Please ask them to help you.")
    return _("You must be 18 or older. Please call us. We know who can help you.")


def _person(enquiry: Enquiry, answers: Answers) -> Person:
    organisation = Organisation.objects.get(pk=enquiry.organisation_id)
    guardian = answers.get("guardian") or {}
    is_mentor = enquiry.opening.side == rules.MENTOR
    return register_person(
        rules.applying(),
        organisation_id=enquiry.organisation_id,
        preferred_name=answers["name"],
        language=enquiry.language,
        phone=answers["phone"],
        birth_year=guardian.get("birth_year"),
        arrived_on=_arrived(answers.get("years")),
        languages=dict.fromkeys(answers.get("languages", ())),
        availability=[slot for name in answers.get("time", ()) for slot in SLOTS.get(name, ())],
        session_kind=SessionKind.MENTOR if is_mentor else SessionKind.OWN_PHONE,
        **_place(organisation.country, str(answers.get("place", ""))),
    )


def _place(country: str, name: str) -> dict[str, Any]:
    """A municipality that we know gets its place on the map; any other stays as it was written."""
    if not name:
        return {}
    found = open_gazetteer().municipality(name, country)
    if found is None:
        return {"place": name[:120]}
    return {
        "place": name[:120], "country": country, "latitude": found.latitude,
        "longitude": found.longitude,
    }  # fmt: skip


def _arrived(years: Any) -> date | None:
    """The first day of the year in which somebody came, as lists keep it."""
    if years in (None, "") or int(years) >= LONG_AGO:
        return None
    return date(clock.today().year - int(years), 1, 1)


def _participant(enquiry: Enquiry, answers: Answers, person: Person) -> Participant:
    return register_participant(
        rules.applying(person.pk),
        person=person,
        side=enquiry.opening.side,
        programme_id=enquiry.opening.programme_id,
        needs=tuple(answers.get("themes", ())),
        channel=enquiry.channel,
        language=enquiry.language,
    )


def _agree(
    account_id: UUID,
    participant: Participant,
    enquiry: Enquiry,
    shown: ConsentShown,
    consented: Consented,
) -> None:
    """The receipt with version and language, and the evidence that the gate asks for."""
    actor = rules.applying(account_id)
    today = clock.today()
    source = f"application, text {shown.version}, {shown.language}"
    receipt = Agreed(
        participant.organisation_id, participant.person_id, today, source,
        version=shown.version, language=shown.language,
    )  # fmt: skip
    take_down_consents(actor, consents=[receipt])
    record_evidence(
        actor, participant=participant, kind=EvidenceKind.CONSENTED, dated_on=today, source=source
    )


def _note_consent(
    participant: Participant, answers: Answers, shown: ConsentShown, consented: Consented
) -> None:
    guardian = answers.get("guardian") or {}
    ConsentGiven.objects.create(
        organisation_id=participant.organisation_id,
        participant=participant,
        version=shown.version,
        language=shown.language,
        was_reviewed=shown.is_reviewed,
        beside=shown.host,
        explained_by=consented.explained_by[:120],
        guardian_name=str(guardian.get("name", ""))[:120],
        guardian_phone=str(guardian.get("phone", ""))[:20],
    )


def _note_referral(participant: Participant, answers: Answers) -> None:
    told = answers.get("heard") or {}
    if told.get("heard") in Heard.values:
        Referral.objects.create(
            organisation_id=participant.organisation_id,
            participant=participant,
            heard=told["heard"],
            referrer=str(told.get("referrer", ""))[:200],
        )
