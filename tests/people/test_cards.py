"""Cards with a QR code and a PIN, for people without a phone of their own."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.people.actions import IssuedCard, issue_card, revoke_cards
from amir.people.enums import SessionKind
from amir.people.models import Account, BrowserSession, Card, Person

from .browsers import a_person, coordinator, is_signed_in, later, sign_in


def card_for(elena: Actor, person: Person) -> IssuedCard:
    with acting_as(elena):
        return issue_card(elena, person=person)


def test_card_and_pin_sign_in_for_a_quarter_of_an_hour(
    browser: Client, bologna: UUID, elena: Actor
) -> None:
    card = card_for(elena, a_person(bologna))
    assert browser.get(f"/card/{card.token}/").status_code == 200
    answer = browser.post(f"/card/{card.token}/", {"pin": card.pin})
    assert answer["Location"] == "/me/"
    assert BrowserSession.objects.get(account_id__isnull=False).kind == SessionKind.SHARED
    with later(minutes=14):
        assert is_signed_in(browser)
    with later(minutes=16):
        assert not is_signed_in(browser)


def test_card_without_its_pin_is_nothing(browser: Client, bologna: UUID, elena: Actor) -> None:
    card = card_for(elena, a_person(bologna))
    other = "274915" if card.pin != "274915" else "274916"
    for _try in range(5):
        page = browser.post(f"/card/{card.token}/", {"pin": other})
        assert "This PIN is not right." in page.content.decode()
    page = browser.post(f"/card/{card.token}/", {"pin": card.pin})
    assert "The PIN was tried too often." in page.content.decode()
    assert not is_signed_in(browser)


def test_new_card_ends_the_old_one_and_all_sessions(
    browser: Client, bologna: UUID, elena: Actor
) -> None:
    yusuf = a_person(bologna)
    first = card_for(elena, yusuf)
    browser.post(f"/card/{first.token}/", {"pin": first.pin})
    assert is_signed_in(browser)
    second = card_for(elena, yusuf)
    assert not is_signed_in(browser)
    assert browser.get(f"/card/{first.token}/").status_code == 404
    assert browser.get(f"/card/{second.token}/").status_code == 200


def test_lost_card_is_ended(browser: Client, bologna: UUID, elena: Actor) -> None:
    yusuf = a_person(bologna)
    card = card_for(elena, yusuf)
    with acting_as(elena):
        assert revoke_cards(elena, person=yusuf) == 1
    page = browser.get(f"/card/{card.token}/")
    assert (page.status_code, "no longer works" in page.content.decode()) == (404, True)


def test_table_of_cards_holds_no_token(bologna: UUID, elena: Actor) -> None:
    card = card_for(elena, a_person(bologna))
    row = Card.objects.get()
    assert card.token.encode() not in bytes(row.digest)
    assert card.pin not in Account.objects.get(pk=row.account_id).pin


def test_cards_are_made_by_coordinators_of_the_organisation(bologna: UUID, elena: Actor) -> None:
    athens = uuid4()
    yusuf = a_person(athens)
    with acting_as(elena), pytest.raises(NotAllowed):
        issue_card(elena, person=yusuf)


def test_staff_get_no_card(bologna: UUID, elena: Actor) -> None:
    person = a_person(bologna, "Elena", session_kind=SessionKind.STAFF)
    with acting_as(elena), pytest.raises(Refused):
        issue_card(elena, person=person)


def test_card_page_asks_first_and_shows_the_card_once(bologna: UUID, settings: object) -> None:
    settings.AMIR_ACTOR_LOADER = "tests.people.browsers.coordinator_loader"  # type: ignore[attr-defined]
    desk = Client()
    account = Account.objects.get(pk=a_person(bologna, "Elena").id)
    coordinator(account.pk, bologna)
    sign_in(desk, account)
    yusuf = a_person(bologna)
    address = f"/desk/people/{yusuf.id}/card/"
    asked = desk.get(address).content.decode()
    assert "A card for Yusuf" in asked
    assert Card.objects.count() == 0
    shown = desk.post(address)
    page = shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    link = re.search(r"http://testserver(/card/[^<]+)<", page)
    pin = re.search(r"<strong[^>]*>(\d{6})</strong>", page)
    assert link is not None
    assert pin is not None
    phone = Client()
    phone.post(link[1], {"pin": pin[1]})
    assert is_signed_in(phone)
    assert "<svg" in page
    assert desk.get(f"/desk/people/{uuid4()}/card/").status_code == 404
