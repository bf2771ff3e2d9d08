"""Erasing a person table by table: what goes is read from the tags of the columns.

Rows that lead to the person stay, without what told of them: evidence that names nobody. A room
does nothing for its tables but tag their columns; what lies outside of tables it clears when it
hears `people.erased`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.models import Field, ForeignKey, Model
from django.db.models.fields import NOT_PROVIDED

from amir.core.tags import LINK, tag_of

# The platform's purpose; whoever acts is the person of the staff who erases.
ERASING = "erasing-person"
# Columns that name the person a row is about. Who did or wrote something is named otherwise.
NAMING = frozenset(
    {"person_id", "account_id", "subject_id", "subject_person_id", "mentee_person_id",
     "mentor_person_id"}
)  # fmt: skip
FREE_TEXT = 100  # letters: shorter texts are codes and names of things
FARTHEST = 4  # references between a row and the person

Way = tuple[str, ...]


@dataclass(frozen=True)
class Blanking:
    """What of a table is blanked in the rows that a way leads to a person."""

    table: str
    way: Way
    blanks: Mapping[str, Any]


def erase_rows(person_id: UUID, instead: Mapping[str, str]) -> dict[str, int]:
    """Blank every column that goes with its person; table -> rows. Acting for `ERASING` only.

    `instead`: "table.column" -> what stands there afterwards in place of nothing.
    """
    erased: dict[str, int] = {}
    with connections["default"].cursor() as cursor:
        for each in blankings():
            blanks = {
                column: instead.get(f"{each.table}.{column}", blank)
                for column, blank in each.blanks.items()
            }
            cursor.execute(
                "select amir_erase(%s, %s::text[], %s, %s::jsonb)",
                [each.table, list(each.way), person_id, json.dumps(blanks)],
            )
            erased[each.table] = erased.get(each.table, 0) + cursor.fetchone()[0]
    return erased


@cache
def blankings() -> tuple[Blanking, ...]:
    """Everything to blank in all tables of organisations, found from models and tags."""
    return tuple(_blankings())


def _blankings() -> Iterator[Blanking]:
    for model in apps.get_models():
        columns: dict[str, dict[str, Any]] = {}
        for field in erased_fields(model):
            tag = tag_of(field)
            columns.setdefault(tag.whose if tag else "", {})[str(field.column)] = blank_of(field)
        for whose, blanks in columns.items():
            for way in [(whose,)] if whose else ways_to_a_person(model):
                yield Blanking(model._meta.db_table, way, blanks)


def erased_fields(model: type[Model]) -> list["Field[Any, Any]"]:
    """The columns of an organisation's table that go with their person.

    Free text goes whatever its tag: what staff write in their own words may name anybody. Unique
    digests stay: they are of random tokens, and tell nothing.
    """
    if not _is_owned(model):
        return []
    return [
        field
        for field in model._meta.local_concrete_fields
        if (_is_tagged_erased(field) or _is_free_text(field))
        and not field.unique
        and not field.primary_key
    ]


def _is_tagged_erased(field: "Field[Any, Any]") -> bool:
    tag = tag_of(field)
    return tag is not None and tag.kept == "erased"


def _is_free_text(field: "Field[Any, Any]") -> bool:
    tag = tag_of(field)
    is_text = field.get_internal_type() in ("CharField", "TextField") and not field.choices
    is_long = field.max_length is None or field.max_length >= FREE_TEXT
    return is_text and is_long and tag is not LINK


def ways_to_a_person(model: type[Model], before: tuple[type[Model], ...] = ()) -> list[Way]:
    """How rows lead to persons: by a column of their own, or through what they refer to."""
    ways: list[Way] = []
    for field in model._meta.local_concrete_fields:
        if field.attname in NAMING:
            ways.append((str(field.column),))
        elif isinstance(field, ForeignKey) and _may_follow(field, (*before, model)):
            further: type[Model] = field.related_model
            ways += [
                (str(field.column), further._meta.db_table, *way)
                for way in ways_to_a_person(further, (*before, model))
            ]
    return ways


def blank_of(field: "Field[Any, Any]") -> Any:
    """What stands in a column afterwards. ImproperlyConfigured: it cannot be without a value."""
    if field.null:
        return None
    if field.default is not NOT_PROVIDED:
        return field.get_default()
    if field.get_internal_type() in ("CharField", "TextField", "SlugField", "BinaryField"):
        return ""
    raise ImproperlyConfigured(f"{field} is erased with its person, but cannot be blank")


def _may_follow(field: "ForeignKey[Any, Any]", before: tuple[type[Model], ...]) -> bool:
    target = field.related_model
    return (
        isinstance(target, type)
        and _is_owned(target)
        and target not in before
        and len(before) < FARTHEST
    )


def _is_owned(model: type[Model]) -> bool:
    names = {field.attname for field in model._meta.local_concrete_fields}
    # The house's own tables hold no names; the act drops what it kept for the person.
    is_room = model.__module__.startswith("amir.") and model._meta.app_label != "core"
    return is_room and "organisation_id" in names
