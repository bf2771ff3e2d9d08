"""The server's clock is set forth or back by an hour: nobody is shut out, nothing lives for ever.

The clock of the database is not held here; what rests on it is tested in tests/core/test_locks.py.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from amir.core import clock, drafts, limits
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.people.actions import end_sessions
from amir.people.enums import SessionKind
from amir.people.models import Account
from tests.people.browsers import a_person, ask, is_signed_in, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
PHONE = "+39 340 000 0001"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """It is noon until a test says otherwise."""
    with clock.stopped_at(NOON):
        yield


@pytest.fixture(autouse=True)
def mail(settings: object, tmp_path: Path) -> None:
    """Messages lie in a folder of the test's own."""
    settings.AMIR_MAIL_FOLDER = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def account() -> Account:
    """Yusuf, who has a phone of his own."""
    return Account.objects.get(pk=a_person(uuid4(), phone=PHONE).id)


def sign_in_by_phone(browser: Client) -> None:
    """The whole way in."""
    browser.post("/sign-in/code/", {"code": ask(browser, PHONE)})


def test_clock_set_back_keeps_people_signed_in(account: Account) -> None:
    browser = Client()
    sign_in(browser, account, SessionKind.STAFF)
    with clock.stopped_at(NOON - HOUR):
        assert is_signed_in(browser)
    with clock.stopped_at(NOON + 31 * MINUTE):
        assert not is_signed_in(browser)


def test_clock_set_forth_ends_pauses_early_and_lets_people_in_again(account: Account) -> None:
    browser = Client()
    sign_in(browser, account, SessionKind.STAFF)
    with clock.stopped_at(NOON + HOUR):
        assert not is_signed_in(browser)
        sign_in(browser, account, SessionKind.STAFF)
        assert is_signed_in(browser)


def test_sessions_ended_while_the_clock_was_ahead_stay_ended_and_new_ones_begin(
    account: Account,
) -> None:
    before, after = Client(), Client()
    sign_in_by_phone(before)
    assert is_signed_in(before)
    owner = Actor(account_id=account.pk)
    with clock.stopped_at(NOON + HOUR), acting_as(owner):
        end_sessions(owner, account_id=account.pk)
    with clock.stopped_at(NOON + MINUTE):
        assert not is_signed_in(before)
        sign_in_by_phone(after)
        assert is_signed_in(after)


@pytest.mark.usefixtures("account")
def test_code_works_once_after_the_clock_was_set_back() -> None:
    browser = Client()
    digits = ask(browser, PHONE)
    with clock.stopped_at(NOON - HOUR):
        browser.post("/sign-in/code/", {"code": digits})
        assert is_signed_in(browser)
        browser.post("/sign-out/")
        browser.post("/sign-in/code/", {"code": digits})
        assert not is_signed_in(browser)


@pytest.mark.usefixtures("account")
def test_code_that_the_clock_made_too_old_says_so_and_a_new_one_works() -> None:
    browser = Client()
    digits = ask(browser, PHONE)
    with clock.stopped_at(NOON + HOUR):
        answer = browser.post("/sign-in/code/", {"code": digits})
        assert answer.status_code == 200
        sentence = "This code does not work. Check the digits, or ask for a new code."
        assert answer.context["form"].errors["code"] == [sentence]
        sign_in_by_phone(browser)
        assert is_signed_in(browser)


def test_drafts_survive_a_clock_that_is_set_back(account: Account) -> None:
    owner = Actor(account_id=account.pk)
    with acting_as(owner):
        assert drafts.save(owner, "diary", {"text": "Wir trafen uns"})
        with clock.stopped_at(NOON - HOUR):
            assert drafts.load(owner, "diary") == {"text": "Wir trafen uns"}


def test_tries_are_counted_anew_after_a_jump_and_not_for_ever() -> None:
    def may() -> bool:
        return limits.allow("clock", str(UUID(int=1)), most=1, within=timedelta(minutes=10))

    assert (may(), may()) == (True, False)
    with clock.stopped_at(NOON - HOUR):
        assert (may(), may()) == (True, False)
    with clock.stopped_at(NOON + HOUR):
        assert (may(), may()) == (True, False)
