"""Plain SQL and an ORM without any filter: what the database alone lets everybody read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection, connections

from amir.core.access.acting import SETTINGS, acting_as
from amir.core.access.locks import lock_of
from amir.core.actor import Actor

from .oracle import TABLES, Reader, reader, rows_of
from .world import ROLES, STRANGERS, World

READERS = (*(who for who in ROLES if who != "leaver"), *STRANGERS, "live", "expired", "withdrawn")
PUBLIC = {table for table, clauses in TABLES.items() if "everybody" in clauses}


def test_every_locked_table_is_in_the_oracle(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p') and relrowsecurity"
            " and relnamespace = 'public'::regnamespace"
        )
        assert {name for (name,) in cursor.fetchall()} == set(TABLES)


@pytest.mark.parametrize("who", READERS)
def test_everybody_reads_as_many_rows_as_the_oracle_says(world: World, who: str) -> None:
    known = reader(world, who)
    expected = {table: _expected(known, table) for table in TABLES}
    with acting_as(Actor(account_id=known.account)):
        assert {table: _count(table) for table in TABLES} == expected


def test_unfiltered_orm_gives_nothing_of_another_organisation(world: World) -> None:
    foreign = []
    with acting_as(Actor(account_id=world.athens.accounts["coordinator"])):
        for model in apps.get_models():
            names = {field.name for field in model._meta.local_fields}
            if lock_of(model) is None or "organisation_id" not in names:
                continue
            rows = model._default_manager.filter(organisation_id=world.bologna.organisation)
            if rows.exists() and model._meta.db_table not in PUBLIC:
                foreign.append(model._meta.label)
    of_both = ["mentoring.MatchHelper", "programmes.Programme", "programmes.Partner"]
    # Rounds are public as soon as they open.
    public = ["consultations.Round", "programmes.Theme", "publishing.PublishedWork"]
    assert sorted(foreign) == sorted(of_both + public), "Bologna's programme of both, and rounds"


def test_nobody_reads_anything_on_a_connection_that_served_somebody(world: World) -> None:
    with acting_as(Actor(account_id=world.bologna.accounts["coordinator"])):
        assert _count("people_calling") > 0
    assert _count("people_calling") == 0


@pytest.mark.parametrize("table", sorted(TABLES.keys() - PUBLIC))
def test_count_turns_red_when_a_policy_is_taken_away(world: World, table: str) -> None:
    assert rows_of(table), "the story writes a row here"
    known = reader(world, "stranger")
    with _without_policy(table, known) as counted:
        assert counted > _expected(known, table)


@contextmanager
def _without_policy(table: str, known: Reader) -> Iterator[int]:
    """How many rows somebody reads once the table's reading policy says yes to everything."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        try:
            cursor.execute(
                "select policyname from pg_policies where tablename = %s and cmd = 'SELECT'",
                [table],
            )
            policy = cursor.fetchone()[0]
            cursor.execute(f"alter policy {policy} on {table} using (true)")
            cursor.execute(f"grant select on {table} to amir_app")
            cursor.execute("set local role amir_app")
            cursor.execute(SETTINGS, [str(known.account), "", ""])
            cursor.execute(f"select count(*) from {table}")
            yield cursor.fetchone()[0]
        finally:
            cursor.execute("rollback")


def _expected(known: Reader, table: str) -> int:
    return sum(known.may_read(table, row) for row in rows_of(table))


def _count(table: str) -> int:
    """How many rows the actor reads; a table without the right to read is one without rows."""
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, 'select')", [table])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])
