"""How rows of people are fetched: whoever reads a field set of somebody is written down."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import QuerySet

from amir.core.audit import record_reading

if TYPE_CHECKING:
    from .models import Account  # noqa: F401  named in quotes below


class AccountManager(BaseUserManager["Account"]):
    """Accounts by id; there is nothing else to find them by."""


class SeenQuerySet(QuerySet[Any]):
    """A queryset that writes down whom it showed to the actor.

    Whole rows and `.values()` alike: whatever is fetched with a person's key is recorded.
    """

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if not fresh or not self._result_cache:
            return
        shown: dict[Any, list[Any]] = {}
        for row in self._result_cache:
            if hasattr(row, "person_id"):
                shown.setdefault(row.organisation_id, []).append(row.person_id)
            elif isinstance(row, dict) and {"person_id", "organisation_id"} <= row.keys():
                shown.setdefault(row["organisation_id"], []).append(row["person_id"])
        for organisation_id, ids in shown.items():
            record_reading(self.model._meta.db_table, organisation_id, ids)
