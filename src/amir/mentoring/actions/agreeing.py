"""The agreement of a match: drafted when it begins, written by a coordinator, signed by both."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.participants.enums import Side

from .. import practice
from ..enums import AgreedPlace, ContactWay, Frequency, MatchState, SignedHow
from ..models import Agreement, Match, MatchChange, Signature
from ..notices import TO_SIGN, tell_people
from ..practice import Settings
from ..queries import link_by_token, settings_for
from ..rules import ARRANGE, answering, keeping
from ..terms import VERSION
from .linking import links_for, person_on, side_of
from .stepping import take_match_step

WRITTEN = ("channel", "place_kind", "frequency", "minutes", "months", "home_approved_by")
MOST_MINUTES = 480


def draft_agreement(match: Match, settings: Settings) -> Agreement:
    """What the two agree on unless a coordinator writes something else; the match is new."""
    today = clock.today()
    return Agreement.objects.create(
        organisation_id=match.organisation_id,
        match=match,
        frequency=settings.frequency,
        minutes=settings[practice.MEETING_MINUTES],
        months=settings[practice.COMMITMENT_MONTHS],
        channel=ContactWay.OFFICE if match.has_minor else ContactWay.CALLS,
        sign_by=today + timedelta(days=settings[practice.SIGN_DAYS]),
        trial_until=today + timedelta(days=settings[practice.TRIAL_DAYS]),
    )


@transaction.atomic
def write_agreement(
    actor: Actor,
    *,
    match: Match,
    channel: str,
    place_kind: str,
    frequency: str,
    minutes: int,
    months: int,
    home_is_approved: bool = False,
) -> Agreement:
    """Write what the two agree on. What somebody signed before is to be signed anew.

    Raises NotAllowed; Refused if it asks for less than the programme, or for a private home
    that nobody approved.
    """
    if actor.account_id is None or not may(actor, ARRANGE, match):
        raise NotAllowed(_("You may not write agreements in this organisation."))
    _require_sense(channel, place_kind, frequency, minutes)
    held, agreement = _held(match)
    settings = settings_for(held.programme_id, has_minor=held.has_minor)
    if not practice.keeps_commitment(months, frequency, settings):
        raise Refused(_less_than(settings), field="months")
    if not practice.place_is_allowed(place_kind, is_approved=home_is_approved):
        raise Refused(_("Meetings at home need your approval."), field="place_kind")
    approver = actor.account_id if place_kind == AgreedPlace.HOME else None
    wanted = {
        "channel": channel, "place_kind": place_kind, "frequency": frequency,
        "minutes": minutes, "months": months, "home_approved_by": approver,
    }  # fmt: skip
    if wanted == {name: getattr(agreement, name) for name in WRITTEN}:
        return agreement
    _rewrite(agreement, actor.account_id, wanted, settings)
    return agreement


def _require_sense(channel: str, place_kind: str, frequency: str, minutes: int) -> None:
    for given, choices, field in (
        (channel, ContactWay, "channel"),
        (place_kind, AgreedPlace, "place_kind"),
        (frequency, Frequency, "frequency"),
    ):
        if given not in choices.values:
            raise Refused(_("Choose one from the list."), field=field)
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes a meeting takes."), field="minutes")


def _less_than(settings: Settings) -> str:
    often = settings.frequency.label.lower()
    months = settings[practice.COMMITMENT_MONTHS]
    return ngettext(
        "The programme asks for {months} month at least, and to meet {often}.",
        "The programme asks for {months} months at least, and to meet {often}.",
        months,
    ).format(months=months, often=often)


def _rewrite(agreement: Agreement, by: UUID, wanted: dict[str, Any], settings: Settings) -> None:
    """Another version if somebody has signed the one before; both are told of it."""
    was_signed = agreement.signatures.filter(version=agreement.version).exists()
    for name, value in wanted.items():
        setattr(agreement, name, value)
    agreement.written_by, agreement.signed_on, agreement.planned_end = by, None, None
    if was_signed:
        agreement.version += 1
        agreement.reminded_at = None
        agreement.sign_by = clock.today() + timedelta(days=settings[practice.SIGN_DAYS])
    agreement.save()
    if was_signed:
        match = agreement.match
        tell_people(match.organisation_id, TO_SIGN, links_for(match))


def sign_agreement(
    actor: Actor, *, match: Match, accepted: Collection[str], language: str = "en"
) -> Agreement:
    """Sign as one of the two, on one's own page; `accepted` are the rules one accepts.

    Raises NotAllowed; Refused without every rule, or if the match is over or paused.
    """
    side = side_of(match, actor.account_id)
    if side is None:
        raise NotAllowed(_("Only the two of a match sign their agreement."))
    return _sign(match, side, SignedHow.PAGE, accepted, language)


def sign_by_link(
    actor: Actor, *, token: str, accepted: Collection[str], language: str = "en"
) -> Agreement:
    """Sign by the link of one's side. Refused as above, or if the link does not work."""
    with acting_as(answering()):
        link = link_by_token(token)
    if link is None:
        raise Refused(_("This link does not work. Please ask for a new one."))
    return _sign(link.match, link.side, SignedHow.LINK, accepted, language)


