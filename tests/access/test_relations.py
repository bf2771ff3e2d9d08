"""Relations that begin and end: grants, emergencies, matches, and people who are set apart."""

import pytest
from django.db import connection, connections
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.models import Participant
from amir.people.queries import callings_of, contacts_of, people_visible_to

from .oracle import TABLES
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


@pytest.mark.parametrize(
    ("me", "other"), [("former_mentor", "former_mentee"), ("former_mentee", "former_mentor")]
)
def test_after_a_match_only_its_question_remains(world: World, me: str, other: str) -> None:
    """In plain SQL no row that names the other but the pair as it was proposed (ids, points and
    reasons) and who looked at oneself. Not that there was a match; and of the question nothing
    that was told of the other."""
    mine, theirs = world.bologna.accounts[me], world.bologna.accounts[other]
    with acting_as(Actor(account_id=mine)), connection.cursor() as cursor:
        naming = {}
        for table in TABLES.keys() - {"core_accessedge", "core_auditevent"}:
            cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{theirs}%"])
            naming[table] = cursor.fetchone()[0]
        cursor.execute("select shown::text, answer from mentoring_asking")
        asked = cursor.fetchall()
    assert {table: rows for table, rows in naming.items() if rows} == {"mentoring_proposal": 1}
    assert asked == [("{}", "yes")]
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select count(*) from core_accessedge"
            " where valid @> now() and actor = %s and subject = %s",
            [mine, theirs],
        )
        assert cursor.fetchone()[0] == 0


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
