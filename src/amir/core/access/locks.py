"""Locks of a table, as constraints in its `Meta`, so that migrations carry them.

`locked(...)` gives the usual set: a row policy, the tenant key that others refer to, composite
foreign keys, and the audit triggers. Why so: docs/adr/0009-four-locks.md.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import BaseConstraint, Model, UniqueConstraint

APP_ROLE = "amir_app"


class SqlConstraint(BaseConstraint):
    """A constraint that is a few statements of SQL after the table stands."""

    arguments: tuple[str, ...] = ()

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """For the migration file."""
        path, positional, keywords = super().deconstruct()
        own = {name: getattr(self, name) for name in self.arguments}
        return path, tuple(positional), {**keywords, **own}

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)

    def statements(self, table: str, model: type[Model]) -> list[str]:
        """SQL that puts the lock on."""
        raise NotImplementedError

    def undoing(self, table: str) -> list[str]:
        """SQL that takes it off."""
        raise NotImplementedError

    def constraint_sql(self, model: type[Model] | None, schema_editor: Any) -> str:
        """Nothing inline: the statements run when the table exists."""
        if model is None:
            raise ImproperlyConfigured("a lock needs its model")
        sql = ";\n".join(self.statements(model._meta.db_table, model))
        schema_editor.deferred_sql.append(sql)
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statements, for AddConstraint; deferred so that what they refer to stands."""
        schema_editor.deferred_sql.append(";\n".join(self.statements(model._meta.db_table, model)))

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """The opposite, for RemoveConstraint."""
        return ";\n".join(self.undoing(model._meta.db_table))

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Only the database can tell."""


class SqlCheck(SqlConstraint):
    """A check that Django's expressions cannot say, such as the length of a range."""

    arguments = ("sql",)

    def __init__(self, *, name: str, sql: str) -> None:
        super().__init__(name=name)
        self.sql = sql

    def statements(self, table: str, model: type[Model]) -> list[str]:
        """One check."""
        return [f"alter table {table} add constraint {self.name} check ({self.sql})"]

    def undoing(self, table: str) -> list[str]:
        """Drop the check."""
        return [f"alter table {table} drop constraint if exists {self.name}"]


class RowPolicy(SqlConstraint):
    """Row-level security, forced; `read` and `write` are SQL over the row's columns."""

    arguments = ("read", "write", "add", "grants")

    def __init__(
        self, *, name: str, read: str, write: str, add: str = "", grants: str = ""
    ) -> None:
        super().__init__(name=name)
        self.read, self.write, self.add = read, write, add
        self.grants = grants or "select, insert, update, delete"

    def statements(self, table: str, model: type[Model]) -> list[str]:
        """Enable, force, one policy an operation, and the grants of the app's role."""
        policy = f"create policy {self.name}"
        added, changed = self.add or self.write, self.write
        using = f"using ({changed})"
        return [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            # Without this, the owner under FORCE sees nothing and data migrations change nothing.
            f"{policy}_owner on {table} to current_user using (true) with check (true)",
            f"{policy}_read on {table} for select to {APP_ROLE} using ({self.read})",
            f"{policy}_add on {table} for insert to {APP_ROLE} with check ({added})",
            f"{policy}_change on {table} for update to {APP_ROLE} {using} with check ({changed})",
            f"{policy}_drop on {table} for delete to {APP_ROLE} {using}",
            f"revoke all on {table} from {APP_ROLE}",
            f"grant {self.grants} on {table} to {APP_ROLE}",
        ]

    def undoing(self, table: str) -> list[str]:
        """Drop the policies; the table stays forced, so that nobody sees it meanwhile."""
        parts = ("owner", "read", "add", "change", "drop")
        return [f"drop policy if exists {self.name}_{part} on {table}" for part in parts]


