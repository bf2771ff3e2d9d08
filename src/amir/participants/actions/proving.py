"""Evidence: taking it down, and vouching for what nobody has dated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.people.actions import Agreed, forget_consents, take_down_consents

from ..enums import EvidenceKind
from ..models import Attestation, Evidence, ListedRow, Participant, PeopleList
from ..queries import standings_of
from ..rules import ATTEST, CHANGE, may_keep_records
from ..standing import denied_kinds, missing_kinds, required_kinds


@dataclass(frozen=True)
class NewEvidence:
    """Evidence to be taken down. `source`: a paper, or file and row; `is_no`: it says no."""

    participant: Participant
    kind: str
    dated_on: date
    source: str
    expires_on: date | None = None
    is_no: bool = False


def record_evidence(
    actor: Actor,
    *,
    participant: Participant,
    kind: str,
    dated_on: date,
    source: str,
    expires_on: date | None = None,
    is_no: bool = False,
) -> Evidence:
    """Take evidence down; the same kind of the same day is there once.

    Raises NotAllowed, and Refused for a day in the future, an unknown kind, or a day of which
    the opposite is known.
    """
    new = NewEvidence(participant, kind, dated_on, source, expires_on, is_no)
    with transaction.atomic():
        record_evidence_many(actor, records=[new])
        held = Evidence.objects.get(participant=participant, kind=kind, dated_on=dated_on)
        if held.is_no != is_no:
            sentence = _("The opposite is written down already for this day. Choose another day.")
            raise Refused(sentence, field="dated_on")
    return held


def record_evidence_many(actor: Actor, *, records: Sequence[NewEvidence]) -> None:
    """Take many down, all or nothing, with receipts; what is there already stays.

    The number of statements does not grow with them.
    """
    for new in records:
        if not may_keep_records(actor, new.participant):
            raise NotAllowed(_("You may not record evidence in this organisation."))
        _check(actor, new)
    with transaction.atomic():
        Evidence.objects.bulk_create(
            (
                Evidence(
                    organisation_id=new.participant.organisation_id,
                    participant=new.participant,
                    kind=new.kind,
                    dated_on=new.dated_on,
                    expires_on=new.expires_on,
                    source=new.source[:200],
                    is_no=new.is_no,
                    # What somebody agrees to while they apply, they sign themselves.
                    signed_by=actor.account_id or new.participant.person_id,
                )
                for new in records
            ),
            ignore_conflicts=True,
        )
        agreed = [_agreed(new.participant, new.dated_on, new.source)
                  for new in records
                  if new.kind == EvidenceKind.CONSENTED and not new.is_no]  # fmt: skip
        take_down_consents(actor, consents=agreed)
        happened("participants.evidence_recorded", actor,
                 participants=[new.participant for new in records])  # fmt: skip


def attest(
    actor: Actor,
    *,
    participants: Sequence[Participant],
    kinds: Iterable[str],
    dated_on: date,
    statement: str,
    people_list: PeopleList | None = None,
) -> Attestation:
    """Vouch, by name and day, for evidence of these kinds where nothing is known.

    What is known stays, and what a source denies stays denied. Every row keeps where the person
    came from. Raises NotAllowed; Refused if there is nothing to sign.
    """
    if actor.account_id is None or not all(may(actor, ATTEST, p) for p in participants):
        raise NotAllowed(_("You may not sign for evidence in this organisation."))
    if dated_on > clock.today():
        raise Refused(_("The day cannot lie in the future."), field="dated_on")
    if not statement.strip():
        raise Refused(_("Say what you sign for."), field="statement")
    with transaction.atomic():
        wanted = _unknown(participants, {EvidenceKind(kind) for kind in kinds})
        if not wanted:
            raise Refused(_("There is nothing to sign for these people."))
        attestation = Attestation.objects.create(
            id=uuid4(),
            organisation_id=participants[0].organisation_id,
            signed_by=actor.account_id,
            statement=statement.strip(),
            people_list=people_list,
        )
        sources = _sources(participants, people_list)
        Evidence.objects.bulk_create(
            (
                Evidence(
                    organisation_id=participant.organisation_id,
                    participant=participant,
                    kind=kind,
                    dated_on=dated_on,
                    source=sources.get(participant.pk, "")[:200],
                    signed_by=actor.account_id,
                    attestation=attestation,
                )
                for participant, kind in wanted
            ),
            ignore_conflicts=True,
        )
        agreed = [_agreed(participant, dated_on, sources.get(participant.pk, ""))
                  for participant, kind in wanted
                  if kind == EvidenceKind.CONSENTED]  # fmt: skip
        take_down_consents(actor, consents=agreed)
        happened("participants.attested", actor, attestation=attestation)
    return attestation


def remove_evidence(actor: Actor, *, evidence: Evidence) -> None:
    """Take evidence away that was recorded by mistake; the audit keeps that it was there."""
    if not may(actor, CHANGE, evidence):
        raise NotAllowed(_("You may not change evidence of this organisation."))
    if evidence.is_no and evidence.signed_by == evidence.participant.person_id:
        raise Refused(_("They took this back themselves. Only they can agree again."))
    with transaction.atomic():
        delete_evidence(actor, Evidence.objects.filter(pk=evidence.pk))


def delete_evidence(actor: Actor, rows: QuerySet[Evidence]) -> None:
    """Delete evidence, and the receipts of consents that nothing proves any more.

    The caller has checked that the actor may. The number of statements does not grow.
    """
    gone = _agreed_in(rows)
    rows.delete()
    still = _agreed_in(Evidence.objects.filter(participant__person__in=[a.person_id for a in gone]))
    forget_consents(actor, consents=gone - still)


def _agreed_in(rows: QuerySet[Evidence]) -> set[Agreed]:
    """The consents that rows prove, without their sources."""
    told = rows.filter(kind=EvidenceKind.CONSENTED, is_no=False)
    found = told.values_list("organisation_id", "participant__person_id", "dated_on")
    return {Agreed(*each) for each in found}


def _agreed(participant: Participant, day: date, source: str) -> Agreed:
    return Agreed(participant.organisation_id, participant.person_id, day, source)


def _check(actor: Actor, new: NewEvidence) -> None:
    if new.kind not in EvidenceKind.values:
        raise Refused(_("Choose what was seen."), field="kind")
    if new.dated_on > clock.today():
        raise Refused(_("The day cannot lie in the future."), field="dated_on")
    if new.expires_on is not None and new.expires_on < new.dated_on:
        raise Refused(_("It cannot end before it begins."), field="expires_on")
    if actor.account_id is None and new.kind != EvidenceKind.CONSENTED:
        raise NotAllowed(_("A person records this evidence."))


def _unknown(
    participants: Sequence[Participant], kinds: set[EvidenceKind]
) -> list[tuple[Participant, EvidenceKind]]:
    """What can be vouched for: required and neither known nor denied, or an interview."""
    standings = standings_of(participants)
    interviewed = set(
        Evidence.objects.filter(
            participant__in=participants, kind=EvidenceKind.INTERVIEWED
        ).values_list("participant_id", flat=True)
    )
    found = []
    for participant in participants:
        held = standings[participant.pk]
        open_kinds = {*missing_kinds(held)} - {*denied_kinds(held)}
        if participant.pk not in interviewed:
            open_kinds.add(EvidenceKind.INTERVIEWED)
        order = (*required_kinds(participant.side), EvidenceKind.INTERVIEWED)
        found += [(participant, k) for k in order if k in kinds & open_kinds]
    return found


def _sources(
    participants: Sequence[Participant], people_list: PeopleList | None
) -> dict[UUID, str]:
    """Participant id -> the row of the (newest) list that brought them."""
    rows = ListedRow.objects.filter(participant__in=participants).order_by("created_at")
    if people_list is not None:
        rows = rows.filter(people_list=people_list)
    return {pk: source for pk, source in rows.values_list("participant_id", "source") if pk}
