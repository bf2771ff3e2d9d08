"""The database as Django sees it: one database, four ways in. Importing this starts nothing.

default  the web and the worker: a role that owns nothing; requests run in a transaction
aside    the same role, outside the request's transaction: rate limits, progress
owner    the role that owns the tables: migrations only
figures  the role that reads suppressed aggregates only
"""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from amir.launcher.home import Home, amir_home

NAME = "amir"
ROLES = {
    "default": "amir_app",
    "aside": "amir_app",
    "owner": "amir_owner",
    "figures": "amir_figures",
}
ADDRESSES = {
    "default": "AMIR_APP_DATABASE_URL",
    "aside": "AMIR_APP_DATABASE_URL",
    "owner": "DATABASE_URL",
    "figures": "AMIR_FIGURES_DATABASE_URL",
}
POOLS = {
    "default": {"min_size": 2, "max_size": 8, "timeout": 10},
    "aside": {"min_size": 0, "max_size": 4, "timeout": 10},
    "figures": {"min_size": 0, "max_size": 4, "timeout": 10},
}


def is_embedded() -> bool:
    """Whether amir runs its own PostgreSQL; DATABASE_URL names another one."""
    return not os.environ.get("DATABASE_URL")


def databases() -> dict[str, dict[str, Any]]:
    """DATABASES for the settings. ImproperlyConfigured if an address is missing or wrong."""
    found = {alias: _embedded(alias) if is_embedded() else _external(alias) for alias in ROLES}
    # A pool demands CONN_MAX_AGE 0, which is Django's default.
    for alias, pool in POOLS.items():
        found[alias]["OPTIONS"]["pool"] = pool
        # The server may have been started anew since; a look costs less than a lost request.
        found[alias]["CONN_HEALTH_CHECKS"] = True
    return found


def _embedded(alias: str) -> dict[str, Any]:
    """The socket's folder is the password: only its owner (and root) can enter it."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": ROLES[alias],
        "HOST": str(Home(amir_home()).socket_folder),
        "PORT": "5432",
        "OPTIONS": {},
    }


def _external(alias: str) -> dict[str, Any]:
    variable = ADDRESSES[alias]
    address = os.environ.get(variable)
    if not address:
        # Never fall back to the owner's address: the lock on rows would be gone without a word.
        raise ImproperlyConfigured(f"DATABASE_URL is set, but {variable} is not; see `amir check`.")
    return from_address(variable, address)


def from_address(variable: str, address: str) -> dict[str, Any]:
    """One entry of DATABASES from postgresql://user:password@host:port/name?sslmode=require."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = 0
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name or port == 0:
        raise ImproperlyConfigured(
            f"{variable} must look like postgresql://user:password@host:5432/name."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
