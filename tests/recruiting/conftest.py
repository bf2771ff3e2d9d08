"""Casa looks for mentors and mentees in AMIR; Elena chooses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import translation

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.participants.models import Participant
from amir.places import build_index, cache_folder
from amir.recruiting import actions
from amir.recruiting.actions.sending import Consented
from amir.recruiting.models import Enquiry, Opening
from tests.consortium import Consortium, actor_of

ANSWERS: dict[str, Any] = {
    "name": "Amina", "phone": "+39340777001", "adult": "yes", "languages": ["ar", "it"],
    "place": "Bologna", "themes": ["work"], "time": ["evenings"], "years": "3", "words": "",
    "heard": {"heard": "friend", "referrer": ""}, "consent": {"agree": True},
}  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def places() -> None:
    """The places of Europe."""
    build_index(cache_folder())


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language that a page was asked for in ends with its test."""
    with translation.override("en"):
        yield


@pytest.fixture
def elena(consortium: Consortium) -> Actor:
    """Coordinates in Bologna."""
    return actor_of(consortium.elena)


@dataclass(frozen=True)
class Roles:
    """The two roles that Casa has opened."""

    mentor: Opening
    mentee: Opening


@pytest.fixture
def roles(consortium: Consortium, elena: Actor) -> Roles:
    """Both sides are open."""
    with acting_as(elena):
        made = {
            side: actions.open_role(
                elena, organisation_id=consortium.casa.pk,
                programme_id=consortium.programme.pk, side=side,
            )
            for side in ("mentor", "mentee")
        }  # fmt: skip
    return Roles(**made)


def begun(opening: Opening, answers: dict[str, Any], language: str = "en") -> Enquiry:
    """An application that is filled in and not sent."""
    enquiry = actions.begin(VISITOR, opening=opening, language=language).enquiry
    for step, answer in answers.items():
        actions.keep_answer(enquiry, step=step, answer=answer)
    return enquiry


Apply = Callable[..., Participant]


def apply(opening: Opening, *, language: str = "en", **changed: Any) -> Participant:
    """Somebody applies by themself."""
    enquiry = begun(opening, ANSWERS | changed, language)
    return actions.send(enquiry, consented=Consented(agreed=True, explained_by="Nour"))


@pytest.fixture
def amina(roles: Roles) -> Participant:
    """Has applied as a mentor."""
    return apply(roles.mentor)


@pytest.fixture
def yusuf(roles: Roles) -> Participant:
    """Has applied as a mentee."""
    return apply(roles.mentee, name="Yusuf", phone="+39340777002")
