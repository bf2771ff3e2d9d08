"""Requests as the middleware makes them: with an actor, without a server."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from amir.core import slots
from amir.core.actor import VISITOR, Actor, Seat
from amir.kit import shells


@pytest.fixture(autouse=True)
def own_addresses() -> Iterator[None]:
    """Only the kit's addresses, and nothing that the rooms above tell."""
    held, filled = list(shells._tellers), dict(slots._entries)
    shells._tellers.clear()
    slots._entries.clear()
    with override_settings(ROOT_URLCONF="tests.kit.addresses"):
        yield
    shells._tellers[:] = held
    slots._entries.update(filled)


Asking = Callable[..., HttpRequest]


@pytest.fixture
def elena() -> Actor:
    """Coordinates, and may see people."""
    seat = Seat(uuid4(), "coordinator", frozenset({"people.see"}))
    return Actor(account_id=uuid4(), seats=(seat,))


@pytest.fixture
def ask() -> Asking:
    """A request for an address, by a stranger if nobody is said."""

    def made(address: str = "/", actor: Actor = VISITOR, **posted: object) -> HttpRequest:
        factory = RequestFactory()
        request = factory.post(address, posted) if posted else factory.get(address)
        request.actor = actor  # type: ignore[attr-defined]
        return request

    return made
