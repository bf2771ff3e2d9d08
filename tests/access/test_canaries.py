"""Words of one organisation, looked for wherever they could have got to."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.messages.actions import deliver
from amir.messages.models import Delivery
from amir.people.models import BrowserSession
from amir.people.sessions import SessionStore

from .probing import Probe
from .side import Side
from .world import World

STAFF = ("coordinator", "lead", "partner_lead", "administrator", "funder", "foreigner")
TABLES = (
    "participants_list", "lists_home", "list_rows", "contact_changes", "organisation", "audit",
    "emergencies", "programme_partners", "programme_cohorts", "programme_calendar",
    "programme_deliverables", "plans", "plan_page", "plan_unmatched", "plan_recruits",
    "plan_changes", "matches", "work_list", "concerns_list",
    "closures", "follow_ups", "certificates", "programme_instruments", "programme_evidence",
)  # fmt: skip


def words(side: Side) -> tuple[str, str]:
    """The word and the digits of an organisation."""
    return side.word, side.digits


@pytest.mark.parametrize("who", STAFF)
def test_no_file_of_a_table_holds_a_foreign_word(world: World, who: str) -> None:
    probe = Probe(world, who)
    own, foreign = 0, []
    for route in TABLES:
        arguments = {
            "list_rows": ["list_id"], "organisation": ["organisation_id"],
            "plan_page": ["plan_id"], "plan_unmatched": ["plan_id"],
            "plan_recruits": ["plan_id"], "plan_changes": ["plan_id"],
        }.get(route, ["key"] if route.startswith("programme_") else [])  # fmt: skip
        address = reverse(route, args=[probe.own.ids[name] for name in arguments])
        for ending in ("csv", "xlsx"):
            answer = probe.ask("GET", f"{address}?export={ending}")
            own += probe.own.word in answer.text
            if any(word in answer.text for word in words(probe.other)):
                foreign.append(f"{route} {ending}")
    assert foreign == []
    assert own > (10 if who == "coordinator" else 0) or who in ("lead", "funder", "administrator")


@pytest.mark.parametrize("who", STAFF)
def test_no_search_finds_anything_foreign(world: World, who: str) -> None:
    probe = Probe(world, who)
    found = []
    for typed in ("Hana", "Mentor0", "Elena", "Programme", "read", "00"):
        for route in ("desk_search", "participants_list", "lists_home", "plans"):
            answer = probe.ask("GET", f"{reverse(route)}?q={typed}")
            if any(word in answer.text for word in words(probe.other)):
                found.append(f"{route}: {typed}")
    assert found == []


def without_address(head: str, body: str = "") -> str:
    """What a message says, but for the address it goes to: an invitation names its recipient."""
    address = head.splitlines()[1]
    return body.replace("\n ", "").replace(address, "") if address else body


def test_no_message_tells_one_organisation_of_the_other(world: World, tmp_path: Path) -> None:
    settings.AMIR_MAIL_FOLDER, held = tmp_path, settings.AMIR_MAIL_FOLDER
    try:
        with acting_as(platform("sending")):
            waiting = list(Delivery.objects.values_list("pk", flat=True))
        for delivery_id in waiting:
            deliver(delivery_id)
    finally:
        settings.AMIR_MAIL_FOLDER = held
    sent = [file.read_text().lower() for file in tmp_path.glob("*.txt")]
    assert len(sent) >= 10
    told = {side.word: [text for text in sent if any(w in text for w in words(side))]
            for side in (world.bologna, world.athens)}  # fmt: skip
    assert not set(told[world.bologna.word]) & set(told[world.athens.word])
    # Of the people themselves a message says nothing: the word stands in addresses only.
    bodies = [without_address(*text.split("\n\n", 1)) for text in sent]
    assert [body for body in bodies if any(w in body for w in ("hana", "worry", "mentee0"))] == []


def test_what_is_read_before_anybody_is_known_holds_no_word(world: World) -> None:
    """Tables without locks, sessions unpacked, and the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and not relrowsecurity"
            " and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(oid, 'select')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        held = []
        for table in tables:
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table} t")
            held.append(cursor.fetchone()[0].lower())
    held += [
        json.dumps(SessionStore().decode(row.session_data), default=str).lower()
        for row in BrowserSession.objects.all()
    ]
    text = "\n".join(held)
    assert len(tables) > 10
    for side in (world.bologna, world.athens):
        assert [word for word in words(side) if word in text] == []


def test_one_person_sees_nothing_of_another_in_the_same_organisation(world: World) -> None:
    """Nested and plain ids of somebody else: their question, match, consent, session, change."""
    side = world.bologna
    others = {
        "me_question": side.mine["mentor"]["asking_id"],
        "me_match": side.ids["match_id"],
        "me_withdraw": side.mine["mentee"]["consent_id"],
    }
    asked = Probe(world, "asked")
    for route, key in others.items():
        assert asked.ask("GET", reverse(route, args=[key])).status == 404, route
        assert asked.ask("POST", reverse(route, args=[key]), {"answer": "yes"}).said in (
            "404", "405",
        )  # fmt: skip


def test_swapped_nested_ids_are_not_found(world: World) -> None:
    """One's own parent with a foreign child, and the other way round."""
    own, other = world.bologna.ids, world.athens.ids
    nested = {
        "participant_evidence_remove": ("participant_id", "evidence_id"),
        "programme_partner": ("key", "partner_id"),
        "partner_remove": ("key", "partner_id"),
        "programme_event": ("key", "event_id"),
        "event_edit": ("key", "event_id"),
        "decision_record": ("key", "event_id"),
        "programme_deliverable": ("key", "deliverable_id"),
        "deliverable_tick": ("key", "deliverable_id"),
        "deliverable_untick": ("key", "deliverable_id"),
        "theme_edit": ("key", "theme_id"),
    }
    for who in ("coordinator", "programme_coordinator"):
        probe = Probe(world, who)
        for route, (parent, child) in nested.items():
            for ids in ([own[parent], other[child]], [other[parent], own[child]]):
                for method in ("GET", "POST"):
                    answer = probe.ask(method, reverse(route, args=ids))
                    assert answer.said in ("404", "405", "403"), f"{who}: {method} {route}"
                    assert answer.wrote == set()


def test_former_mentor_sees_nothing_of_the_mentee(world: World) -> None:
    """Pages, the own file and plain SQL: after a match, afterwards nothing."""
    account = world.bologna.accounts["former_mentee"]
    with acting_as(Actor(account_id=account)), connection.cursor() as cursor:
        cursor.execute("select preferred_name from people_calling where person_id = %s", [account])
        name = cursor.fetchone()[0].lower()
        cursor.execute("select phone from people_contact where person_id = %s", [account])
        phone = cursor.fetchone()[0]
    probe = Probe(world, "former_mentor")
    for route in ("me_home", "me_data", "me_download", "me_seen", "me_consents"):
        text = probe.ask("GET", reverse(route)).text
        assert (name in text, phone in text) == (False, False), route
    match = reverse("me_match", args=[world.bologna.ids["ended_match"]])
    assert probe.ask("GET", match).status == 404