class TenantForeignKey(SqlConstraint):
    """`field` points to a row of the same organisation; the database refuses any other.

    The ForeignKey beside it has `db_constraint=False`. Deferred, so that a whole list of rows
    may be written in any order within one transaction.
    """

    arguments = ("field",)

    def __init__(self, *, name: str, field: str) -> None:
        super().__init__(name=name)
        self.field = field

    def statements(self, table: str, model: type[Model]) -> list[str]:
        """One composite foreign key."""
        field = model._meta.get_field(self.field)
        target = field.remote_field.model._meta  # type: ignore[union-attr]
        column = field.column  # type: ignore[union-attr]
        key = (
            f"foreign key (organisation_id, {column}) "
            f"references {target.db_table} (organisation_id, {target.pk.column})"
        )
        return [
            f"alter table {table} add constraint {self.name} {key} deferrable initially deferred"
        ]

    def undoing(self, table: str) -> list[str]:
        """Drop the key."""
        return [f"alter table {table} drop constraint if exists {self.name}"]


class Audited(SqlConstraint):
    """Statement triggers that write one audit event per statement and organisation.

    `subject` is the column with the id of the person that a row is about, if any.
    """

    arguments = ("subject",)

    def __init__(self, *, name: str, subject: str = "") -> None:
        super().__init__(name=name)
        self.subject = subject

    def statements(self, table: str, model: type[Model]) -> list[str]:
        """Three triggers: PostgreSQL allows transition tables for one event each."""
        key = model._meta.pk.column
        call = f"for each statement execute function amir_audit('{key}', '{self.subject}')"
        rows = {
            "insert": "new table as new_rows",
            "update": "old table as old_rows new table as new_rows",
            "delete": "old table as old_rows",
        }
        trigger = f"create trigger {self.name}"
        return [
            f"{trigger}_{event} after {event} on {table} referencing {tables} {call}"
            for event, tables in rows.items()
        ]

    def undoing(self, table: str) -> list[str]:
        """Drop the triggers."""
        events = ("insert", "update", "delete")
        return [f"drop trigger if exists {self.name}_{event} on {table}" for event in events]


def organisation_in(area: str) -> str:
    """SQL: the actor sits in the row's organisation with a role that opens the area."""
    return f"organisation_id = any(array(select amir_orgs('{area}')))"


def subject_in(field_set: str, column: str) -> str:
    """SQL: a live edge gives the actor this field set of the person (or thing) in the column."""
    return f"{column} = any(array(select amir_subjects('{field_set}')))"


def own(column: str) -> str:
    """SQL: the column names the actor."""
    return f"{column} = (select amir_actor())"


def purpose(*names: str) -> str:
    """SQL: the platform acts for one of these purposes."""
    listed = ", ".join(f"'{name}'" for name in names)
    return f"(select amir_purpose()) in ({listed})"


def either(*conditions: str) -> str:
    """SQL: any of the conditions."""
    return " or ".join(f"({condition})" for condition in conditions)


def locked(
    table: str,
    *,
    read: str,
    write: str,
    add: str = "",
    grants: str = "",
    key: str = "id",
    tenant_keys: Sequence[str] = (),
    subject: str = "",
) -> list[BaseConstraint]:
    """The usual locks of a table that belongs to an organisation.

    Arguments: `table` a short name for the locks; `read`/`write`/`add` SQL conditions;
    `key` the primary key field; `tenant_keys` foreign keys that must stay in the organisation;
    `subject` the column that names the person a row is about, for "who looked".
    """
    return [
        UniqueConstraint(fields=["organisation_id", key], name=f"{table}_tenant"),
        RowPolicy(name=f"{table}_rows", read=read, write=write, add=add, grants=grants),
        Audited(name=f"{table}_audit", subject=subject),
        *(TenantForeignKey(name=f"{table}_{key}_in", field=key) for key in tenant_keys),
    ]


def lock_of(model: type[Model]) -> RowPolicy | None:
    """The row policy of a model, or None."""
    found = (c for c in model._meta.constraints if isinstance(c, RowPolicy))
    return next(found, None)


__all__ = [
    "APP_ROLE",
    "Audited",
    "RowPolicy",
    "TenantForeignKey",
    "either",
    "lock_of",
    "locked",
    "organisation_in",
    "own",
    "purpose",
    "subject_in",
]
