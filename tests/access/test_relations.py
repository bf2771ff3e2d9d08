"""Relations that begin and end: grants, emergencies, matches, and people who are set apart."""

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.participants.models import Participant
from amir.people.queries import callings_of, contacts_of, people_visible_to

from .probing import Probe
from .side import actor_of
from .world import World


@pytest.mark.parametrize(("grant", "contacts"), [("live", 1), ("expired", 0), ("withdrawn", 0)])
def test_grant_opens_its_field_set_while_it_lives(world: World, grant: str, contacts: int) -> None:
    hana = world.bologna.accounts["hana"]
    worker = actor_of(world.granted[grant])
    with acting_as(worker):
        assert len(contacts_of(worker, [hana])) == contacts
        assert callings_of(worker, [hana]) == {}
        assert not people_visible_to(worker).filter(pk=hana).exists()


def test_emergency_opens_one_person_until_it_is_closed(world: World) -> None:
    looked, closed = world.bologna.accounts["looked"], world.bologna.accounts["minor"]
    for who, person, shown in (("lead", looked, 1), ("lead", closed, 0), ("deputy", closed, 0)):
        actor = world.bologna.actor(who)
        with acting_as(actor):
            assert len(contacts_of(actor, [person])) == shown, (who, person)


def test_emergency_shows_a_person_and_gives_no_right_to_act(world: World) -> None:
    lead, deputy = Probe(world, "lead"), Probe(world, "deputy")
    for route in ("person_card", "person_contact"):
        address = reverse(route, args=[world.bologna.accounts["looked"]])
        for method in ("GET", "POST"):
            assert lead.ask(method, address).status == 403, route
            assert deputy.ask(method, address).status == 404, route


def test_people_see_their_own_record_and_not_the_desk_of_it(world: World) -> None:
    account = world.bologna.accounts["mentee"]
    mentee = Probe(world, "mentee")
    with acting_as(world.bologna.actor("mentee")):
        participant_id = Participant.objects.get(person_id=account).pk
    addresses = [
        reverse("person_card", args=[account]),
        reverse("person_contact", args=[account]),
        reverse("participant_detail", args=[participant_id]),
        reverse("participant_change", args=[participant_id]),
        reverse("participant_evidence", args=[participant_id]),
    ]
    assert [mentee.ask("GET", address).status for address in addresses] == [403] * 5
    assert [mentee.ask("POST", address).wrote for address in addresses] == [set()] * 5


@pytest.mark.parametrize("subject", ["minor", "held", "erased", "looked", "hana"])
def test_nobody_set_apart_is_seen_from_outside(world: World, subject: str) -> None:
    """A minor, a restricted and a removed person, like everybody else, by another organisation."""
    person = world.bologna.accounts[subject]
    foreigner = Probe(world, "foreigner")
    with acting_as(world.athens.actor("coordinator")) as nikos:
        assert not people_visible_to(nikos).filter(pk=person).exists()
    for route in ("person_card", "person_contact"):
        for method in ("GET", "POST"):
            assert foreigner.ask(method, reverse(route, args=[person])).status == 404


def test_removed_person_is_nowhere(world: World) -> None:
    address = reverse("person_card", args=[world.bologna.accounts["erased"]])
    assert Probe(world, "coordinator").ask("GET", address).status == 404
