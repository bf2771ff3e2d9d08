"""Signing in through one's own body, against a provider of OpenID Connect."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from amir.people.models import Account, BodyIdentity

from .browsers import a_person, a_staff_account, is_signed_in

# The provider is somebody else's; what its library calls old is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")

EMAIL = "elena@casa.example"
ELENA = User(sub="elena", claims={"email": EMAIL, "email_verified": True, "name": "Elena Rossi"})
CARELESS = User(sub="careless", claims={"email": EMAIL, "email_verified": False})
STRANGER = User(sub="nour", claims={"email": "nour@elsewhere.example", "email_verified": True})
WITH_FACTOR = User(
    sub="strong", claims={"email": EMAIL, "email_verified": True, "amr": ["pwd", "mfa"]}
)


@pytest.fixture
def body(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A provider with four people; the installation is told about it."""
    people = (ELENA, CARELESS, STRANGER, WITH_FACTOR)
    with run_server_in_thread(user_claims=people) as server:
        address = f"http://localhost:{server.server_port}"
        app = {
            "provider_id": "body",
            "name": "Comune",
            "client_id": "amir",
            "secret": "for this test",
            "settings": {"server_url": address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
        }
        yield address


def come_through(client: Client, subject: str, *, action: str = "") -> str:
    """Go to the body, agree there, come back; returns where that led."""
    there = client.get("/sign-in/body/body/")["Location"]
    agreed = requests.post(
        there, data={"sub": subject, "action": action}, allow_redirects=False, timeout=10
    )
    back = urlsplit(agreed.headers["Location"])
    answer = client.get(f"{back.path}?{back.query}")
    return answer.get("Location", f"page {answer.status_code}")


def test_body_is_the_first_proof_and_the_second_is_ours(
    browser: Client, bologna: UUID, body: str
) -> None:
    account = a_staff_account(bologna)
    assert "Sign in with Comune" in browser.get("/sign-in/").content.decode()
    assert come_through(browser, "elena") == "/sign-in/factor/"
    assert not is_signed_in(browser)
    assert BodyIdentity.objects.get().account_id == account.pk


def test_body_that_asked_for_a_factor_signs_in(browser: Client, bologna: UUID, body: str) -> None:
    a_staff_account(bologna)
    assert come_through(browser, "strong") == "/desk/"
    assert is_signed_in(browser)


def test_known_subject_needs_no_address_any_more(browser: Client, bologna: UUID, body: str) -> None:
    account = a_staff_account(bologna)
    come_through(browser, "elena")
    account.lookups.all().delete()
    assert come_through(Client(), "elena") == "/sign-in/factor/"


def test_nothing_of_what_the_body_told_is_kept(browser: Client, bologna: UUID, body: str) -> None:
    a_staff_account(bologna)
    come_through(browser, "strong")
    assert SocialAccount.objects.count() == 0
    assert SocialToken.objects.count() == 0
    assert EmailAddress.objects.count() == 0
    kept = bytes(BodyIdentity.objects.get().digest)
    assert b"strong" not in kept
    assert len(kept) == 32


@pytest.mark.parametrize("subject", ["careless", "nour"])
def test_unverified_and_unknown_addresses_are_nobody(
    browser: Client, bologna: UUID, body: str, subject: str
) -> None:
    a_staff_account(bologna)
    assert come_through(browser, subject) == "/sign-in/"
    assert "Nobody here has this account." in browser.get("/sign-in/").content.decode()
    assert not is_signed_in(browser)
    assert Account.objects.count() == 1


def test_participants_do_not_come_through_a_body(browser: Client, bologna: UUID, body: str) -> None:
    a_person(bologna, email=EMAIL)
    assert come_through(browser, "elena") == "/sign-in/"


def test_answer_for_another_browser_is_refused(browser: Client, bologna: UUID, body: str) -> None:
    a_staff_account(bologna)
    there = browser.get("/sign-in/body/body/")["Location"]
    agreed = requests.post(there, data={"sub": "strong"}, allow_redirects=False, timeout=10)
    back = urlsplit(agreed.headers["Location"])
    assert "code" in parse_qs(back.query)
    other = Client()
    page = other.get(f"{back.path}?{back.query}")
    assert (page.status_code, "You are not signed in" in page.content.decode()) == (403, True)
    assert not is_signed_in(other)


def test_turning_back_at_the_body_is_told_kindly(browser: Client, bologna: UUID, body: str) -> None:
    assert come_through(browser, "elena", action="deny") == "page 403"


def test_without_a_body_there_is_no_such_way(browser: Client, db: None) -> None:
    assert browser.get("/sign-in/body/body/").status_code == 404
    assert "Sign in with" not in browser.get("/sign-in/").content.decode().replace(
        "Sign in with a passkey", ""
    )
