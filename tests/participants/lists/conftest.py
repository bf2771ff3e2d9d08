"""Small lists of these tests, and the walk through the queue done at once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from amir.core import clock
from amir.core.actor import Actor
from amir.people.models import Account

from .walking import MENTEES, bring

Bring = Callable[..., object]


@pytest.fixture
def brought(bologna: UUID) -> Bring:
    """Bring a text list to Bologna and read it; to be called inside `acting_as`."""

    def walk(actor: Actor, text: str | bytes = MENTEES, name: str = "list.csv") -> object:
        return bring(actor, bologna, text, name)

    return walk


@pytest.fixture
def browser(elena: Actor) -> Client:
    """Elena's browser, signed in."""
    client = Client()
    account = Account.objects.get(pk=elena.account_id)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    now = clock.now().isoformat()
    session = client.session
    session.update({"kind": "staff", "begun": now, "seen": now})
    session.save()
    return client
