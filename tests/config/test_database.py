"""The four ways into the database, from the home or from addresses."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from amir.config.database import databases, from_address

ADDRESSES = {
    "DATABASE_URL": "postgresql://amir_owner:a%40b@db.example:6432/amir?sslmode=require",
    "AMIR_APP_DATABASE_URL": "postgres://amir_app@/amir?host=/run/postgresql",
    "AMIR_FIGURES_DATABASE_URL": "postgres://amir_figures@[::1]/amir",
}


def test_databases_are_four_roles_on_our_own_socket(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("AMIR_HOME", str(tmp_path))
    found = databases()
    assert {alias: entry["USER"] for alias, entry in found.items()} == {
        "default": "amir_app",
        "aside": "amir_app",
        "owner": "amir_owner",
        "figures": "amir_figures",
    }
    assert {entry["NAME"] for entry in found.values()} == {"amir"}
    assert len({entry["HOST"] for entry in found.values()}) == 1
    assert ["pool" in entry["OPTIONS"] for entry in found.values()] == [True, True, False, True]
    assert list(tmp_path.iterdir()) == []


def test_databases_come_from_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, address in ADDRESSES.items():
        monkeypatch.setenv(variable, address)
    found = databases()
    assert found["owner"] == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "amir",
        "USER": "amir_owner",
        "PASSWORD": "a@b",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }
    assert [found[alias]["HOST"] for alias in ("default", "aside", "figures")] == [
        "/run/postgresql",
        "/run/postgresql",
        "::1",
    ]


@pytest.mark.parametrize("missing", ["AMIR_APP_DATABASE_URL", "AMIR_FIGURES_DATABASE_URL"])
def test_databases_never_fall_back_to_the_owner(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for variable, address in ADDRESSES.items():
        monkeypatch.setenv(variable, address)
    monkeypatch.delenv(missing)
    with pytest.raises(ImproperlyConfigured, match=missing):
        databases()


@pytest.mark.parametrize(
    "address",
    ["mysql://a@b/c", "postgresql://a@b", "postgresql://a@b:port/c", "amir", "sqlite:///x"],
)
def test_database_addresses_that_are_none_are_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like"):
        from_address("DATABASE_URL", address)
