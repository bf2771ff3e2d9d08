"""How long sessions live, and who ends them."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.people import tasks
from amir.people.actions import end_sessions, set_session_kind
from amir.people.enums import SessionKind
from amir.people.models import Account, BrowserSession
from amir.people.sessions import digest_of

from .browsers import SETUP, a_person, is_signed_in, sign_in


@pytest.fixture
def account(bologna: UUID) -> Account:
    return Account.objects.get(pk=a_person(bologna).id)


@pytest.mark.parametrize(
    ("kind", "pause"),
    [
        (SessionKind.STAFF, timedelta(minutes=30)),
        (SessionKind.MENTOR, timedelta(hours=24)),
        (SessionKind.OWN_PHONE, timedelta(days=30)),
        (SessionKind.SHARED, timedelta(minutes=15)),
    ],
)
def test_session_ends_after_a_pause(
    browser: Client, account: Account, kind: str, pause: timedelta
) -> None:
    start = clock.now()
    with clock.stopped_at(start):
        sign_in(browser, account, kind)
    with clock.stopped_at(start + pause - timedelta(seconds=1)):
        assert is_signed_in(browser)
    second = Client()
    with clock.stopped_at(start):
        sign_in(second, account, kind)
    with clock.stopped_at(start + pause + timedelta(seconds=1)):
        assert not is_signed_in(second)


@pytest.mark.parametrize(
    ("kind", "step", "life"),
    [
        (SessionKind.STAFF, timedelta(minutes=29), timedelta(hours=12)),
        (SessionKind.MENTOR, timedelta(hours=23), timedelta(days=30)),
        (SessionKind.SHARED, timedelta(minutes=4), timedelta(minutes=15)),
    ],
)
def test_session_ends_however_busy_it_is(
    browser: Client, account: Account, kind: str, step: timedelta, life: timedelta
) -> None:
    start = clock.now()
    with clock.stopped_at(start):
        sign_in(browser, account, kind)
    lived = timedelta()
    while True:
        with clock.stopped_at(start + lived):
            if not is_signed_in(browser):
                break
        lived += step
    assert life < lived <= life + step


def test_signing_out_everywhere_ends_other_browsers_at_their_next_request(
    browser: Client, account: Account
) -> None:
    other = Client()
    sign_in(browser, account)
    sign_in(other, account)
    answer = browser.post("/ways-in/everywhere/end/")
    assert answer["Location"] == "/sign-in/"
    assert not is_signed_in(browser)
    assert not is_signed_in(other)


def test_role_change_ends_sessions(browser: Client, account: Account) -> None:
    sign_in(browser, account, SessionKind.OWN_PHONE)
    with acting_as(SETUP):
        set_session_kind(SETUP, account_id=account.pk, kind=SessionKind.STAFF)
    assert not is_signed_in(browser)


def test_leaving_ends_sessions_even_if_their_rows_stay(browser: Client, account: Account) -> None:
    sign_in(browser, account)
    with clock.stopped_at(clock.now() + timedelta(seconds=1)):
        Account.objects.filter(pk=account.pk).update(sessions_since=clock.now())
        assert not is_signed_in(browser)


def test_account_that_ended_is_out(browser: Client, account: Account) -> None:
    sign_in(browser, account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert not is_signed_in(browser)


def test_people_see_their_sessions_and_end_one(browser: Client, account: Account) -> None:
    other = Client()
    sign_in(browser, account)
    sign_in(other, account)
    row = BrowserSession.objects.get(session_key=digest_of(other.cookies["amir"].value))
    page = browser.get("/ways-in/").content.decode()
    assert page.count("Sign out there") == 1
    browser.post(f"/ways-in/sessions/{row.public_id}/end/")
    assert is_signed_in(browser)
    assert not is_signed_in(other)


def test_sessions_of_others_cannot_be_ended(
    browser: Client, account: Account, bologna: UUID
) -> None:
    nour = Client()
    sign_in(browser, account)
    sign_in(nour, Account.objects.get(pk=a_person(bologna, "Nour").id))
    row = BrowserSession.objects.get(session_key=digest_of(browser.cookies["amir"].value))
    nour.post(f"/ways-in/sessions/{row.public_id}/end/")
    assert is_signed_in(browser)


def test_table_of_sessions_does_not_hold_the_cookie(browser: Client, account: Account) -> None:
    sign_in(browser, account)
    cookie = browser.cookies["amir"].value
    assert not BrowserSession.objects.filter(session_key=cookie).exists()
    other = Client()
    other.cookies["amir"] = digest_of(cookie)
    assert not is_signed_in(other)


def test_sweep_drops_what_is_over(browser: Client, account: Account) -> None:
    sign_in(browser, account)
    tasks.sweep(timestamp=0)
    assert BrowserSession.objects.filter(account_id=account.pk).exists()
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        tasks.sweep(timestamp=0)
    assert not BrowserSession.objects.filter(account_id=account.pk).exists()


def test_signing_out_ends_the_session(browser: Client, account: Account) -> None:
    sign_in(browser, account)
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/")["Location"] == "/"
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    ("kind", "stays"), [(SessionKind.SHARED, False), (SessionKind.OWN_PHONE, True)]
)
def test_quick_exit_leads_to_a_page_of_nobody(
    browser: Client, account: Account, kind: str, stays: bool
) -> None:
    sign_in(browser, account, kind)
    answer = browser.get("/exit/")
    page = answer.content.decode()
    assert "AMIR" not in page.upper().replace("AMIR.CSS", "")
    assert "/sign-" not in page
    assert answer["Clear-Site-Data"].startswith('"cache"')
    assert "no-store" in answer["Cache-Control"]
    assert is_signed_in(browser) is stays


def test_end_sessions_is_for_one_account(account: Account, bologna: UUID) -> None:
    amina = Client()
    sign_in(amina, Account.objects.get(pk=a_person(bologna, "Amina").id))
    with acting_as(Actor(account_id=account.pk)) as himself:
        end_sessions(himself, account_id=account.pk)
    assert is_signed_in(amina)
