"""A lead says about whom a concern is, by a contact; nobody shows leads a list of people."""

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import _listeners, listen
from amir.participants.models import Participant
from amir.people.actions import register_person
from amir.safeguarding.actions import add_entry, name_subject, read_concern, report_concern
from amir.safeguarding.models import Concern, ConcernMark
from amir.safeguarding.queries import people_to_protect
from tests.consortium import Consortium, actor_of

from .conftest import browser

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
PHONE = "+390511234567"


def anonymous(world: Consortium) -> Concern:
    with acting_as(VISITOR):
        return report_concern(
            VISITOR, organisation_id=world.casa.pk, text="He is afraid", urgency="soon"
        )


def sara_of(world: Consortium) -> Actor:
    return actor_of(world.sara)


def test_contact_names_the_person_and_protects_them(world: Consortium, yusuf: Participant) -> None:
    concern, sara = anonymous(world), sara_of(world)
    assert people_to_protect([yusuf.person_id]) == set()
    with acting_as(sara):
        assert name_subject(sara, concern=concern, contact=" +39 051 1234567 ") == "Yusuf"
        concern = Concern.objects.get()
        assert concern.subject_person_id == yusuf.person_id
        assert read_concern(sara, concern=concern).about == "Yusuf"
        assert ConcernMark.objects.get().person_id == yusuf.person_id
    assert people_to_protect([yusuf.person_id]) == {yusuf.person_id}


def test_a_shared_contact_wants_the_name_too(world: Consortium, yusuf: Participant) -> None:
    elena, sara = actor_of(world.elena), sara_of(world)
    with acting_as(elena):
        hawa = register_person(
            elena, organisation_id=world.casa.pk, preferred_name="Hawa", language="so",
            phone=PHONE,
        )  # fmt: skip
    concern = anonymous(world)
    with acting_as(sara):
        with pytest.raises(Refused, match="Several people"):
            name_subject(sara, concern=concern, contact=PHONE)
        assert name_subject(sara, concern=concern, contact=PHONE, name="hawa") == "Hawa"
        assert Concern.objects.get().subject_person_id == hawa.pk


def test_people_of_others_and_unknown_contacts_are_not_found(
    world: Consortium, yusuf: Participant
) -> None:
    nour, sara = actor_of(world.nour), sara_of(world)
    with acting_as(nour):
        register_person(
            nour, organisation_id=world.elsewhere.pk, preferred_name="Far", language="en",
            phone="+46701234567",
        )  # fmt: skip
    concern = anonymous(world)
    for contact in ("+46701234567", "+39000", "", "nobody@example.org"):
        with acting_as(sara), pytest.raises(Refused, match="Nobody here has this contact"):
            name_subject(sara, concern=concern, contact=contact)


def test_only_leads_name_and_only_once(world: Consortium, yusuf: Participant) -> None:
    concern, sara = anonymous(world), sara_of(world)
    for actor in (actor_of(world.elena), actor_of(yusuf.person_id), VISITOR):
        with acting_as(actor), pytest.raises(NotAllowed):
            name_subject(actor, concern=concern, contact=PHONE)
    with acting_as(sara):
        name_subject(sara, concern=concern, contact=PHONE)
        with pytest.raises(Refused, match="known already"):
            name_subject(sara, concern=concern, contact=PHONE)


def test_rooms_above_hear_who_is_to_be_protected_and_nothing_of_who_told(
    world: Consortium, yusuf: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, Actor, list[object]]] = []
    for name in ("concern_opened", "concern_closed"):
        event = f"safeguarding.{name}"
        monkeypatch.setitem(_listeners, event, [])
        listen(event, lambda actor, name=name, person_ids=(), **_facts: heard.append(
            (name, actor, list(person_ids))))  # fmt: skip
    elena, sara = actor_of(world.elena), sara_of(world)
    with acting_as(elena):
        concern = report_concern(
            elena, organisation_id=world.casa.pk, text="He is afraid", urgency="soon",
            subject_person_id=yusuf.person_id,
        )  # fmt: skip
    with acting_as(sara):
        add_entry(sara, concern=concern, text="Called", state="in_hand", pair_may_meet=True)
        add_entry(sara, concern=concern, text="Worse", state="in_hand")
        add_entry(sara, concern=concern, text="Over", state="closed")
    assert [(name, people) for name, _actor, people in heard] == [
        ("concern_opened", [yusuf.person_id]), ("concern_closed", [yusuf.person_id]),
        ("concern_opened", [yusuf.person_id]), ("concern_closed", [yusuf.person_id]),
    ]  # fmt: skip
    assert {actor.account_id for _name, actor, _people in heard} == {None}


def test_page_names_the_person(world: Consortium, yusuf: Participant) -> None:
    concern = anonymous(world)
    client = browser(world.sara)
    address = reverse("concern_detail", args=[concern.pk])
    assert "Phone or e-mail of the person" in client.get(address).content.decode()
    subject = reverse("concern_subject", args=[concern.pk])
    page = client.post(subject, {"contact": "+39999"}).content.decode()
    assert "Nobody here has this contact." in page
    page = client.post(subject, {"contact": PHONE}, follow=True).content.decode()
    assert "Yusuf" in page
    assert "Phone or e-mail of the person" not in page


def test_whoever_reports_sees_who_reads_it(world: Consortium, yusuf: Participant) -> None:
    page = browser(yusuf.person_id).get(reverse("concern_report_to", args=[world.casa.pk]))
    assert "Sara" in page.content.decode()
    assert "Dina" in page.content.decode()
