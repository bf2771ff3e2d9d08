"""Everybody's own pages: what is next, my match, what is stored, who looked."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.actions import end_match
from amir.mentoring.models import Match, Proposal, Wish
from amir.mentoring.my_records import as_plain, my_data, who_looked
from amir.mentoring.queries import matches_visible_to
from amir.participants.actions import record_evidence
from amir.people.models import Calling, ConsentReceipt
from amir.people.queries import contacts_of

from .conftest import DAY, World
from .matched import share_numbers
from .test_answers import a_pair, say
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db


def yusuf_of(proposal: Proposal) -> Actor:
    return Actor(account_id=proposal.mentee_person_id)


def test_home_says_what_is_next(world: World, browser: SignIn) -> None:
    yusuf = world.take_up("Yusuf", "mentee", ready=False)
    page = browser(Actor(account_id=yusuf.person_id)).get("/me/")
    assert page.status_code == 200
    assert "We have your application. We will talk with you soon." in text(page)


def test_question_is_answered_right_on_the_home_page(world: World, browser: SignIn) -> None:
    proposal = a_pair(world)
    _mentee, mentor = world.ask(proposal)
    say(mentor, "yes")
    client = browser(yusuf_of(proposal))
    page = client.get("/me/")
    assert "We suggest that you meet Amina ." in text(page)
    address = re.search(r'action="(/me/questions/[^"]+)"', page.content.decode())
    assert address is not None
    page = client.post(address.group(1), {"answer": "yes"}, follow=True)
    assert "Both of you said yes. Now you can talk." in text(page)
    assert "Your mentor Amina Abdullahi" in text(page)


def test_match_shows_phone_once_both_share_theirs_and_while_it_runs(
    world: World, browser: SignIn
) -> None:
    proposal = a_pair(world)
    for token in world.ask(proposal):
        say(token, "yes")
    with acting_as(world.elena) as elena:
        match = matches_visible_to(elena).get()
    client = browser(yusuf_of(proposal))
    address = reverse("me_match", args=[match.pk])
    assert "tel:+393331112222" not in client.get(address).content.decode()
    share_numbers(match)
    assert "tel:+393331112222" in client.get(address).content.decode()
    with acting_as(world.elena) as elena:
        end_match(elena, match=match, why="Moved away")
    assert client.get(address).status_code == 404
    assert "Amina" not in client.get("/me/").content.decode()


def test_matches_and_questions_of_others_are_not_found(world: World, browser: SignIn) -> None:
    proposal = a_pair(world)
    for token in world.ask(proposal):
        say(token, "yes")
    omar = world.take_up("Omar", "mentee")
    with acting_as(world.elena):
        match, asking = Match.objects.get(), proposal.askings.first()
    assert asking is not None
    client = browser(Actor(account_id=omar.person_id))
    assert client.get(reverse("me_match", args=[match.pk])).status_code == 404
    question = reverse("me_question", args=[asking.pk])
    assert client.post(question, {"answer": "no"}).status_code == 404


def test_data_shows_every_field_and_goes_out_as_a_file(world: World, browser: SignIn) -> None:
    yusuf = world.take_up(
        "Yusuf", "mentee", full_name="Yusuf Warsame", phone="+393331112222", gender="m",
        origin="SY", extras={"Colloquio il": "2 giugno"},
    )  # fmt: skip
    with acting_as(world.elena) as elena:
        record_evidence(
            elena, participant=yusuf, kind="interviewed", dated_on=DAY, source="Bologna.csv!12"
        )
        Calling.objects.filter(person=yusuf.person).update(symbol="heart")
    client = browser(Actor(account_id=yusuf.person_id))
    page = text(client.get(reverse("me_data")))
    for told in ("Yusuf Warsame", "+393331112222", "Modena", "Somali (mother tongue)", "work",
                 "Tuesday evening", "Consented", "folder", "Gender Man",
                 "Country of origin Syria", "Symbol Heart", "From our list, row 12",
                 "Column “Colloquio il” of our list 2 giugno"):  # fmt: skip
        assert told in page
    assert "Bologna.csv" not in page
    told = json.loads(client.get(reverse("me_download") + "?as=json").content)
    assert told["data"]["How we reach you"] == [{"Phone": "+393331112222"}]
    page = client.get(reverse("me_download"))
    assert page["Content-Disposition"] == 'attachment; filename="my-data.html"'
    assert "Yusuf Warsame" in page.content.decode()


def test_who_looked_is_told_in_words(world: World, browser: SignIn) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    with acting_as(world.elena) as elena:
        contacts_of(elena, [yusuf.person_id])
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself):
        looks = who_looked(himself)
    read = next(look for look in looks if look.act == "looked at")
    assert (read.who, read.role, "your contact" in read.what) == ("Elena", "Coordinator", True)
    page = text(browser(himself).get(reverse("me_seen")))
    assert "Elena , Coordinator" in page
    assert "looked at:" in page


def test_data_are_told_in_the_language_of_the_reader(world: World) -> None:
    yusuf = world.take_up("Yusuf", "mentee", gender="m", origin="SY")
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself), override("it"):
        who_you_are, languages = [
            [fact.value for fact in part.groups[0]]
            for part in my_data(himself)
            if part.name in (gettext("Who you are"), gettext("What helps to find a match"))
        ]
    assert who_you_are == ["Yusuf", "Uomo", "Siria"]
    assert "italiano (B1), somalo (lingua madre)" in languages


def test_stated_no_is_told_as_a_no(world: World) -> None:
    yusuf = world.take_up("Yusuf", "mentee", ready=False)
    with acting_as(world.elena) as elena:
        record_evidence(
            elena, participant=yusuf, kind="consented", dated_on=DAY, source="list", is_no=True
        )
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself):
        held = as_plain(my_data(himself))
    assert held["What we know for your safety"] == [
        {"Consented: no": "2 June 2025", "From": "list"}
    ]


def test_yes_of_the_other_is_no_look_at_my_data(world: World) -> None:
    proposal = a_pair(world)
    for token in world.ask(proposal):
        say(token, "yes")
    himself = yusuf_of(proposal)
    with acting_as(himself):
        looks = [look for look in who_looked(himself) if look.role == "your match"]
    assert [(look.who, look.act, look.what) for look in looks] == [
        ("Amina Abdullahi", "answered", ("if you two want to meet",))
    ]


def test_correction_reaches_the_coordinator(world: World, browser: SignIn) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    client = browser(Actor(account_id=yusuf.person_id))
    assert "Write what is wrong" in text(client.post(reverse("me_correct"), {"text": ""}))
    client.post(reverse("me_correct"), {"text": "I speak French too"})
    with acting_as(world.elena):
        assert Wish.objects.values_list("kind", "text").get() == (
            "correction", "I speak French too",
        )  # fmt: skip
    with acting_as(world.nour):
        assert Wish.objects.count() == 0


def test_call_is_asked_with_one_button(world: World, browser: SignIn) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    client = browser(Actor(account_id=yusuf.person_id))
    for _ in range(2):
        assert "We will call you." in text(client.post(reverse("me_call"), follow=True))
    with acting_as(world.elena):
        assert Wish.objects.count() == 1


def test_consent_can_be_taken_back_by_its_owner_only(world: World, browser: SignIn) -> None:
    yusuf, omar = world.take_up("Yusuf", "mentee"), world.take_up("Omar", "mentee")
    with acting_as(world.elena):
        consent = ConsentReceipt.objects.create(
            organisation_id=world.organisation_id, person=yusuf.person, kind="story", given_on=DAY
        )
    address = reverse("me_withdraw", args=[consent.pk])
    assert browser(Actor(account_id=omar.person_id)).post(address).status_code == 404
    client = browser(Actor(account_id=yusuf.person_id))
    page = client.post(address, follow=True)
    assert "Taken back" in text(page)
    with acting_as(world.elena):
        assert ConsentReceipt.objects.get(pk=consent.pk).withdrawn_at is not None
        assert Wish.objects.get().about == "consent"


def test_unreviewed_consent_stands_beside_english(world: World, browser: SignIn) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    with acting_as(world.elena):
        consent = ConsentReceipt.objects.create(
            organisation_id=world.organisation_id, person=yusuf.person, kind="story", given_on=DAY
        )
    client = browser(Actor(account_id=yusuf.person_id))
    client.cookies["language"] = "ar"
    for address in (reverse("me_consents"), reverse("me_withdraw", args=[consent.pk])):
        page = client.get(address).content.decode()
        assert re.findall(r'lang="en" dir="ltr">.*<p>(Telling my story)</p>', page) == [
            "Telling my story"
        ]
    client.cookies["language"] = "en"
    page = client.get(reverse("me_consents")).content.decode()
    assert '<p class="lead">Telling my story</p>' in page
    assert "bilingual" not in page


def test_own_pages_are_for_people_who_are_signed_in(world: World, client: object) -> None:
    for name in ("me_home", "me_data", "me_seen", "me_consents", "me_call"):
        answer = client.get(reverse(name))  # type: ignore[attr-defined]
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/")


def test_expired_question_is_told_on_the_own_page(world: World, browser: SignIn) -> None:
    proposal = a_pair(world)
    world.ask(proposal)
    with acting_as(world.elena):
        asking = proposal.askings.get(side="mentee")
        asking.answer_by = clock.now() - timedelta(minutes=1)
        asking.save(update_fields=["answer_by"])
    client = browser(yusuf_of(proposal))
    page = client.post(reverse("me_question", args=[asking.pk]), {"answer": "yes"}, follow=True)
    assert "It is too late for this question. You can ask us to call you." in text(page)
    with acting_as(world.elena):
        assert proposal.askings.get(side="mentee").answer == ""
