"""Interpreters: bound to confidentiality, booked once at a time, and a bridge for a pair."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    add_interpreter,
    answer,
    bind_interpreter,
    book_interpreter,
    cancel_booking,
    release_interpreter,
    replace_mentor,
)
from amir.mentoring.models import Booking, Interpreter, Match, Proposal
from amir.mentoring.telling import read

from .conftest import World
from .matched import a_match, yusuf
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def rahma(
    world: World, *, bound: bool = True, languages: tuple[str, ...] = ("so", "el")
) -> Interpreter:
    with acting_as(world.elena) as elena:
        made = add_interpreter(
            elena, organisation_id=world.organisation_id, name="Rahma", languages=languages
        )
        if bound:
            bind_interpreter(elena, interpreter=made, bound_on=clock.today())
    return made


def booked(world: World, match: Match, interpreter: Interpreter, hours: float = 24) -> Booking:
    with acting_as(world.elena) as elena:
        return book_interpreter(
            elena, match=match, interpreter=interpreter, minutes=60, mode="phone",
            starts_at=clock.now() + timedelta(hours=hours),
        )  # fmt: skip


def test_nobody_is_booked_before_the_promise(world: World) -> None:
    match, unbound = a_match(world), rahma(world, bound=False)
    with pytest.raises(Refused, match="bound to confidentiality"):
        booked(world, match, unbound)
    with acting_as(world.elena) as elena:
        with pytest.raises(Refused):
            bind_interpreter(elena, interpreter=unbound, bound_on=clock.today() + timedelta(days=1))
        bind_interpreter(elena, interpreter=unbound, bound_on=clock.today())
    assert booked(world, match, unbound).mode == "phone"


def test_one_interpreter_is_in_one_place_at_a_time(world: World) -> None:
    match, interpreter = a_match(world), rahma(world)
    first = booked(world, match, interpreter)
    for hours in (23.5, 24, 24.9):
        with pytest.raises(Refused, match="booked at that time"):
            booked(world, match, interpreter, hours)
    booked(world, match, interpreter, 25.1)
    booked(world, match, interpreter, 22.9)
    with acting_as(world.elena) as elena:
        cancel_booking(elena, booking=first)
    booked(world, match, interpreter, 24)


def test_the_pair_sees_its_booking_and_others_do_not(world: World) -> None:
    match, interpreter = a_match(world), rahma(world)
    booking = booked(world, match, interpreter)
    with yusuf(match):
        assert list(Booking.objects.all()) == [booking]
        assert Interpreter.objects.count() == 0
    omar = world.take_up("Omar", "mentee")
    for actor in (VISITOR, world.nour, Actor(account_id=omar.person_id)):
        with acting_as(actor):
            assert Booking.objects.count() == Interpreter.objects.count() == 0
        with acting_as(actor), pytest.raises(NotAllowed):
            cancel_booking(actor, booking=booking)


def test_whoever_leaves_comes_no_more(world: World) -> None:
    match, interpreter = a_match(world), rahma(world)
    booking = booked(world, match, interpreter)
    with acting_as(world.elena) as elena:
        release_interpreter(elena, interpreter=interpreter)
        booking.refresh_from_db()
    assert booking.cancelled_at is not None
    with pytest.raises(Refused):
        booked(world, match, interpreter, 48)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": -1}, "starts_at"),
        ({"minutes": 0}, "minutes"),
        ({"mode": "dream"}, "mode"),
    ],
)
def test_a_booking_makes_sense(world: World, change: dict[str, object], field: str) -> None:
    match, interpreter = a_match(world), rahma(world)
    with acting_as(world.elena) as elena, pytest.raises(Refused) as refused:
        book_interpreter(
            elena,
            match=match,
            interpreter=interpreter,
            starts_at=clock.now() + timedelta(days=int(str(change.get("starts_at", 1)))),
            minutes=int(str(change.get("minutes", 60))),
            mode=str(change.get("mode", "there")),
        )
    assert refused.value.field == field


def a_pair_without_a_language(world: World) -> tuple[Proposal, object]:
    """Yusuf speaks Somali; Amina does too; Eleni speaks only Greek."""
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee", languages={"so": "native"})
    eleni = world.take_up("Eleni", "mentor", languages={"el": "native"})
    [proposal] = world.proposals(world.plan())
    return proposal, eleni


def test_with_an_interpreter_two_are_paired_who_share_no_language(world: World) -> None:
    proposal, eleni = a_pair_without_a_language(world)
    bridge = rahma(world)
    with acting_as(world.elena) as elena:
        with pytest.raises(Refused, match="no language"):
            replace_mentor(elena, proposal=proposal, mentor=eleni)
        made = replace_mentor(elena, proposal=proposal, mentor=eleni, interpreter=bridge)
    assert made.interpreter_id == bridge.pk
    assert read(made.reasons)[-1].template == "They understand each other through an interpreter."
    made = next(p for p in world.proposals(made.plan) if p.pk == made.pk)
    for token in world.ask(made):
        with acting_as(VISITOR):
            answer(VISITOR, token=token, answer="yes")
    with acting_as(world.elena):
        assert Match.objects.get().interpreter_id == bridge.pk


def test_an_interpreter_of_other_languages_or_without_a_promise_bridges_nothing(
    world: World,
) -> None:
    proposal, eleni = a_pair_without_a_language(world)
    with acting_as(world.elena) as elena:
        for bridge, why in (
            (rahma(world, languages=("so", "it")), "does not speak with both"),
            (rahma(world, bound=False), "bound to confidentiality"),
        ):
            with pytest.raises(Refused, match=why):
                replace_mentor(elena, proposal=proposal, mentor=eleni, interpreter=bridge)


def test_an_interpreter_mends_no_other_rule(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    eleni = world.take_up("Eleni", "mentor", languages={"el": "native"}, availability=["sat-eve"])
    [proposal] = world.proposals(world.plan())
    bridge = rahma(world)
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="common time"):
        replace_mentor(elena, proposal=proposal, mentor=eleni, interpreter=bridge)


def test_pages_keep_the_list_and_book(world: World, browser: SignIn) -> None:
    match = a_match(world)
    client = browser(world.elena)
    page = client.post(
        reverse("interpreters"), {"name": "Rahma", "languages": ["so", "el"]}, follow=True
    )
    assert "No promise yet" in text(page)
    with acting_as(world.elena):
        interpreter = Interpreter.objects.get()
    book = reverse("match_interpreter", args=[match.pk])
    assert "first bound to confidentiality" in text(client.get(book))
    today, day = clock.today(), clock.today() + timedelta(days=2)
    promised = {
        "bound_on_year": today.year, "bound_on_month": today.month, "bound_on_day": today.day,
    }  # fmt: skip
    client.post(reverse("interpreter", args=[interpreter.pk]), promised)
    sent = {
        "interpreter": str(interpreter.pk), "day_year": day.year, "day_month": day.month,
        "day_day": day.day, "time": "10:00", "minutes": "60", "mode": "phone",
    }  # fmt: skip
    page = client.post(book, sent, follow=True)
    assert "Rahma" in text(page)
    assert "They are booked at that time already." in text(client.post(book, sent))
    with acting_as(world.elena):
        booking = Booking.objects.get()
    client.post(reverse("booking_cancel", args=[booking.pk]))
    client.post(reverse("interpreter_leave", args=[interpreter.pk]))
    assert "Nobody interprets for you yet." in text(client.get(reverse("interpreters")))


def test_page_offers_a_mentor_with_an_interpreter(world: World, browser: SignIn) -> None:
    proposal, eleni = a_pair_without_a_language(world)
    bridge = rahma(world)
    client = browser(world.elena)
    address = reverse("proposal_mentor", args=[proposal.pk])
    assert "Eleni · with Rahma, who interprets" in text(client.get(address))
    page = client.post(address, {"mentor": f"{eleni.pk}+{bridge.pk}"}, follow=True)  # type: ignore[attr-defined]
    assert "Rahma interprets between the two." in text(page)
