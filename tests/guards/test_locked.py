"""Nothing stands outside the locks: every table, every column, every reference."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, connections, models

from amir.core.access.locks import RowPolicy, TenantForeignKey, lock_of
from amir.core.tags import tag_of

ROOT = Path(__file__).resolve().parents[2]

# Tables without row-level security: needed before there is an actor; ids, digests, codes only.
OPEN = {
    "account_emailaddress": "stays empty: people_contactlookup holds digests instead",
    "account_emailconfirmation": "stays empty",
    "auth_group": "stays empty: roles are a table in code",
    "auth_group_permissions": "stays empty",
    "auth_permission": "names of models",
    "core_ratecount": "keyed digests; counted before anybody signs in",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "ids; read before there is an actor",
    "mfa_authenticator": "public keys and sealed secrets by account id; read while signing in",
    "people_account": "ids; read before there is an actor",
    "people_bodyidentity": "keyed digests; read while signing in",
    "people_browsersession": "digests of cookies, ids; read before there is an actor",
    "people_card": "digests; read before there is an actor",
    "people_contactlookup": "keyed digests; read before there is an actor",
    "people_invitation": "keyed digests; read before there is an actor",
    "people_signincode": "keyed digests; read before there is an actor",
    "procrastinate_events": "the queue: ids",
    "procrastinate_jobs": "the queue: ids, codes and numbers as arguments",
    "procrastinate_periodic_defers": "the queue: times",
    "procrastinate_workers": "the queue: times",
    "socialaccount_socialaccount": "digests of foreign ids; read while signing in",
    "socialaccount_socialapp": "configuration",
    "socialaccount_socialtoken": "stays empty: tokens are not kept",
}


def our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("amir.")]


@pytest.mark.django_db
def test_every_table_is_locked_or_listed_with_a_reason() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity and relforcerowsecurity from pg_class"
            " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        )
        unlocked = {name for name, is_locked in cursor.fetchall() if not is_locked}
    assert unlocked - OPEN.keys() == set()
    assert OPEN.keys() - unlocked == set(), "the list may only shrink"


@pytest.mark.django_db
def test_app_role_owns_nothing_and_cannot_bypass() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " (select count(*) from pg_class where relowner = r.oid),"
            " has_schema_privilege(rolname, 'public', 'create')"
            " from pg_roles r where rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, 0, False)
        cursor.execute(
            "select count(*) from pg_class where relkind = 'r'"
            " and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(current_user, oid, 'truncate')"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_functions_with_the_owners_rights_are_listed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where prosecdef"
            " and pronamespace = 'public'::regnamespace order by proname"
        )
        assert [name for (name,) in cursor.fetchall()] == [
            "amir_audit", "amir_close_edges", "amir_erase", "amir_open_edge", "amir_orgs",
            "amir_subjects",
        ]  # fmt: skip


def test_every_column_has_a_class_and_a_purpose() -> None:
    bare = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if tag_of(field) is None
    ]
    assert bare == []


def test_every_foreign_key_stays_in_its_organisation() -> None:
    loose = []
    for model in our_models():
        held = {c.field for c in model._meta.constraints if isinstance(c, TenantForeignKey)}
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or lock_of(field.related_model) is None:
                continue
            names = {f.name for f in field.related_model._meta.local_fields}
            if "organisation_id" in names and field.name not in held:
                loose.append(f"{model._meta.label}.{field.name}")
    # A tick belongs to the partner, its deliverable to the programme's coordinator.
    assert loose == ["core.AuditSeal.event", "programmes.Tick.deliverable"]


def test_every_locked_table_is_audited() -> None:
    silent = {
        "core.AuditEvent", "core.AuditSeal",  # the audit itself
        "core.Draft", "core.SavedView", "core.Submission", "core.Work",  # nobody's record
    }  # fmt: skip
    audited = {"Audited"}
    bare = {
        model._meta.label
        for model in our_models()
        if lock_of(model) and not audited & {type(c).__name__ for c in model._meta.constraints}
    }
    assert bare - silent == set()


def tables_in(policy: RowPolicy) -> set[str]:
    """The tables that a policy names."""
    text = f"{policy.read} {policy.write} {policy.add}"
    return set(re.findall(r"(?<!distinct) (?:from|join) (\w+)", text))


def test_policies_name_no_table_of_another_room_and_none_in_circles() -> None:
    """A part may be as visible as its whole; a whole that looked back would recurse for ever."""
    locks = {m._meta.db_table: (m._meta.app_label, lock_of(m)) for m in our_models()}
    named = {(room, table) for room, lock in locks.values() if lock for table in tables_in(lock)}
    assert named == {
        ("programmes", "programmes_programme"), ("mentoring", "mentoring_asking"),
        ("practices", "practices_practice"),
    }  # fmt: skip
    for room, table in named:
        whole, lock = locks[table]
        assert (whole, tables_in(lock) if lock else None) == (room, set())


def test_references_between_rooms_go_down() -> None:
    """Foreign keys written as strings are invisible to the import rules."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors = next(c for c in contracts["contracts"] if c["name"] == "floors")["layers"]
    height = {room.strip(): -i for i, row in enumerate(floors) for room in row.split("|")}
    upward = []
    for model in our_models():
        room = model.__module__.split(".")[1]
        for field in model._meta.local_fields:
            target = getattr(field, "related_model", None)
            if isinstance(target, type) and target.__module__.startswith("amir."):
                other = target.__module__.split(".")[1]
                if other != room and height[other] >= height[room]:
                    upward.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert upward == []


@pytest.mark.django_db(databases=["default", "figures", "owner"])
def test_role_of_the_figures_reads_its_schema_and_nothing_else() -> None:
    with connections["figures"].cursor() as cursor:
        cursor.execute(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
            " relnamespace where relkind in ('r', 'p', 'v', 'm', 'S') and nspname not in"
            " ('pg_catalog', 'information_schema') and nspname not like 'pg_toast%'"
            " and has_schema_privilege(n.oid, 'usage')"
            " and has_table_privilege(c.oid, 'select, insert, update, delete, truncate')"
        )
        assert cursor.fetchall() == [], "no figures are kept yet"
        cursor.execute(
            "select has_schema_privilege('figures', 'usage'),"
            " has_schema_privilege('figures', 'create'), has_schema_privilege('public', 'usage'),"
            " has_database_privilege(current_database(), 'create'),"
            " pg_has_role('amir_app', 'member'), pg_has_role('amir_owner', 'member')"
        )
        assert cursor.fetchone() == (True, False, False, False, False, False)
    with pytest.raises(ProgrammingError, match="permission denied for schema public"):
        connections["figures"].cursor().execute("select * from public.people_calling")
    with connections["owner"].cursor() as cursor:
        cursor.execute("create table figures.tried (cell text, shown integer)")
        cursor.execute(
            "select has_table_privilege('amir_figures', 'figures.tried', 'select'),"
            " has_table_privilege('amir_figures', 'figures.tried', 'insert'),"
            " has_schema_privilege('amir_app', 'figures', 'usage')"
        )
        assert cursor.fetchone() == (True, False, False)
