"""A program that talks to the API as somebody, the way docs/api.md says."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from tests.consortium import signed_in

PREFIX = "/api/v1"
TOKEN = "a" * 32


class Program:
    """Somebody's session and CSRF token. Whoever has no account is a visitor."""

    def __init__(self, account: UUID | None, *, token: str = TOKEN) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = {"X-CSRFToken": token} if token else {}
        self.client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        if account is not None:
            name = settings.SESSION_COOKIE_NAME
            self.client.cookies[name] = signed_in(account).cookies[name].value

    def get(self, path: str, language: str = "", **query: Any) -> HttpResponse:
        """Ask for something, in a language."""
        headers = {"Accept-Language": language} if language else {}
        return self.client.get(f"{PREFIX}{path}", query, headers=headers)

    def post(self, path: str, sent: Any, *, is_form: bool = False) -> HttpResponse:
        """Act: JSON, or a form with files."""
        kind = {} if is_form else {"content_type": "application/json"}
        return self.client.post(f"{PREFIX}{path}", sent, headers=self.headers, **kind)


def call(
    program: Program, method: str, path: str, sent: Mapping[str, Any], *, is_form: bool
) -> HttpResponse:
    """Call an operation."""
    return program.get(path) if method == "GET" else program.post(path, sent, is_form=is_form)


def events() -> int:
    """How much was written, by everybody, in audited tables; readings do not count."""
    with acting_as(platform("sealing")), connection.cursor() as cursor:
        cursor.execute("select count(*) from core_auditevent where act <> 'read'")
        return int(cursor.fetchone()[0])
