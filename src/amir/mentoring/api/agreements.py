"""First meetings and agreements: by coordinators, and by the two of a match themselves."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.actor import Actor
from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.participants.enums import Side

from .. import actions, terms
from ..enums import AgreedPlace, ContactWay, Frequency, SignedHow
from ..models import Match
from ..pair_file import pair_file
from ..queries import match_or_404, matches_of_me, my_match_or_404, names_of_people
from ..rules import ARRANGE, ME, ME_CHANGE, VIEW_MATCHES
from .moments import moment

router = Router()


class SignedOut(Schema):
    """Who signed the version that counts, when, and how."""

    side: Side
    signed_at: datetime
    how: SignedHow


class AgreementOut(Schema):
    """What two people agree on. `rules` are the sentences that whoever signs accepts.

    Until `trial_until` either leaves without a reason; `signed_on`: when both had signed.
    """

    frequency: Frequency
    minutes: int
    months: int
    place_kind: AgreedPlace
    channel: ContactWay
    version: int
    sign_by: date
    signed_on: date | None
    trial_until: date
    planned_end: date | None
    first_meeting_at: datetime | None
    first_meeting_held_on: date | None
    signatures: list[SignedOut]
    rules: list[str]


class AgreementIn(FormIn):
    """What the two agree on."""

    frequency: Frequency
    minutes: int = Field(ge=1, le=480)
    months: int = Field(ge=1, le=36)
    place_kind: AgreedPlace
    channel: ContactWay
    home_is_approved: bool = False


class FirstMeetingIn(FormIn):
    """When and where. A moment without a zone is meant where the organisation is."""

    starts_at: datetime
    place_kind: AgreedPlace
    place: Text = Field("", max_length=200)
    coordinator_id: UUID | None = None


class HeldIn(FormIn):
    """On which day it was."""

    held_on: date


class PaperIn(FormIn):
    """Who signed on paper, and who read it to them."""

    side: Side
    accepts_every_rule: bool
    note: Text = Field("", max_length=200)


class SignIn(FormIn):
    """One accepts every rule, or does not sign."""

    accepts_every_rule: bool


class ShareIn(FormIn):
    """Whether the others of the match may have one's number."""

    share: bool


class MyMatchOut(Schema):
    """A match of one's own. `is_paused`: nobody meets for the moment."""

    id: UUID
    other: str
    i_am: Side
    agreed_on: date
    is_paused: bool


def _told(match: Match) -> dict[str, Any]:
    file = pair_file(match)
    agreed = ("frequency", "minutes", "months", "place_kind", "channel", "version", "sign_by",
              "signed_on", "trial_until", "planned_end")  # fmt: skip
    return {
        **{name: getattr(file.agreement, name) for name in agreed},
        "first_meeting_at": file.meeting.starts_at if file.meeting else None,
        "first_meeting_held_on": file.meeting.held_on if file.meeting else None,
        "signatures": [
            {"side": side, "signed_at": signature.created_at, "how": signature.how}
            for side, signature in sorted(file.signed.items())
        ],
        "rules": [str(rule) for rule in file.rules],
    }


def _asked(request: HttpRequest, match_id: UUID, permission: str) -> tuple[Actor, Match]:
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, permission, match)
    return actor, match


@router.get(
    "/matches/{match_id}/agreement",
    auth=Needs(VIEW_MATCHES),
    response={200: AgreementOut, **ERRORS},
)
def show_agreement(request: HttpRequest, match_id: UUID) -> dict[str, Any]:
    """What the two of a match agree on, and who has signed."""
    return _told(_asked(request, match_id, VIEW_MATCHES)[1])


@router.post(
    "/matches/{match_id}/agreement", auth=Needs(ARRANGE), response={200: AgreementOut, **ERRORS}
)
def write_agreement(request: HttpRequest, match_id: UUID, sent: AgreementIn) -> dict[str, Any]:
    """Write it; what was signed before is to be signed anew."""
    actor, match = _asked(request, match_id, ARRANGE)
    told = sent.dict(exclude={"form_id"})
    once(request, sent, lambda: actions.write_agreement(actor, match=match, **told))
    return _told(match)


@router.post(
    "/matches/{match_id}/signatures", auth=Needs(ARRANGE), response={200: AgreementOut, **ERRORS}
)
def note_signature(request: HttpRequest, match_id: UUID, sent: PaperIn) -> dict[str, Any]:
    """Somebody signed on paper, with a colleague."""
    actor, match = _asked(request, match_id, ARRANGE)
    once(request, sent, lambda: actions.note_signature(
        actor, match=match, side=sent.side, note=sent.note,
        accepted=_rules(sent.accepts_every_rule), language=translation.get_language() or "en",
    ))  # fmt: skip
    return _told(match)


