"""Signing in with digits."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amir.core import clock, drafts
from amir.kit.kept_form import owner_mark
from amir.people.actions import codes
from amir.people.enums import SessionKind
from amir.people.models import Account, BrowserSession, ContactLookup, SignInCode

from .browsers import a_person, a_staff_account, ask, is_signed_in, later, messages_sent

PHONE = "+390511234567"


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def test_digits_sign_in_whoever_has_the_phone(browser: Client, bologna: UUID) -> None:
    yusuf = a_person(bologna, phone=PHONE)
    digits = ask(browser, "+39 051 123 4567")
    answer = browser.post("/sign-in/code/", {"code": f"{digits[:3]} {digits[3:]}"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert is_signed_in(browser)
    session = BrowserSession.objects.get(account_id=yusuf.id)
    assert session.kind == SessionKind.OWN_PHONE
    assert session.session_key != browser.cookies["amir"].value


def test_digits_of_any_script_are_read(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    digits = ask(browser, "٠٠٣٩٠٥١١٢٣٤٥٦٧")
    arabic = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert browser.post("/sign-in/code/", {"code": arabic}).status_code == 302


def test_mail_signs_in_too_and_names_nobody(browser: Client, bologna: UUID) -> None:
    a_person(bologna, "Yusuf", email="yusuf@example.org", full_name="Yusuf Haddad")
    assert ask(browser, " Yusuf@Example.ORG ") != ""
    assert "Yusuf" not in messages_sent()[-1].replace("yusuf@example.org", "")


def test_unknown_contacts_get_the_same_pages_and_the_same_queries(bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    seen = {}
    for contact in (PHONE, "+390519999999"):
        client = Client()
        with CaptureQueriesContext(connection) as captured:
            first = client.post("/sign-in/", {"contact": contact})
        page = client.get("/sign-in/code/")
        refused = client.post("/sign-in/code/", {"code": "000000"})
        seen[contact] = (
            [query["sql"].split("(")[0].split("'")[0] for query in captured],
            first.status_code,
            first["Location"],
            _without_tokens(page.content.decode()),
            refused.status_code,
            _without_tokens(refused.content.decode()),
        )
    assert seen[PHONE] == seen["+390519999999"]
    assert messages_sent() == []


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line and "form_id" not in line]


def test_code_works_once(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    digits = ask(browser, PHONE)
    code_id = browser.session["code"]
    browser.post("/sign-in/code/", {"code": digits})
    session = (other := Client()).session
    session["code"] = code_id
    session.save()
    other.cookies["amir"] = session.session_key
    assert other.post("/sign-in/code/", {"code": digits}).status_code == 200
    assert not is_signed_in(other)


def test_code_works_only_in_the_browser_that_asked(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    digits = ask(browser, PHONE)
    other = Client()
    assert other.post("/sign-in/code/", {"code": digits})["Location"] == "/sign-in/"
    ask(other, "+390519999999")
    assert other.post("/sign-in/code/", {"code": digits}).status_code == 200
    assert not is_signed_in(other)


@pytest.mark.parametrize(("minutes", "works"), [(9.9, True), (10.1, False)])
def test_code_lives_ten_minutes(
    browser: Client, bologna: UUID, minutes: float, works: bool
) -> None:
    a_person(bologna, phone=PHONE)
    digits = ask(browser, PHONE)
    with later(minutes=minutes):
        browser.post("/sign-in/code/", {"code": digits})
        assert is_signed_in(browser) is works


def test_guessing_ends_after_few_tries(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    digits = ask(browser, PHONE)
    for _try in range(codes.MOST_TRIES):
        page = browser.post("/sign-in/code/", {"code": wrong(digits)})
        assert "This code does not work." in page.content.decode()
    browser.post("/sign-in/code/", {"code": digits})
    assert not is_signed_in(browser)


def test_guess_chance_of_a_day_is_below_one_in_ten_thousand(bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    asked = 0
    start = clock.now().replace(hour=0, minute=1)
    for quarter in range(0, 24 * 4):
        with clock.stopped_at(start + timedelta(minutes=15 * quarter)):
            while Client().post("/sign-in/", {"contact": PHONE}).status_code == 302:
                asked += 1
    assert 0 < asked <= 10
    assert asked * codes.MOST_TRIES / 10**codes.DIGITS < 1e-4


def test_too_many_askings_are_refused_alike(bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    pages = []
    for contact in (PHONE, "+390519999999"):
        answers = [Client().post("/sign-in/", {"contact": contact}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
        page = answers[-1].content.decode().replace(contact, "")
        pages.append(_without_tokens(page))
    assert pages[0] == pages[1]


def test_one_address_cannot_ask_for_everybody(bologna: UUID) -> None:
    last = [
        Client().post("/sign-in/", {"contact": f"+39051{number:07}"}).status_code
        for number in range(45)
    ]
    assert last == [302] * 40 + [200] * 5


def test_contact_that_is_none_is_told_so(browser: Client) -> None:
    page = browser.post("/sign-in/", {"contact": "hello"})
    assert "Write a whole phone number" in page.content.decode()
    assert SignInCode.objects.count() == 0


def test_staff_get_no_digits_by_phone(browser: Client, bologna: UUID) -> None:
    a_person(bologna, "Elena", phone=PHONE, session_kind=SessionKind.STAFF)
    assert ask(browser, PHONE) == ""


def test_digits_go_only_to_the_contact_that_was_asked_for(browser: Client, bologna: UUID) -> None:
    yusuf = a_person(bologna, phone=PHONE)
    stray = ContactLookup.objects.get(account_id=yusuf.id)
    stray.digest = codes.lookup_digest("+390517777777")
    stray.save()
    assert ask(browser, "+390517777777") == ""


def test_accounts_that_ended_get_no_digits(browser: Client, bologna: UUID) -> None:
    yusuf = a_person(bologna, phone=PHONE)
    Account.objects.filter(pk=yusuf.id).update(is_active=False)
    assert ask(browser, PHONE) == ""


def test_session_key_changes_with_signing_in(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    digits = ask(browser, PHONE)
    before = browser.cookies["amir"].value
    browser.post("/sign-in/code/", {"code": digits})
    assert browser.cookies["amir"].value != before


def test_way_back_leads_only_to_ourselves(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    browser.get("/sign-in/?next=/ways-in/")
    browser.get("/sign-in/?next=https://elsewhere.example/")
    digits = ask(browser, PHONE)
    assert browser.post("/sign-in/code/", {"code": digits})["Location"] == "/ways-in/"


def test_form_typed_before_the_session_died_is_offered_again(
    browser: Client, bologna: UUID
) -> None:
    amina = a_person(bologna, phone=PHONE)
    assert "A long story" in signed_in_with_typed(browser, amina.pk)
    assert is_signed_in(browser)


def test_form_that_somebody_else_typed_is_not_offered(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE)
    assert signed_in_with_typed(browser, uuid4()) == ""
    assert is_signed_in(browser)


def signed_in_with_typed(browser: Client, typed_by: UUID) -> str:
    """The page after signing in on a phone on which that account typed a form before."""
    sealed = drafts.seal(
        {"path": "/somewhere/", "fields": [["story", "A long story"]], "files": False,
         "owner": owner_mark(typed_by)}
    )  # fmt: skip
    assert browser.post("/sign-in/", {"kept_form": sealed}).status_code == 200
    digits = ask(browser, PHONE)
    return browser.post("/sign-in/code/", {"code": digits}).content.decode()


# --- shared phones ------------------------------------------------------------------------------
def test_shared_phone_asks_who_and_for_a_pin(browser: Client, bologna: UUID) -> None:
    yusuf, amina = (a_person(bologna, name, phone=PHONE) for name in ("Yusuf", "Amina"))
    digits = ask(browser, PHONE)
    assert browser.post("/sign-in/code/", {"code": digits})["Location"] == "/sign-in/who/"
    page = browser.get("/sign-in/who/").content.decode()
    assert "Yusuf" in page
    assert "Amina" in page
    chosen = browser.post("/sign-in/who/", {"person": str(amina.id)})
    assert chosen["Location"] == "/sign-in/pin/"
    assert not is_signed_in(browser)
    browser.post("/sign-in/pin/", {"pin": "274915", "again": "274915"})
    assert browser.get("/ways-in/").status_code == 200
    session = BrowserSession.objects.get(account_id__isnull=False)
    assert (session.account_id, session.kind) == (amina.id, SessionKind.SHARED)
    assert yusuf.id != session.account_id


def test_pin_of_a_shared_phone_is_asked_the_next_time(bologna: UUID) -> None:
    amina = a_person(bologna, "Amina", phone=PHONE, phone_is_shared=True)
    first, second = Client(), Client()
    first.post("/sign-in/code/", {"code": ask(first, PHONE)})
    first.post("/sign-in/pin/", {"pin": "274915", "again": "274915"})
    assert is_signed_in(first)
    second.post("/sign-in/code/", {"code": ask(second, PHONE)})
    page = second.post("/sign-in/pin/", {"pin": "111222", "again": "111222"})
    assert "This PIN is not right." in page.content.decode()
    assert not is_signed_in(second)
    second.post("/sign-in/pin/", {"pin": "274915"})
    assert is_signed_in(second)
    assert Account.objects.get(pk=amina.id).pin.startswith("scrypt$")


def test_person_who_is_not_on_the_phone_cannot_be_chosen(browser: Client, bologna: UUID) -> None:
    for name in ("Yusuf", "Amina"):
        a_person(bologna, name, phone=PHONE)
    nour = a_person(bologna, "Nour", phone="+390517777777")
    browser.post("/sign-in/code/", {"code": ask(browser, PHONE)})
    assert browser.post("/sign-in/who/", {"person": str(nour.id)}).status_code == 200


@pytest.mark.parametrize("pin", ["123456", "111111", "12345", "abcdef", "654321"])
def test_weak_pins_are_refused(browser: Client, bologna: UUID, pin: str) -> None:
    a_person(bologna, phone=PHONE, phone_is_shared=True)
    browser.post("/sign-in/code/", {"code": ask(browser, PHONE)})
    assert browser.post("/sign-in/pin/", {"pin": pin, "again": pin}).status_code == 200
    assert not is_signed_in(browser)


def test_mentors_need_a_pin_as_well(browser: Client, bologna: UUID) -> None:
    a_person(bologna, "Amina", phone=PHONE, session_kind=SessionKind.MENTOR)
    answer = browser.post("/sign-in/code/", {"code": ask(browser, PHONE)})
    assert answer["Location"] == "/sign-in/pin/"


def test_pin_tries_are_limited(bologna: UUID) -> None:
    a_person(bologna, phone=PHONE, phone_is_shared=True)
    first, second = Client(), Client()
    first.post("/sign-in/code/", {"code": ask(first, PHONE)})
    first.post("/sign-in/pin/", {"pin": "274915", "again": "274915"})
    second.post("/sign-in/code/", {"code": ask(second, PHONE)})
    for _try in range(5):
        second.post("/sign-in/pin/", {"pin": "274914"})
    page = second.post("/sign-in/pin/", {"pin": "274915"})
    assert "The PIN was tried too often." in page.content.decode()
    assert not is_signed_in(second)


def test_door_closes_after_ten_minutes(browser: Client, bologna: UUID) -> None:
    a_person(bologna, phone=PHONE, phone_is_shared=True)
    browser.post("/sign-in/code/", {"code": ask(browser, PHONE)})
    with later(minutes=11):
        answer = browser.post("/sign-in/pin/", {"pin": "274915", "again": "274915"})
        assert answer["Location"] == "/sign-in/"


def test_digits_of_staff_open_no_page_without_a_second_factor(
    browser: Client, bologna: UUID
) -> None:
    a_staff_account(bologna)
    digits = ask(browser, "elena@casa.example")
    assert browser.post("/sign-in/code/", {"code": digits})["Location"] == "/sign-in/factor/"
    assert not is_signed_in(browser)
    assert browser.get("/sign-in/go-on/")["Location"] == "/sign-in/factor/"
    assert "Protect your account" in browser.get("/sign-in/factor/").content.decode()
