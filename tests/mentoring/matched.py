"""Amina and Yusuf are a match; what each of them does on their own pages."""

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.secrets.index import lookup_digest
from amir.mentoring import terms
from amir.mentoring.actions import answer, share_number, sign_agreement
from amir.mentoring.models import Match
from amir.mentoring.queries import matches_visible_to
from amir.messages.models import Delivery
from amir.safeguarding.actions import report_concern
from amir.safeguarding.models import Concern

from .conftest import World, staff

AMINAS_PHONE, YUSUFS_MAIL = "+393331112222", "yusuf@example.org"


def a_match(world: World, **mentee: Any) -> Match:
    """Amina and Yusuf, who both said yes."""
    world.take_up("Amina", "mentor", phone=AMINAS_PHONE, capacity=2)
    world.take_up("Yusuf", "mentee", email=YUSUFS_MAIL, **mentee)
    [proposal] = world.proposals(world.plan())
    for token in world.ask(proposal):
        with acting_as(VISITOR):
            answer(VISITOR, token=token, answer="yes")
    with acting_as(world.elena) as elena:
        return matches_visible_to(elena).get()


def yusuf(match: Match) -> AbstractContextManager[Actor]:
    """Yusuf acts."""
    return acting_as(Actor(account_id=match.mentee_person_id))


def amina(match: Match) -> AbstractContextManager[Actor]:
    """Amina acts."""
    return acting_as(Actor(account_id=match.mentor_person_id))


def both_sign(match: Match) -> None:
    """Yusuf signs, and then Amina."""
    for acting in (yusuf, amina):
        with acting(match) as person:
            sign_agreement(person, match=match, accepted=terms.RULES.keys())


def share_numbers(match: Match) -> None:
    """Both say yes to sharing their numbers."""
    for acting in (yusuf, amina):
        with acting(match) as person:
            share_number(person, match=match)


def lead_of(world: World) -> Actor:
    """Sara, who reads concerns in the organisation."""
    return staff(world.organisation_id, "Sara", "safeguarding_lead")


def reported(world: World, person_id: UUID, *, by: Actor | None = None) -> Concern:
    """Somebody reports a concern about a person; there is a lead who hears it."""
    reporter = by or world.elena
    with acting_as(reporter):
        return report_concern(
            reporter,
            organisation_id=world.organisation_id,
            text="She asks for money",
            urgency="soon",
            subject_person_id=person_id,
        )


def messages_to(world: World, contact: str) -> list[str]:
    """The names of the texts that went to a phone or an address, in order."""
    with acting_as(world.elena):
        rows = Delivery.objects.filter(to_digest=lookup_digest(contact)).order_by("created_at")
        return list(rows.values_list("template", flat=True))
