"""The versions of the rules: who made them, when, and what they changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.tables import Column, Table

from ..models import RuleSet
from ..queries import names_of_people
from ..rule_books import RuleBook
from ..rule_settings import changes_said


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in words. `number` 0: the defaults."""

    number: int
    scope: str
    is_current: bool
    by: str
    at: datetime | None
    note: str
    changed: str

    @property
    def label(self) -> str:
        """How it is called."""
        if not self.number:
            return gettext("Our defaults")
        return gettext("Version {number}").format(number=self.number)

    @property
    def use_url(self) -> str:
        """The page of the rules, filled in with this version; nothing if it counts already."""
        if self.is_current:
            return ""
        return f"{reverse('rules')}?scope={self.scope}&version={self.number}"


def version_rows(
    actor: Actor, book: RuleBook, versions: Sequence[RuleSet], scope: str
) -> list[VersionRow]:
    """All versions of a scope, newest first, and the defaults they began with; one query."""
    names: dict[UUID, str] = names_of_people(actor, {version.made_by for version in versions})
    settings = {version.number: book.settings(version.changes) for version in versions}
    settings[0] = book.settings({})
    rows = [
        VersionRow(
            number=version.number,
            scope=scope,
            is_current=version.number == book.number,
            by=names.get(version.made_by, ""),
            at=version.created_at,
            note=version.note,
            changed=" ".join(changes_said(settings[version.number - 1], settings[version.number])),
        )
        for version in versions
    ]
    return [*rows, VersionRow(0, scope, not book.number, "", None, "", "")]


VERSIONS = Table(
    key="rule_versions",
    title=_("History of the rules"),
    columns=[
        Column("label", _("Version"), "label", link=lambda row: row.use_url),
        Column(
            "state",
            _("State"),
            lambda row: gettext("Counts now") if row.is_current else "",
            kind="tag",
            tone=lambda row: "good",
        ),
        Column("changed", _("What changed"), "changed", width=60),
        Column("note", _("Why"), "note", width=40),
        Column("by", _("Who"), "by", kind="person"),
        Column("at", _("When"), "at", kind="date"),
    ],
    search=["changed", "note", "by"],
    ident=lambda row: str(row.number),
)
