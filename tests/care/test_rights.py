"""What people ask for their data, and what stands against erasing them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from amir.care.actions import dismiss_alarm, log_contact
from amir.care.models import Contact, Dismissal
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.mentoring.actions import end_match
from amir.mentoring.models import Asking, Match, Wish
from amir.organisations.actions import create_staff
from amir.participants.models import Participant
from amir.people.actions import erase_person
from amir.people.models import Person
from amir.safeguarding.actions import report_concern
from tests.consortium import SETUP

from .conftest import World
from .test_contacts import told
from .test_today import of

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
SignIn = Callable[[Actor], Client]


def erase(world: World, person_id: object) -> None:
    with acting_as(world.elena) as elena:
        erase_person(elena, person=Person.objects.get(pk=person_id))


def test_match_is_ended_by_people_before_somebody_is_erased(world: World, pair: Match) -> None:
    yusuf = pair.mentee_person_id
    [each] = of(world, pair.agreed_on, "contact_mentor")
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told(note="Yusuf is ill"))
        dismiss_alarm(elena, ringing=each, reason="Amina sits beside Yusuf")
    with pytest.raises(Refused, match="A match runs"):
        erase(world, yusuf)
    with acting_as(world.elena) as elena:
        end_match(elena, match=pair, why="Yusuf moved")
    erase(world, yusuf)
    with acting_as(world.elena):
        assert Match.objects.get(pk=pair.pk).why_ended == ""
        assert [asking.shown for asking in Asking.objects.all()] == [{}, {}]
        contact = Contact.objects.get()
        assert (contact.note, contact.safety, contact.minutes) == ("", {}, 10)
        assert list(Dismissal.objects.values_list("reason", flat=True)) == [""]
        assert Participant.objects.get(pk=pair.mentee_id).state == "left"


def test_nobody_is_erased_while_a_concern_is_open(world: World) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    with acting_as(SETUP):
        create_staff(
            SETUP, organisation_id=world.organisation_id, role="safeguarding_lead",
            shown_name="Sara",
        )  # fmt: skip
    with acting_as(world.elena) as elena:
        report_concern(
            elena, organisation_id=world.organisation_id, text="I worry", urgency="soon",
            subject_person_id=yusuf.person_id,
        )  # fmt: skip
    with pytest.raises(Refused, match="concern is open"):
        erase(world, yusuf.person_id)


@pytest.mark.parametrize(("asked", "said"), [("erase", "be erased"), ("restrict", "used no more")])
def test_people_ask_for_it_on_their_own_page(
    world: World, pair: Match, browser: SignIn, asked: str, said: str
) -> None:
    client = browser(Actor(account_id=pair.mentee_person_id))
    assert client.get(reverse("me_rights")).status_code == 200
    client.post(reverse("me_rights"), {"ask": asked})
    with acting_as(world.elena):
        [wish] = Wish.objects.all()
        assert (wish.person_id, wish.about, said in wish.text) == (
            pair.mentee_person_id, asked, True
        )  # fmt: skip


def test_nonsense_asks_for_nothing(world: World, pair: Match, browser: SignIn) -> None:
    browser(Actor(account_id=pair.mentee_person_id)).post(reverse("me_rights"), {"ask": "more"})
    with acting_as(world.elena):
        assert Wish.objects.count() == 0


def test_people_read_what_was_written_about_talks(
    world: World, pair: Match, browser: SignIn
) -> None:
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told(note="Yusuf is well"))
        log_contact(elena, match=pair, **told(whom="mentor", note="Amina is well"))
    page = browser(Actor(account_id=pair.mentee_person_id)).get(reverse("me_talks"))
    text = page.content.decode()
    assert ("Yusuf is well" in text, "Amina is well" in text) == (True, False)
