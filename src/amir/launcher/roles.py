"""The database and its three roles: who owns, who works, who reads figures."""

import re

from .errors import LauncherError
from .server import Server

OWNER, APP, FIGURES = "amir_owner", "amir_app", "amir_figures"

# Two processes that change the same role or grant at once would end with "tuple concurrently
# updated", so they take turns; the lock is gone with the session.
ALONE = """
do $$ begin perform pg_advisory_lock(hashtextextended('amir database', 0)); end $$;
"""

# No passwords: only who can enter the socket's folder reaches the server.
ROLES = f"""{ALONE}
set client_min_messages = error;
do $$
declare role text;
begin
    foreach role in array array['{OWNER}', '{APP}', '{FIGURES}'] loop
        if not exists (select from pg_roles where rolname = role) then
            execute format('create role %I', role);
        end if;
        execute format('alter role %I with login nosuperuser nobypassrls nocreatedb nocreaterole'
            ' noreplication', role);
    end loop;
end $$;
grant {APP} to {OWNER} with inherit false, set true;
"""

CREATE = """
select 'create database "{name}" owner {owner}'
where not exists (select from pg_database where datname = '{name}') \\gexec
revoke all on database "{name}" from public;
grant connect on database "{name}" to {app}, {figures};
"""

# Run inside the database. In PostgreSQL 15 and later only its owner may create in public.
WITHIN = f"""{ALONE}
set client_min_messages = error;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;
revoke all on schema public from public;
grant usage on schema public to {APP};
alter default privileges for role {OWNER} in schema public
    grant select, insert, update, delete on tables to {APP};
alter default privileges for role {OWNER} in schema public
    grant usage, select on sequences to {APP};
-- Under row-level security an index serves only leakproof operators. These two show nothing
-- of a row in errors; see PostgreSQL's documentation, "Rules and Privileges".
alter function ts_match_vq(tsvector, tsquery) leakproof;
alter function texticlike(text, text) leakproof;
select array_length(show_trgm('ένταξη'), 1);
"""
TRIGRAMS = "7"


def ensure_database(server: Server, name: str) -> None:
    """Make the roles, the database and what only a superuser may put into it.

    May be repeated. Raises LauncherError if the server cannot search Greek: its ctype is wrong.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name):
        raise LauncherError(f"{name} cannot be the name of a database.")
    server.sql(ROLES + CREATE.format(name=name, owner=OWNER, app=APP, figures=FIGURES))
    if server.sql(WITHIN, name) != TRIGRAMS:
        raise LauncherError("The database was made without UTF-8: search would not find words.")


def script_for_another_server(name: str) -> str:
    """What a superuser runs once, with psql, on a server that is not ours."""
    passwords = "".join(f"\\password {role}\n" for role in (OWNER, APP, FIGURES))
    return (
        ROLES
        + passwords
        + CREATE.format(name=name, owner=OWNER, app=APP, figures=FIGURES)
        + (f"\\connect {name}\n{WITHIN}")
    )
