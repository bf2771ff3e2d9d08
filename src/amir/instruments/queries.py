"""Reading instruments and rounds; answers are read by whoever gave them, and counted in change."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amir.core import clock
from amir.core.actor import Actor

from .definition import Definition, parse
from .models import Answer, Instrument, Round
from .rules import ASK
from .shipped import all_versions, shipped, without_text


def definitions_of(programme_id: UUID | None) -> dict[str, tuple[Definition, UUID | None]]:
    """Key -> what is asked in a programme, and the row that the programme brought; one query.

    What it brought stands in the place of ours.
    """
    found: dict[str, tuple[Definition, UUID | None]] = {
        key: (definition, None) for key, definition in shipped().items()
    }
    if programme_id is not None:
        brought = Instrument.objects.filter(programme_id=programme_id)
        for row in brought.order_by("version"):
            found[row.key] = (parse(row.definition), row.pk)
    return found


def offered_without_text() -> dict[str, Definition]:
    """Key -> what a programme may bring once it has the words and the right to use them."""
    return without_text()


def definition_of(asked: Round) -> Definition:
    """What is asked in a round, in the version in which it was planned."""
    if asked.brought_id is None:
        return all_versions()[asked.instrument, asked.version]
    return parse(Instrument.objects.get(pk=asked.brought_id).definition)


def definitions_in(rounds: Iterable[Round]) -> dict[tuple[str, int, UUID | None], Definition]:
    """What is asked in many rounds, by (instrument, version, brought); one query at most."""
    keys = {(row.instrument, row.version, row.brought_id) for row in rounds}
    brought = {brought_id for _key, _version, brought_id in keys if brought_id}
    rows = Instrument.objects.filter(pk__in=brought) if brought else Instrument.objects.none()
    own = {row.pk: parse(row.definition) for row in rows}
    return {
        key: own[key[2]] if key[2] is not None else all_versions()[key[0], key[1]] for key in keys
    }


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Who is asked in the actor's organisations, without a word of the answers."""
    return Round.objects.filter(organisation_id__in=actor.organisations_where(ASK))


def round_or_404(actor: Actor, *, round_id: UUID) -> Round:
    """A round of somebody in the actor's organisations. Raises Http404."""
    return _one(rounds_visible_to(actor).filter(pk=round_id))


def rounds_of_me(actor: Actor) -> QuerySet[Round]:
    """What the actor can answer today, the most urgent first."""
    if actor.account_id is None:
        return Round.objects.none()
    today = clock.today()
    return Round.objects.filter(
        person_id=actor.account_id, answered_at=None, due_on__lte=today, closes_on__gte=today
    ).order_by("closes_on", "id")


def my_round_or_404(actor: Actor, *, round_id: UUID) -> Round:
    """A round in which the actor is asked, also when it is over. Raises Http404."""
    if actor.account_id is None:
        raise Http404
    return _one(Round.objects.filter(pk=round_id, person_id=actor.account_id))


def round_by_token(token: str) -> Round | None:
    """The round behind a link; for the purpose of measuring only."""
    return Round.objects.filter(digest=digest_of(token)).first()


def digest_of(token: str) -> bytes:
    """What is stored of a link's secret part."""
    return sha256(token.encode()).digest()


def answers_of(asked: Round) -> dict[str, int | None]:
    """Item -> answer, None where it was skipped; for whoever gave them."""
    return dict(Answer.objects.filter(round=asked).values_list("item", "value"))


def low_pulses(organisation_ids: Iterable[UUID]) -> QuerySet[Round]:
    """Answered rounds that ask for a call, the newest first; what was answered is not told.

    `match_id`, `participant_id` and `answered_at` say about whom and since when.
    """
    asked = Round.objects.filter(organisation_id__in=list(organisation_ids), is_low=True)
    return asked.order_by("-answered_at", "id")


def rounds_due() -> QuerySet[Round]:
    """Rounds that can be answered and of which nobody was told; for the platform."""
    today = clock.today()
    return Round.objects.filter(
        answered_at=None, told_at=None, due_on__lte=today, closes_on__gte=today
    ).order_by("due_on", "id")


def _one(found: QuerySet[Round]) -> Round:
    row = found.select_related("participant").first()
    if row is None:
        raise Http404
    return row
