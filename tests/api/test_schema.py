"""The schema that is committed is the one that the API has."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import TextChoices
from django.test import Client
from django.utils.module_loading import module_has_submodule
from ninja import Schema

from amir.config.api import operations, schema_text
from amir.config.command import api_schema, main
from amir.core.permissions import Reach, named

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_committed_schema_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == schema_text(), "run ./amir api-schema"


def test_command_writes_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = tmp_path / "docs" / "openapi.json"
    written.parent.mkdir()
    monkeypatch.setattr(api_schema, "FILE", written)
    assert main(["api-schema"]) == 0
    assert written.read_text("utf-8") == FILE.read_text("utf-8")


def test_schema_that_is_served_is_the_same(db: None) -> None:
    served = Client().get("/api/v1/openapi.json")
    assert (served.status_code, served.json()) == (200, json.loads(schema_text()))


def test_operations_have_names_of_their_own() -> None:
    names = [name for name, _pattern, _guard in operations()]
    assert sorted(set(names)) == sorted(names)


def test_schemas_have_names_of_their_own() -> None:
    """Two classes of one name would overwrite each other in the file."""
    where: dict[str, set[str]] = {}
    for room in settings.ROOMS:
        if room != "core" and module_has_submodule(import_module(f"amir.{room}"), "api"):
            import_module(f"amir.{room}.api")
    waiting: list[type] = [Schema, TextChoices]
    while waiting:
        held = waiting.pop().__subclasses__()
        waiting += held
        for each in held:
            if each.__module__.startswith("amir.") and "[" not in each.__name__:
                where.setdefault(each.__name__, set()).add(each.__module__)
    assert {name: modules for name, modules in where.items() if len(modules) > 1} == {}


def test_every_operation_declares_its_errors_and_what_it_needs() -> None:
    schema = json.loads(schema_text())
    assert schema["openapi"].startswith("3.1")
    guards = {name: guard for name, _pattern, guard in operations()}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            refusals = {"400", "401", "403", "404", "409", "422"}
            assert refusals <= set(operation["responses"]), path
            guard = guards[f"api:{operation['operationId']}"]
            is_public = named(guard.permission).reach is Reach.PUBLIC
            expected = {"csrf"} if method == "post" else set()
            expected |= set() if is_public else {"session"}
            assert set(operation["security"][0]) == expected, path