def note_signature(
    actor: Actor, *, match: Match, side: str, accepted: Collection[str], note: str = "",
    language: str = "en",
) -> Agreement:  # fmt: skip
    """Somebody signed on paper: `note` says who read it to them, or interpreted.

    Raises NotAllowed, Refused as above.
    """
    if actor.account_id is None or not may(actor, ARRANGE, match):
        raise NotAllowed(_("You may not write agreements in this organisation."))
    if side not in Side.values:
        raise Refused(_("Choose who signed."), field="side")
    return _sign(match, side, SignedHow.PAPER, accepted, language, actor.account_id, note)


def _sign(
    match: Match, side: str, how: SignedHow, accepted: Collection[str], language: str,
    noted_by: UUID | None = None, note: str = "",
) -> Agreement:  # fmt: skip
    if not practice.accepts_rules(accepted):
        raise Refused(_("Please accept every rule, or ask us to call you."), field="accepted")
    person_id = person_on(match, side)
    with transaction.atomic(), acting_as(answering(noted_by or person_id)) as signing:
        held, agreement = _held(match)
        if held.suspended_at is not None:
            raise Refused(_("Your meetings pause at the moment. We will call you."))
        Signature.objects.get_or_create(
            agreement=agreement,
            version=agreement.version,
            person_id=person_id,
            defaults={
                "organisation_id": held.organisation_id, "match_id": held.pk, "side": side,
                "how": how, "terms": VERSION, "rules": sorted(accepted), "language": language,
                "noted_by": noted_by, "note": note.strip()[:200],
            },
        )  # fmt: skip
        signed = agreement.signatures.filter(version=agreement.version)
        if agreement.signed_on is None and practice.is_signed(
            signed.values_list("side", flat=True)
        ):
            _both_signed(signing, held, agreement)
    return agreement


def _both_signed(actor: Actor, match: Match, agreement: Agreement) -> None:
    """It counts from today; a match that waited for it goes on."""
    today = clock.today()
    settings = settings_for(match.programme_id, has_minor=match.has_minor)
    agreement.signed_on = today
    agreement.trial_until = today + timedelta(days=settings[practice.TRIAL_DAYS])
    agreement.planned_end = months_after(today, agreement.months)
    agreement.save(update_fields=["signed_on", "trial_until", "planned_end"])
    last = MatchChange.objects.filter(match=match).order_by("-created_at").first()
    waited = last is not None and (last.step, last.by) == ("hold", None)
    if match.state == MatchState.ON_HOLD and waited:
        with acting_as(keeping()) as platform:
            take_match_step(platform, match=match, step="resume")
    happened("mentoring.agreement_signed", actor, match=match)


def _held(match: Match) -> tuple[Match, Agreement]:
    """The live match and its agreement as they are now, locked. Refused if it is over."""
    held = Match.objects.select_for_update().get(pk=match.pk)
    if not held.is_live:
        raise Refused(_("This match is over already."))
    return held, Agreement.objects.select_for_update().select_related("match").get(match=held)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
