"""The rules of the people of a scope: the defaults, and the version that counts now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from amir.programmes.models import Programme as ProgrammeRow

from .models import RuleSet
from .queries import current_rule_set
from .rulebook import Settings, settings_of
from .rules import RulesRefused, merged, programme_rules


@dataclass(frozen=True, slots=True)
class RuleBook:
    """`over`: what the programme itself changes on the shipped rules; with it, the defaults."""

    over: Mapping[str, Any]
    current: RuleSet | None

    @property
    def number(self) -> int:
        """The current version; 0 while the defaults hold."""
        return self.current.number if self.current else 0

    @property
    def changes(self) -> Mapping[str, Any]:
        """What the current version changes on the defaults."""
        return self.current.changes if self.current else {}

    @property
    def fault(self) -> str:
        """What makes the programme's own rules or the current version useless; mostly nothing."""
        try:
            self.settings({})
            self.settings()
        except RulesRefused as refusal:
            return str(refusal)
        return ""

    def with_changes(self, changes: Mapping[str, Any] | None = None) -> Settings:
        """All changes on the shipped rules; without `changes`, those of the current version."""
        return merged(self.over, self.changes if changes is None else changes)

    def settings(self, changes: Mapping[str, Any] | None = None) -> Settings:
        """Every setting under these changes to the defaults. Raises `RulesRefused`."""
        return settings_of(programme_rules(changes=self.with_changes(changes)))


def rule_book(organisation_id: UUID, programme_id: UUID | None) -> RuleBook:
    """The rules by which these people are matched; two queries."""
    programmes = ProgrammeRow.objects.filter(pk__in=[programme_id] if programme_id else [])
    over = programmes.values_list("rules", flat=True).first() or {}
    return RuleBook(over, current_rule_set(organisation_id, programme_id))
