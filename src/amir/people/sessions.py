"""Where sessions are kept (SESSION_ENGINE): in the database, under a digest of their cookie.

Whoever reads the table cannot take over a session. Each row knows its account, so that people can
see where they are signed in and end it.
"""

from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from amir.core import clock


def digest_of(cookie: str) -> str:
    """The stored form of a session cookie. It is random, so no key is needed."""
    return blake2b(cookie.encode(), digest_size=20).hexdigest()


class SessionStore(DatabaseStore):
    """Django's store with our table and digests in place of keys."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        from .ways_in import BrowserSession  # noqa: PLC0415  models need the apps to stand

        return BrowserSession

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(
            session_key=digest_of(self.session_key or ""), expire_date__gt=clock.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether a cookie has a session."""
        return bool(self.model.objects.filter(session_key=digest_of(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of a session; what it says of the account stands in `data` too."""
        account = data.get(SESSION_KEY)
        row = self.get_model_class()(
            session_key=digest_of(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(modification=clock.now()),
            account_id=UUID(account) if account else None,
            kind=data.get("kind", ""),
            device=data.get("device", ""),
        )
        if "begun" in data:
            row.begun_at = datetime.fromisoformat(data["begun"])
        if "public_id" in data:
            row.public_id = UUID(data["public_id"])
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End a session by its cookie."""
        cookie = session_key or self.session_key
        if cookie:
            self.model.objects.filter(session_key=digest_of(cookie)).delete()
