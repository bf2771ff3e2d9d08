"""A new phone for somebody who already signs in: two people, a notice, 24 hours."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.people import tasks
from amir.people.actions import change_contact, confirm_contact_change, drop_contact_change
from amir.people.enums import ContactKind
from amir.people.models import ContactChange, Person
from amir.people.queries import contact_changes_visible_to

from .browsers import a_person, ask, coordinator, is_signed_in, later, messages_sent, run_queue

OLD, NEW = "+390511234567", "+390517654321"


@pytest.fixture
def yusuf(bologna: UUID) -> Person:
    return a_person(bologna, phone=OLD)


@pytest.fixture
def marco(db: None, bologna: UUID) -> Actor:
    """Marco coordinates in Bologna too."""
    return coordinator(uuid4(), bologna)


def asked_by(elena: Actor, yusuf: Person) -> ContactChange:
    with acting_as(elena):
        return change_contact(elena, person=yusuf, kind=ContactKind.PHONE, contact=NEW)


def confirmed_by(marco: Actor, change: ContactChange) -> None:
    with acting_as(marco):
        confirm_contact_change(marco, change=contact_changes_visible_to(marco).get(pk=change.pk))


def can_sign_in(contact: str) -> bool:
    return ask(Client(), contact) != ""


def test_new_phone_is_used_after_two_people_and_a_day(
    elena: Actor, marco: Actor, yusuf: Person
) -> None:
    old_session = Client()
    old_session.post("/sign-in/code/", {"code": ask(old_session, OLD)})
    assert is_signed_in(old_session)
    confirmed_by(marco, asked_by(elena, yusuf))
    with later(hours=23):
        tasks.carry_out_contact_changes(timestamp=0)
        assert (can_sign_in(OLD), can_sign_in(NEW)) == (True, False)
    with later(hours=25):
        tasks.carry_out_contact_changes(timestamp=0)
        assert (can_sign_in(OLD), can_sign_in(NEW)) == (False, True)
        assert not is_signed_in(old_session)


def test_old_phone_is_told_at_once(elena: Actor, yusuf: Person) -> None:
    asked_by(elena, yusuf)
    run_queue()
    (told,) = messages_sent()
    assert OLD in told
    assert NEW not in told
    assert "/ways-in/" in told


def test_one_person_alone_changes_nothing(elena: Actor, yusuf: Person) -> None:
    change = asked_by(elena, yusuf)
    with acting_as(elena), pytest.raises(NotAllowed):
        confirm_contact_change(elena, change=change)
    with later(days=3):
        tasks.carry_out_contact_changes(timestamp=0)
        assert (can_sign_in(OLD), can_sign_in(NEW)) == (True, False)


def test_database_refuses_one_person_in_both_parts(elena: Actor, yusuf: Person) -> None:
    change = asked_by(elena, yusuf)
    with pytest.raises(IntegrityError), acting_as(elena):
        ContactChange.objects.filter(pk=change.pk).update(confirmed_by=elena.account_id)


def test_database_refuses_a_change_that_nobody_confirmed(elena: Actor, yusuf: Person) -> None:
    change = asked_by(elena, yusuf)
    with pytest.raises(IntegrityError), acting_as(elena):
        ContactChange.objects.filter(pk=change.pk).update(done_at=clock.now())


def test_person_says_no_and_nothing_changes(elena: Actor, marco: Actor, yusuf: Person) -> None:
    browser = Client()
    browser.post("/sign-in/code/", {"code": ask(browser, OLD)})
    change = asked_by(elena, yusuf)
    confirmed_by(marco, change)
    assert NEW in browser.get("/ways-in/").content.decode()
    browser.post(f"/ways-in/changes/{change.pk}/stop/")
    with later(days=3):
        tasks.carry_out_contact_changes(timestamp=0)
        assert can_sign_in(NEW) is False


def test_strangers_neither_see_nor_stop_a_change(elena: Actor, yusuf: Person) -> None:
    change = asked_by(elena, yusuf)
    with acting_as(Actor(account_id=uuid4())) as nour:
        assert list(contact_changes_visible_to(nour)) == []
        with pytest.raises(NotAllowed):
            drop_contact_change(nour, change=change)
    with acting_as(coordinator(uuid4(), uuid4())) as athens:
        assert list(contact_changes_visible_to(athens)) == []
        with pytest.raises(NotAllowed):
            confirm_contact_change(athens, change=change)


def test_second_asking_replaces_the_first(elena: Actor, marco: Actor, yusuf: Person) -> None:
    first, second = asked_by(elena, yusuf), asked_by(elena, yusuf)
    with acting_as(marco), pytest.raises(Refused):
        confirm_contact_change(marco, change=first)
    confirmed_by(marco, second)


def test_nobody_changes_their_own_contact_alone(elena: Actor, bologna: UUID) -> None:
    herself = a_person(bologna, "Elena", person_id=elena.account_id)
    with acting_as(elena), pytest.raises(NotAllowed):
        change_contact(elena, person=herself, kind=ContactKind.PHONE, contact=NEW)


def test_new_contact_must_be_one(elena: Actor, yusuf: Person) -> None:
    with acting_as(elena), pytest.raises(Refused):
        change_contact(elena, person=yusuf, kind=ContactKind.EMAIL, contact="nowhere")
