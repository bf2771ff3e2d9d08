"""Somebody is erased: nothing of them is left in any table, message, draft, queue or file."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.erasing import blank_of, blankings, erased_fields
from amir.core.tags import tag_of
from amir.launcher import Server
from amir.messages import actions as messages
from amir.messages.enums import Way
from amir.participants.models import ListedRow, PeopleList
from amir.people.actions import erase_person
from amir.people.models import Person, Sensitive
from amir.people.queries import contacts_of
from tests import database

from .world import World

CANARY = "zzcanaryzz"
# Columns that tell of nobody although they stand in rows about people.
CODES = {
    "participants_screening.criteria": "which criteria were met: their numbers",
    "participants_listedrow.source": "file and row, as in the list of rows",
}
# Erased columns that no way from row to person leads to: somebody else clears them.
CLEARED = {
    "people.Account": "ways in end with their person",
    "people.ContactLookup": "as above",
    "people.SignInCode": "as above",
    "people.Card": "as above",
    "people.Invitation": "as above",
    "people.BodyIdentity": "as above",
    "people.BrowserSession": "as above",
    "care.Dismissal": "the room blanks why alarms about the person were dismissed",
    "care.Suggestion": "nobody can tell whose it is",
    "closures.SigningKey": "the key of an organisation",
    "mentoring.MatchLink": "the digest of a random token; opens nothing once the match has ended",
    "meetings.PersonalLink": "as above",
    "mentoring.Interpreter": "nobody who takes part; cleared when they stop interpreting",
    "core.DataKey": "keys of an organisation",
    "core.Draft": "of the person: dropped",
    "core.RateCount": "keyed digests of some hours",
    "mentoring.Plan": "sayings with ids of records",
    "mentoring.KeptRun": "dropped whole",
    "participants.PeopleList": "cells are taken out of every list that named the person",
    "participants.ListFile": "emptied with any of the people in it",
}


@pytest.fixture
def erasing(
    told: tuple[str, World],
    database_server: Server,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """The world in a database of this test alone, in which everything is committed."""
    with (
        django_db_blocker.unblock(),
        database.clone(database_server, told[0], "erasing") as name,
    ):
        database.point_to(database_server, name)
        with clock.stopped_at(told[1].moment):
            yield told[1]
        database.point_to(database_server, django_db_setup)


def test_every_erased_column_is_reached_or_cleared_by_somebody() -> None:
    reached = {each.table for each in blankings()}
    left = set()
    for model in apps.get_models():
        tags = [tag_of(field) for field in model._meta.local_fields]
        is_erased = any(tag and tag.kept == "erased" for tag in tags)
        if is_erased and model._meta.db_table not in reached:
            left.add(model._meta.label)
    assert left == set(CLEARED)
    for model in apps.get_models():
        for field in erased_fields(model):
            blank_of(field)


@pytest.mark.parametrize("who", ["former_mentee", "held", "listed"])
def test_nothing_is_left_of_somebody_who_is_erased(
    erasing: World, who: str, tmp_path: Path
) -> None:
    side = erasing.bologna
    coordinator = side.actor("coordinator")
    with acting_as(coordinator) as elena:
        people_list = PeopleList.objects.get(pk=side.ids["list_undo.list_id"])
        listed = ListedRow.objects.filter(people_list=people_list).exclude(person_id=None).first()
        assert listed is not None
        assert listed.person_id is not None
        key = listed.person_id if who == "listed" else side.accounts[who]
        person = Person.objects.get(pk=key)
        contact = contacts_of(elena, [key])[key]
        words = [contact.phone, contact.email]
        assert all(words)
        sent = messages.send(
            elena, organisation_id=side.organisation, account_id=key, channel=Way.SMS,
            address=contact.phone, template="something_new", language="en",
            values={"link": settings.SITE_URL + "/me/"},
        )  # fmt: skip
        if not Sensitive.objects.filter(person=person).exists():
            Sensitive.objects.create(person=person, organisation_id=side.organisation, note=CANARY)
    settings.AMIR_MAIL_FOLDER, held = tmp_path, settings.AMIR_MAIL_FOLDER
    try:
        messages.deliver(sent.pk)
        assert [words[0] in file.read_text() for file in tmp_path.iterdir()] == [True]
        assert found_in(everything(), words) == words
        planted = plant(ids_of(key))
        assert len(planted) >= 5, planted
        assert found_in(everything(), [CANARY]) == [CANARY]
        with acting_as(coordinator) as elena:
            erased = erase_person(elena, person=person)
    finally:
        settings.AMIR_MAIL_FOLDER = held
    assert erased.rows["people_identity"] == 1
    assert where() == []
    assert found_in(everything(), [CANARY, CANARY.encode().hex(), *words]) == []
    assert list(tmp_path.iterdir()) == []
    with acting_as(coordinator):
        assert Person.objects.get(pk=key).erased_at is not None
        assert str(Sensitive.objects.get(pk=key).note) == "None"


def found_in(text: str, words: list[str]) -> list[str]:
    """Which of the words stand there."""
    folded = text.lower()
    return [word for word in words if word.lower() in folded]


def where() -> list[str]:
    """Tables in which the canary still sings."""
    return [table for table in tables() if rows(
        f"select 1 from {table} t where t::text ilike %s limit 1", [f"%{CANARY}%"]
    )]  # fmt: skip


def ids_of(person_id: UUID) -> set[str]:
    """The person, and the rows that name them directly: how they take part, pairs, questions."""
    ids = {str(person_id)}
    for _step in range(2):
        for table, columns in tables().items():
            if table.startswith(("core_", "procrastinate")) or "id" not in columns:
                continue
            for column in [name for name, kind in columns.items() if kind == "uuid"]:
                ids |= {str(row) for row in rows(
                    f"select id from {table} where {column}::text = any(%s) and id is not null",
                    [sorted(ids)],
                )}  # fmt: skip
    return ids


def plant(ids: set[str]) -> set[str]:
    """The canary in every free text and every JSON of rows with one of these ids; their columns."""
    planted = set()
    for table, columns in tables().items():
        if table.startswith(("core_", "procrastinate", "people_account", "django")):
            continue
        keys = [name for name, kind in columns.items() if kind == "uuid"]
        for column, kind in columns.items():
            if kind not in ("text", "jsonb") or f"{table}.{column}" in CODES or not keys:
                continue
            found = rows(
                f"update {table} set {column} = %s where"
                f" array[{', '.join(f'{key}::text' for key in keys)}] && %s returning 1",
                [f'{{"c": "{CANARY}"}}' if kind == "jsonb" else CANARY, sorted(ids)],
            )
            planted |= {f"{table}.{column}"} if found else set()
    return planted


def tables() -> dict[str, dict[str, str]]:
    """Table -> column -> uuid, jsonb, text (free: long), or something else."""
    found: dict[str, dict[str, str]] = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select table_name, column_name, case"
            " when data_type in ('uuid', 'jsonb') then data_type"
            " when data_type = 'text' or character_maximum_length >= 100 then 'text'"
            " else 'other' end from information_schema.columns join information_schema.tables"
            " using (table_schema, table_name)"
            " where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        for table, column, kind in cursor.fetchall():
            found.setdefault(table, {})[column] = kind
    return found


def rows(sql: str, values: list[object]) -> list[object]:
    """The first column of what the owner of the tables finds or changes."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def everything() -> str:
    """All tables with all their rows, as text."""
    connection.close()
    parts = []
    for table in tables():
        parts += rows(f"select t::text from {table} t", [])
    return "\n".join(str(part) for part in parts)
