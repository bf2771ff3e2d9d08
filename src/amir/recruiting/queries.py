"""Reading roles, applications and what is known of applicants."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Model, Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import override

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.secrets.index import lookup_digest
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participant_or_404
from amir.people.models import Calling
from amir.programmes.models import Programme
from amir.programmes.queries import setting_of

from .describing import default_criteria, default_texts, label_of
from .models import (
    Criteria,
    Enquiry,
    Interview,
    LongAway,
    ModuleCompletion,
    Opening,
    RecordCheck,
    Reference,
    RoleDescription,
    Stakeholder,
    Verdict,
    VoiceNote,
)
from .rules import CHECK_WARNING, RUN, SETTLED_YEARS, VIEW, applying

M = TypeVar("M", bound=Model)
# The states in which a lapsed check keeps somebody from being matched anew.
CONCERNED = (State.ACCEPTED, State.TRAINED, State.AVAILABLE, State.MATCHED)


# --- roles ---------------------------------------------------------------------------------------
def openings_visible_to(actor: Actor) -> QuerySet[Opening]:
    """The roles of the actor's organisations."""
    return Opening.objects.filter(organisation_id__in=actor.organisations_where(RUN))


def public_openings() -> QuerySet[Opening]:
    """The roles that are open now; for everybody."""
    return Opening.objects.filter(is_open=True)


def opening_or_404(actor: Actor, *, opening_id: UUID) -> Opening:
    """A role of the actor's organisations. Raises Http404."""
    return _one(openings_visible_to(actor).filter(pk=opening_id))


def opening_by_slug(actor: Actor, *, slug: str) -> Opening:
    """Any role, open or not, by the name in its link. Raises Http404."""
    return _one(Opening.objects.filter(slug=slug))


def programme_of(opening: Opening) -> Programme | None:
    """The programme of a role, if it has one and everybody may see it."""
    key = opening.programme_id
    return Programme.objects.filter(pk=key).first() if key else None


def description_of(opening: Opening, language: str) -> dict[str, str]:
    """What a role is, in a language: the organisation's newest text, else ours."""
    found = RoleDescription.objects.filter(opening=opening, language=language).first()
    if found is not None:
        return dict(found.texts)
    with override(language):
        return default_texts(opening.side, setting_of(opening.programme_id, SETTLED_YEARS))


def newest_version(rows: QuerySet[Any]) -> int:
    """The newest version among rows; 0 if there is none."""
    return rows.aggregate(newest=Max("version"))["newest"] or 0


def criteria_of(opening: Opening) -> tuple[int, list[dict[str, str]]]:
    """The criteria by which a role is decided now, with their version; 0: ours."""
    found = Criteria.objects.filter(opening=opening).first()
    items = list(found.items) if found else default_criteria(opening.side)
    years = setting_of(opening.programme_id, SETTLED_YEARS)
    told = [{**item, "label": label_of(item).format(years=years)}
            if not item["label"] else item for item in items]  # fmt: skip
    return (found.version if found else 0), told


# --- applications --------------------------------------------------------------------------------
def digest_of(token: str) -> bytes:
    """What is kept of the token of a personal link."""
    return lookup_digest(f"enquiry\0{token}")


def enquiry_by_token(slug: str, token: str) -> Enquiry:
    """The application behind a personal link. Raises Http404."""
    with acting_as(applying()):
        rows = Enquiry.objects.filter(token_digest=digest_of(token), opening__slug=slug)
        return _one(rows.select_related("opening"))


def has_voice(enquiry: Enquiry) -> bool:
    """Whether somebody has left a voice note, asked while they apply."""
    with acting_as(applying()):
        return VoiceNote.objects.filter(enquiry=enquiry).exists()


def enquiries_visible_to(actor: Actor) -> QuerySet[Enquiry]:
    """The applications that came, or are being filled in, at the actor's organisations."""
    return Enquiry.objects.filter(organisation_id__in=actor.organisations_where(VIEW))


def sent_by(rows: QuerySet[Enquiry], participant: Participant) -> Enquiry:
    """The application that a participant has sent. Raises Http404."""
    return _one(rows.filter(participant=participant))


