"""What `amir check` finds, on a database that another server would be."""

import pytest

from amir.config.migrating import migrate_if_needed
from amir.config.readiness import findings_with_django, findings_without_django
from amir.launcher import Server
from tests.database import addresses

WRONG = "AMIR_FIGURES_DATABASE_URL must look like postgresql://user:password@host:5432/name."


@pytest.fixture
def elsewhere(
    database_server: Server, committed_database: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """The addresses of a migrated database on a server that is not ours to start."""
    found = addresses(database_server, committed_database)
    for variable, address in found.items():
        monkeypatch.setenv(variable, address)
    return found


def missing() -> list[str]:
    """Sentences of what is not good."""
    return [finding.sentence for finding in findings_without_django() if not finding.is_good]


def test_check_finds_nothing_missing_on_a_server_that_is_prepared(
    elsewhere: dict[str, str],
) -> None:
    assert missing() == []


def test_check_names_the_addresses_that_are_missing(
    elsewhere: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AMIR_APP_DATABASE_URL")
    monkeypatch.setenv("AMIR_FIGURES_DATABASE_URL", "mysql://figures")
    assert missing() == [
        "AMIR_APP_DATABASE_URL names the database as role amir_app sees it.",
        f"AMIR_FIGURES_DATABASE_URL leads to the database: {WRONG}",
    ]


def test_check_refuses_the_owner_in_place_of_the_app(
    elsewhere: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMIR_APP_DATABASE_URL", elsewhere["DATABASE_URL"])
    assert missing() == [
        "AMIR_APP_DATABASE_URL signs in as amir_app.",
        "amir_app may make no tables.",
    ]


def test_check_refuses_a_superuser_in_place_of_the_app(
    elsewhere: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = elsewhere["DATABASE_URL"].replace("amir_owner", "postgres")
    monkeypatch.setenv("AMIR_APP_DATABASE_URL", address)
    assert "amir_app is no superuser and obeys row-level security." in missing()


def test_check_sees_a_migrated_database(committed_database: str) -> None:
    sentences = {finding.sentence: finding.is_good for finding in findings_with_django()}
    assert sentences["Every migration has run; else run `amir migrate`."]
    assert sentences["The database knows the letters of all scripts (UTF-8 ctype)."]


def test_migrating_is_skipped_when_nothing_has_changed(committed_database: str) -> None:
    assert [migrate_if_needed(), migrate_if_needed()] == [True, False]
