"""Second factors of staff: authenticator app, recovery codes, invitations."""

import re
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import NotAllowed, Refused
from amir.people.actions import forget_factors, invite, remove_factor
from amir.people.enums import SessionKind
from amir.people.models import Account, BrowserSession, Invitation

from .browsers import a_person, a_staff_account, ask, is_signed_in, later

EMAIL = "elena@casa.example"
INVITING = platform("setup", ["people.register", "people.invite"])


def digits_of(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30 + steps)))


def invited(client: Client, account: Account) -> None:
    """Open the link of an invitation."""
    with acting_as(INVITING):
        token = invite(INVITING, account_id=account.pk)
    assert client.get(f"/invitation/{token}/").status_code == 200
    assert client.post(f"/invitation/{token}/")["Location"] == "/sign-in/factor/"


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Enrol an app in this browser; returns its secret and the recovery codes."""
    page = client.get("/ways-in/app/").content.decode()
    secret = re.search(r">([A-Z2-7]{32})<", page)
    assert secret is not None
    shown = client.post("/ways-in/app/", {"code": digits_of(secret[1])})
    assert "no-store" in shown["Cache-Control"]
    codes = re.findall(r">(\d{8})<", shown.content.decode())
    assert len(codes) == 10
    return secret[1], codes


def come_to_the_second_step(client: Client) -> None:
    """Sign in by mail up to the second factor."""
    client.post("/sign-in/code/", {"code": ask(client, EMAIL)})


def test_invited_staff_set_up_an_app_and_are_in(browser: Client, bologna: UUID) -> None:
    account = a_staff_account(bologna)
    invited(browser, account)
    assert not is_signed_in(browser)
    set_up_app(browser)
    assert browser.get("/sign-in/go-on/")["Location"] == "/desk/"
    assert is_signed_in(browser)
    assert BrowserSession.objects.get(account_id=account.pk).kind == SessionKind.STAFF


def test_second_factor_is_asked_always_afterwards(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    secret, _codes = set_up_app(browser)
    other = Client()
    come_to_the_second_step(other)
    assert not is_signed_in(other)
    with later(seconds=60):
        answer = other.post("/sign-in/factor/", {"code": digits_of(secret)})
        assert answer["Location"] == "/desk/"
        assert is_signed_in(other)


def test_digits_of_an_app_work_once(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    secret, _codes = set_up_app(browser)
    first, second = Client(), Client()
    come_to_the_second_step(first)
    come_to_the_second_step(second)
    with later(seconds=60):
        digits = digits_of(secret)
        first.post("/sign-in/factor/", {"code": digits})
        assert is_signed_in(first)
        page = second.post("/sign-in/factor/", {"code": digits}).content.decode()
        assert "These digits do not fit." in page
        assert not is_signed_in(second)


def test_digits_of_setting_up_do_not_sign_in(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    secret, _codes = set_up_app(browser)
    other = Client()
    come_to_the_second_step(other)
    other.post("/sign-in/factor/", {"code": digits_of(secret)})
    assert not is_signed_in(other)


def test_old_and_future_digits_do_not_fit(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    secret, _codes = set_up_app(browser)
    other = Client()
    come_to_the_second_step(other)
    with later(minutes=5):
        for steps in (-2, 2):
            other.post("/sign-in/factor/", {"code": digits_of(secret, steps=steps)})
            assert not is_signed_in(other)


def test_recovery_code_works_once(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    _secret, codes = set_up_app(browser)
    for expected in (True, False):
        other = Client()
        come_to_the_second_step(other)
        other.post("/sign-in/factor/", {"code": codes[3]})
        assert is_signed_in(other) is expected


def test_guessing_the_second_factor_is_limited(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    secret, _codes = set_up_app(browser)
    other = Client()
    come_to_the_second_step(other)
    with later(minutes=7):
        for _try in range(5):
            other.post("/sign-in/factor/", {"code": "000000"})
        page = other.post("/sign-in/factor/", {"code": digits_of(secret)}).content.decode()
        assert "Tried too often." in page
        assert not is_signed_in(other)


def test_factor_cannot_be_added_at_the_door_once_there_is_one(
    browser: Client, bologna: UUID
) -> None:
    invited(browser, a_staff_account(bologna))
    set_up_app(browser)
    thief = Client()
    come_to_the_second_step(thief)
    for address in ("/ways-in/app/", "/ways-in/passkey/"):
        assert thief.get(address)["Location"] == "/sign-in/"
        assert thief.post(address, {"code": "000000", "credential": "{}"}).status_code == 302
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_factor_of_one_does_not_let_in_another_on_the_same_address(
    browser: Client, bologna: UUID
) -> None:
    thief, victim = a_staff_account(bologna), a_staff_account(bologna)
    invited(Client(), victim)
    come_to_the_second_step(browser)
    browser.post("/sign-in/who/", {"person": str(thief.pk)})
    set_up_app(browser)
    browser.post("/sign-in/who/", {"person": str(victim.pk)})
    assert browser.get("/sign-in/go-on/")["Location"] == "/sign-in/factor/"
    assert not is_signed_in(browser)


def test_secret_of_an_app_is_not_readable_in_the_table(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    secret, codes = set_up_app(browser)
    held = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in held
    assert not any(code in held for code in codes)


def test_last_factor_of_staff_stays(browser: Client, bologna: UUID) -> None:
    account = a_staff_account(bologna)
    invited(browser, account)
    set_up_app(browser)
    with acting_as(Actor(account_id=account.pk)) as elena, pytest.raises(Refused):
        remove_factor(elena, factor_id=Authenticator.objects.get(type="totp").pk)


def test_factor_of_somebody_else_stays(browser: Client, bologna: UUID) -> None:
    invited(browser, a_staff_account(bologna))
    set_up_app(browser)
    nour = a_person(bologna, "Nour")
    with acting_as(Actor(account_id=nour.id)) as stranger:
        remove_factor(stranger, factor_id=Authenticator.objects.get(type="totp").pk)
    assert Authenticator.objects.filter(type="totp").exists()


def test_whoever_lost_everything_is_invited_anew(browser: Client, bologna: UUID) -> None:
    account = a_staff_account(bologna)
    invited(browser, account)
    set_up_app(browser)
    browser.get("/sign-in/go-on/")
    with acting_as(INVITING):
        forget_factors(INVITING, account_id=account.pk)
    assert not is_signed_in(browser)
    invited(other := Client(), account)
    set_up_app(other)


def test_nobody_takes_away_their_own_factors(bologna: UUID) -> None:
    account = a_staff_account(bologna)
    with acting_as(Actor(account_id=account.pk)) as herself, pytest.raises(Refused):
        forget_factors(herself, account_id=account.pk)


def test_invitation_works_once_and_for_three_days(browser: Client, bologna: UUID) -> None:
    account = a_staff_account(bologna)
    with acting_as(INVITING):
        token = invite(INVITING, account_id=account.pk)
    with later(days=4):
        assert browser.get(f"/invitation/{token}/").status_code == 404
    assert browser.post(f"/invitation/{token}/").status_code == 302
    assert Client().post(f"/invitation/{token}/").status_code == 404
    assert token.encode() not in bytes(Invitation.objects.get().digest)


def test_new_invitation_ends_the_old_one(browser: Client, bologna: UUID) -> None:
    account = a_staff_account(bologna)
    with acting_as(INVITING):
        first, second = (invite(INVITING, account_id=account.pk) for _ in range(2))
    assert browser.get(f"/invitation/{first}/").status_code == 404
    assert browser.get(f"/invitation/{second}/").status_code == 200


def test_only_staff_are_invited_and_only_by_whoever_manages_staff(
    bologna: UUID, elena: Actor
) -> None:
    yusuf, account = a_person(bologna), a_staff_account(bologna)
    with acting_as(INVITING), pytest.raises(Refused):
        invite(INVITING, account_id=yusuf.id)
    with acting_as(elena), pytest.raises(NotAllowed):
        invite(elena, account_id=account.pk)