def with_what_the_table_shows(rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    """The rows with role, name and decisions: a fixed number of queries more for each page."""
    return rows.select_related("opening").prefetch_related(
        Prefetch("participant__person__calling", Calling.objects.all()), "participant__verdicts"
    )


def applicant_or_404(actor: Actor, *, participant_id: UUID) -> Participant:
    """Somebody whom the actor may choose; never oneself. Raises Http404."""
    found = participant_or_404(actor, participant_id=participant_id)
    if found.organisation_id not in actor.organisations_where(VIEW):
        raise Http404
    return found


def opening_of(participant: Participant) -> Opening:
    """The role for which somebody applied; for others the one of their side, or none yet."""
    found = Opening.objects.filter(
        organisation_id=participant.organisation_id,
        programme_id=participant.programme_id,
        side=participant.side,
    ).first()
    return found or Opening(
        organisation_id=participant.organisation_id, programme_id=participant.programme_id,
        side=participant.side,
    )  # fmt: skip


def voice_or_404(actor: Actor, *, participant_id: UUID, voice_id: UUID) -> VoiceNote:
    """A voice note, found through the applicant. Raises Http404."""
    participant = applicant_or_404(actor, participant_id=participant_id)
    return _one(VoiceNote.objects.filter(pk=voice_id, enquiry__participant=participant))


def came_through_us(participants: Iterable[Participant]) -> dict[UUID, Participant]:
    """Those of the participants who applied with our form, by id."""
    by_id = {participant.pk: participant for participant in participants}
    applied = Enquiry.objects.filter(participant__in=by_id).values_list("participant_id", flat=True)
    return {key: by_id[key] for key in applied if key is not None}


def modules_by_participant(ids: Iterable[UUID]) -> dict[UUID, list[ModuleCompletion]]:
    """Participant id -> the modules that they have been through."""
    found: dict[UUID, list[ModuleCompletion]] = {}
    for row in ModuleCompletion.objects.filter(participant__in=list(ids)):
        found.setdefault(row.participant_id, []).append(row)
    return found


def verdicts_of(participant: Participant) -> QuerySet[Verdict]:
    """The decisions about an application, newest first."""
    return Verdict.objects.filter(participant=participant)


def references_of(participant: Participant) -> QuerySet[Reference]:
    """Who was asked about an applicant."""
    return Reference.objects.filter(participant=participant)


def interviews_of(participant: Participant) -> QuerySet[Interview]:
    """When we met an applicant."""
    return Interview.objects.filter(participant=participant)


def last_checks(organisation_ids: Iterable[UUID]) -> list[RecordCheck]:
    """The newest check of everybody who can be matched or prepares for it."""
    rows = RecordCheck.objects.filter(
        organisation_id__in=list(organisation_ids), participant__state__in=CONCERNED
    ).select_related("participant")
    newest: dict[UUID, RecordCheck] = {}
    for row in rows.order_by("seen_on", "created_at"):
        newest[row.participant_id] = row
    return sorted(newest.values(), key=lambda check: (check.expires_on, check.participant_id))


def lapsing_checks(
    organisation_ids: Iterable[UUID], today: date | None = None
) -> list[RecordCheck]:
    """Checks that have lapsed, or lapse so soon that the programme wants to be warned."""
    day = today or clock.today()
    days: dict[UUID | None, int] = {}
    found = []
    for check in last_checks(organisation_ids):
        programme_id = check.participant.programme_id
        if programme_id not in days:
            days[programme_id] = setting_of(programme_id, CHECK_WARNING)
        if check.expires_on <= day + timedelta(days=days[programme_id]):
            found.append(check)
    return found


def stakeholders_visible_to(actor: Actor) -> QuerySet[Stakeholder]:
    """Offices that were told of a programme by the actor's organisations."""
    return Stakeholder.objects.filter(organisation_id__in=actor.organisations_where(RUN))


# --- one's own -----------------------------------------------------------------------------------
def my_participations(actor: Actor) -> list[Participant]:
    """As what the actor takes part or applied, oldest first."""
    if actor.account_id is None:
        return []
    mine = Participant.objects.filter(person_id=actor.account_id)
    return list(mine.order_by("created_at", "id"))


def my_verdict(participant: Participant) -> Verdict | None:
    """The newest decision that stands, as the person reads it."""
    return verdicts_of(participant).filter(is_first_of_two=False).first()


# --- forgetting ----------------------------------------------------------------------------------
def warned_people() -> dict[UUID, LongAway]:
    """Person id -> the warning that we will forget them."""
    return {row.person_id: row for row in LongAway.objects.all()}


def languages() -> list[str]:
    """The languages in which a role is described."""
    return [code for code, _name in settings.LANGUAGES]


def _one(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise Http404
    return found
