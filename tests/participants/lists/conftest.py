"""Elena's browser, for the pages of the walk."""

import pytest
from django.test import Client

from amir.core import clock
from amir.core.actor import Actor
from amir.people.models import Account


@pytest.fixture
def browser(elena: Actor) -> Client:
    """A browser in which Elena has signed in."""
    client = Client()
    account = Account.objects.get(pk=elena.account_id)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    now = clock.now().isoformat()
    session = client.session
    session.update({"kind": "staff", "begun": now, "seen": now})
    session.save()
    return client
