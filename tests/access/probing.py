"""Sending a request as somebody, taking it back, and looking at everything that came of it."""

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform

from .payload import Payload
from .payloads import PAYLOADS
from .side import Side
from .world import World

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\{(\w+)\}")
FIXED = {"page": "desk", "ending": "csv", "provider_id": "none", "language": "en"}
UNKNOWN = "0" * 24
SHEET = "spreadsheetml"


@dataclass(frozen=True)
class Cell:
    """One request of the matrix. `column`: own or other."""

    route: str
    pattern: str
    method: str
    column: str

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.column}"


@dataclass
class Answer:
    """What came back, and what it left in the database before it was taken back."""

    status: int
    content: bytes
    headers: str
    location: str
    wrote: set[str] = field(default_factory=set)
    kept: bool = False

    @property
    def said(self) -> str:
        """The answer in the words of truth.yaml."""
        if self.location.startswith("/sign-in/?next="):
            return "sign-in"
        if self.status >= 500:
            return "broken"
        return str(self.status) if self.status in (401, 403, 404, 405) else "yes"

    @property
    def text(self) -> str:
        """Everything that a reader could find in it, also inside a workbook."""
        content = self.content
        if SHEET in self.headers and content:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = b"\n".join(packed.read(name) for name in packed.namelist())
        return f"{self.headers}\n{content.decode('utf-8', 'replace')}".lower()


class Bare(Client):
    """A client without the copies of templates and contexts that tests of pages look at."""

    def request(self, **request: Any) -> Any:
        """The response as the middleware gives it; an exception is a 500, as for anybody."""
        return self.handler(self._base_environ(**request))


class Probe:
    """Somebody's browser. Every request runs in a savepoint that is taken back."""

    def __init__(self, world: World, who: str) -> None:
        self.who = who
        self.account, self.role, self.own, self.other = world.seat(who)
        self.world = world
        self.client = Bare(raise_request_exception=False)
        self.last_event = _last_event()

    def address(self, cell: Cell) -> str:
        """The address of a cell, with the query that its route needs."""
        side = self.own if cell.column == "own" else self.other

        def value(found: re.Match[str]) -> str:
            return str(self.argument(cell.route, found[1] or found[2], cell.column, side))

        query = PAYLOADS.get(cell.route, Payload()).query(side)
        path = ARGUMENT.sub(value, cell.pattern)
        return f"{path}?{urlencode(query)}" if query else path

    def argument(self, route: str, name: str, column: str, side: Side) -> Any:
        """The value of one argument of an address."""
        if name in FIXED:
            return FIXED[name]
        if name == "token":
            # A token is a key: whoever holds it may use it. Of others, one knows none.
            return side.ids[f"{route}.{name}"] if column == "own" else UNKNOWN
        if name == "public_id":
            holder = self.account if column == "own" else self._stranger()
            return self.world.public_ids.get(holder) if holder else uuid4()
        if route == "demo_as":
            return side.accounts["coordinator"]
        mine = side.mine.get(self._name(), {}) if column == "own" else {}
        if name in mine and not (name == "change_id" and route != "my_change_drop"):
            return mine[name]
        return side.ids.get(f"{route}.{name}", side.ids.get(name))

    def _name(self) -> str:
        return {"stranger": "mentee", "foreigner": "coordinator"}.get(self.who, self.who)

    def _stranger(self) -> UUID:
        return self.other.accounts["coordinator" if self.who == "stranger" else "mentee"]

    def send(self, cell: Cell) -> Answer:
        """Send the request of a cell; a POST carries the route's payload for that side."""
        payload = PAYLOADS.get(cell.route, Payload())
        side = self.own if cell.column == "own" else self.other
        data = payload.sent(side) if cell.method == "POST" else {}
        return self.ask(
            cell.method, self.address(cell), data, is_json=payload.is_json, kept=payload.kept
        )

    def ask(
        self,
        method: str,
        address: str,
        data: Mapping[str, Any] | None = None,
        *,
        is_json: bool = False,
        kept: str = "",
    ) -> Answer:
        """Send any request and take back what it did."""
        self.client.cookies.clear()
        if self.account in self.world.cookies:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.world.cookies[self.account]
        body: dict[str, Any] = {}
        if method == "POST" and is_json:
            body = {"data": json.dumps(data or {}), "content_type": "application/json"}
        elif method == "POST":
            body = {"data": data or {}}
        with _taken_back():
            before = self._rows(kept) if method == "POST" else ""
            response = getattr(self.client, method.lower())(address, **body)
            answer = _answer(response)
            if method == "POST" and answer.status < 500:
                answer.wrote = _written_since(self.last_event)
                answer.kept = self._rows(kept) != before
        return answer

    def _rows(self, table: str) -> str:
        """A table without audit as the actor sees it, in short."""
        if not table:
            return ""
        with acting_as(Actor(account_id=self.account)), connection.cursor() as cursor:
            cursor.execute(
                f"select md5(coalesce(string_agg(t::text, ',' order by t::text), ''))"
                f" from {table} t"
            )
            return str(cursor.fetchone()[0])


def _answer(response: HttpResponse) -> Answer:
    content = b"" if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    return Answer(
        response.status_code, content, f"{headers}\n{cookies}", response.headers.get("Location", "")
    )


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic(), transaction.atomic(using="aside"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="aside")


def _last_event() -> int:
    with acting_as(platform("sealing")), connection.cursor() as cursor:
        cursor.execute("select max(id) from core_auditevent")
        return int(cursor.fetchone()[0])


def _written_since(event: int) -> set[str]:
    """The audited tables that were written, apart from the notes that somebody read."""
    with acting_as(platform("sealing")), connection.cursor() as cursor:
        cursor.execute(
            "select distinct table_name from core_auditevent where id > %s and act <> 'read'",
            [event],
        )
        return {name for (name,) in cursor.fetchall()}


class Lines(logging.Handler):
    """Keeps every line that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it as it would be written, with its traceback."""
        self.lines.append(logging.Formatter().format(record).lower())
