"""The database and its roles: who may what."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from amir.launcher import LauncherError, Server, ensure_database
from tests.database import drop


@pytest.fixture
def database(database_server: Server) -> Iterator[str]:
    """A database made by us, without any table."""
    ensure_database(database_server, "roles_of_tests")
    yield "roles_of_tests"
    drop(database_server, "roles_of_tests")


def as_role(role: str, script: str) -> str:
    """A script that runs under a role of ours."""
    return f"set session authorization {role}; {script}"


def test_roles_own_nothing_and_bypass_nothing(database_server: Server, database: str) -> None:
    rows = database_server.sql(
        "select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole"
        " from pg_roles where rolname like 'amir%' order by 1"
    )
    assert rows.splitlines() == ["amir_app|t|f", "amir_figures|t|f", "amir_owner|t|f"]


def test_app_role_works_on_the_owners_tables(database_server: Server, database: str) -> None:
    database_server.sql(
        as_role("amir_owner", "create table saved (id serial, word text)"), database
    )
    told = database_server.sql(
        as_role("amir_app", "insert into saved (word) values ('a'); select * from saved"), database
    )
    assert told == "1|a"


@pytest.mark.parametrize(
    "forbidden",
    [
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "truncate saved",
        "alter table saved add column more text",
        "create schema mine",
        "set role amir_owner",
        "alter table saved disable trigger all",
    ],
)
def test_app_role_may_not_change_the_house(
    database_server: Server, database: str, forbidden: str
) -> None:
    database_server.sql(as_role("amir_owner", "create table saved (id int)"), database)
    with pytest.raises(LauncherError, match=r"permission denied|must be owner"):
        database_server.sql(as_role("amir_app", forbidden), database)


def test_figures_role_reads_no_table(database_server: Server, database: str) -> None:
    database_server.sql(as_role("amir_owner", "create table saved (id int)"), database)
    with pytest.raises(LauncherError, match="permission denied"):
        database_server.sql(as_role("amir_figures", "select * from public.saved"), database)


def test_strangers_may_not_connect(database_server: Server, database: str) -> None:
    rights = database_server.sql(
        "create role stranger; select has_database_privilege('stranger', "
        f"'{database}', 'connect'); drop role stranger"
    )
    assert rights == "f"


def test_owner_may_act_as_app_only_on_purpose(database_server: Server, database: str) -> None:
    rights = database_server.sql(
        "select pg_has_role('amir_owner', 'amir_app', 'usage'),"
        " pg_has_role('amir_owner', 'amir_app', 'set')"
    )
    assert rights == "f|t"


def test_search_knows_every_script(database_server: Server, database: str) -> None:
    told = database_server.sql(
        "select array_length(show_trgm('ένταξη'), 1), array_length(show_trgm('مهاجرين'), 1)",
        database,
    )
    assert told == "7|8"


def test_search_operators_may_use_indexes_under_policies(
    database_server: Server, database: str
) -> None:
    told = database_server.sql(
        "select proname, proleakproof from pg_proc"
        " where proname in ('ts_match_vq', 'texticlike') order by 1",
        database,
    )
    assert told.splitlines() == ["texticlike|t", "ts_match_vq|t"]


def test_database_without_utf8_letters_is_refused(database_server: Server) -> None:
    database_server.sql(
        "create database plain_letters template template0 lc_ctype 'C' lc_collate 'C'"
        " locale_provider libc"
    )
    with pytest.raises(LauncherError, match="without UTF-8"):
        ensure_database(database_server, "plain_letters")
    drop(database_server, "plain_letters")


def test_database_is_made_once(database_server: Server, database: str) -> None:
    database_server.sql("create table kept (id int)", database)
    ensure_database(database_server, database)
    assert database_server.sql("select count(*) from kept", database) == "0"


def test_database_is_made_by_several_at_once(database_server: Server, database: str) -> None:
    with ThreadPoolExecutor(8) as hands:
        told = list(hands.map(lambda _: ensure_database(database_server, database), range(80)))
    assert told == [None] * 80


@pytest.mark.parametrize("name", ["", "Amir", 'a"b', "1a", "a b"])
def test_database_needs_a_plain_name(database_server: Server, name: str) -> None:
    with pytest.raises(LauncherError, match="cannot be the name"):
        ensure_database(database_server, name)