@router.post(
    "/matches/{match_id}/first-meeting",
    auth=Needs(ARRANGE),
    response={200: AgreementOut, **ERRORS},
)
def plan_first_meeting(
    request: HttpRequest, match_id: UUID, sent: FirstMeetingIn
) -> dict[str, Any]:
    """Set or move the first meeting; both are told that there is a date."""
    actor, match = _asked(request, match_id, ARRANGE)
    starts_at = moment(sent.starts_at)
    once(request, sent, lambda: actions.plan_first_meeting(
        actor, match=match, starts_at=starts_at, place_kind=sent.place_kind, place=sent.place,
        coordinator_id=sent.coordinator_id,
    ))  # fmt: skip
    return _told(match)


@router.post(
    "/matches/{match_id}/first-meeting/held",
    auth=Needs(ARRANGE),
    response={200: AgreementOut, **ERRORS},
)
def note_first_meeting(request: HttpRequest, match_id: UUID, sent: HeldIn) -> dict[str, Any]:
    """They have met for the first time."""
    actor, match = _asked(request, match_id, ARRANGE)
    once(request, sent, lambda: actions.note_first_meeting(
        actor, match=match, held_on=sent.held_on))  # fmt: skip
    return _told(match)


@router.get("/me/matches", auth=Needs(ME), response={200: Page[MyMatchOut], **ERRORS})
def list_my_matches(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """One's own matches that are not over."""
    actor = actor_of(request)
    return page(matches_of_me(actor), wanted, lambda found: _mine(actor, found))


@router.get(
    "/me/matches/{match_id}/agreement", auth=Needs(ME), response={200: AgreementOut, **ERRORS}
)
def show_my_agreement(request: HttpRequest, match_id: UUID) -> dict[str, Any]:
    """What one agrees on with the other."""
    return _told(_my(request, match_id, ME)[1])


@router.post(
    "/me/matches/{match_id}/sign",
    auth=Needs(ME_CHANGE),
    response={200: AgreementOut, **ERRORS},
)
def sign_agreement(request: HttpRequest, match_id: UUID, sent: SignIn) -> dict[str, Any]:
    """Sign it, with every rule."""
    actor, match = _my(request, match_id, ME_CHANGE)
    once(request, sent, lambda: actions.sign_agreement(
        actor, match=match, accepted=_rules(sent.accepts_every_rule),
        language=translation.get_language() or "en",
    ))  # fmt: skip
    return _told(match)


@router.post("/me/matches/{match_id}/number", auth=Needs(ME_CHANGE), response={204: None, **ERRORS})
def share_number(request: HttpRequest, match_id: UUID, sent: ShareIn) -> Status[None]:
    """Share one's number, or not any more. Both see the other's when both share."""
    actor, match = _my(request, match_id, ME_CHANGE)
    acting = actions.share_number if sent.share else actions.keep_number
    once(request, sent, lambda: acting(actor, match=match))
    return Status(204, None)


@router.post("/me/matches/{match_id}/leave", auth=Needs(ME_CHANGE), response={204: None, **ERRORS})
def leave_match(request: HttpRequest, match_id: UUID, sent: FormIn) -> Status[None]:
    """Leave in the trial period, without a reason."""

    def leave() -> None:
        # Whoever has left sees the match no more: sent twice, it is not looked for again.
        actor, match = _my(request, match_id, ME_CHANGE)
        actions.leave_match(actor, match=match)

    once(request, sent, leave)
    return Status(204, None)


def _my(request: HttpRequest, match_id: UUID, permission: str) -> tuple[Actor, Match]:
    actor = actor_of(request)
    match = my_match_or_404(actor, match_id=match_id)
    demand(actor, permission, match)
    return actor, match


def _rules(accepts: bool) -> list[str]:
    return list(terms.RULES) if accepts else []


def _mine(actor: Actor, matches: list[Match]) -> list[dict[str, Any]]:
    me = actor.account_id
    others = {m.pk: m.mentor_person_id if m.mentee_person_id == me else m.mentee_person_id
              for m in matches}  # fmt: skip
    names = names_of_people(actor, others.values())
    return [
        {
            "id": match.pk,
            "other": names.get(others[match.pk], ""),
            "i_am": Side.MENTEE if match.mentee_person_id == me else Side.MENTOR,
            "agreed_on": match.agreed_on,
            "is_paused": match.suspended_at is not None,
        }
        for match in matches
    ]
