"""A browser at the door: asks for digits, lets the queue run, reads what was sent."""

import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import Actor, Seat, platform
from amir.messages import tasks as messages_tasks
from amir.people import tasks
from amir.people.actions import register_person
from amir.people.enums import SessionKind
from amir.people.models import Account, Person

COORDINATES = frozenset(
    {"people.register", "people.change", "people.issue_card", "people.change_contact",
     "participants.change"}
)  # fmt: skip
TASKS = {
    "people.send_code": lambda code_id: tasks.send_code(code_id=code_id),
    "messages.deliver": lambda delivery_id: messages_tasks.deliver(delivery_id=delivery_id),
}
SETUP = platform("setup", ["people.register"])


def coordinator(account_id: UUID, organisation_id: UUID) -> Actor:
    """A coordinator with the edge that the database asks for."""
    with acting_as(SETUP):
        open_edge(
            actor=account_id,
            kind="membership",
            field_set="people",
            organisation=organisation_id,
        )
    return Actor(account_id=account_id, seats=(Seat(organisation_id, "coordinator", COORDINATES),))


def run_queue() -> None:
    """Do what the worker would do, until nothing is left."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from procrastinate_jobs where id = (select min(id) from procrastinate_jobs)"
                " returning task_name, args"
            )
            job = cursor.fetchone()
        if job is None:
            return
        TASKS[job[0]](**json.loads(job[1]))


def messages_sent() -> list[str]:
    """Every message that left, oldest first."""
    files = Path(settings.AMIR_MAIL_FOLDER).glob("*.txt")
    return [file.read_text() for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)]


def ask(client: Client, contact: str) -> str:
    """Ask for digits in this browser; returns what was sent, or ""."""
    before = len(messages_sent())
    answer = client.post("/sign-in/", {"contact": contact})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/sign-in/code/"
    run_queue()
    sent = messages_sent()[before:]
    found = re.search(r"\b(\d{6})\b is your code", sent[-1]) if sent else None
    return found[1] if found else ""


def is_signed_in(client: Client) -> bool:
    """Whether the browser may open a page that asks for a signed-in person."""
    return client.get("/ways-in/").status_code == 200


def a_person(organisation_id: UUID, name: str = "Yusuf", **known: object) -> Person:
    """Somebody, written down by the platform."""
    known.setdefault("language", "en")
    with acting_as(SETUP):
        return register_person(
            SETUP,
            organisation_id=organisation_id,
            preferred_name=name,
            **known,
        )


def a_staff_account(organisation_id: UUID, email: str = "elena@casa.example") -> Account:
    """Somebody of the staff without any factor yet."""
    person = a_person(organisation_id, "Elena", email=email, session_kind=SessionKind.STAFF)
    return Account.objects.get(pk=person.id)


def later(**span: float) -> clock.stopped_at:  # type: ignore[valid-type]
    """The clock stopped some time from now."""
    return clock.stopped_at(clock.now() + timedelta(**span))


def coordinator_loader(account_id: UUID, **details: object) -> Actor:
    """AMIR_ACTOR_LOADER for pages of coordinators, without the rooms above this one.

    Seats in every organisation of which the database opens people to the account.
    """
    with connection.cursor() as cursor:
        cursor.execute("select amir_orgs('people')")
        seats = tuple(Seat(row[0], "coordinator", COORDINATES) for row in cursor.fetchall())
    return Actor(account_id=account_id, seats=seats)


def sign_in(client: Client, account: Account, kind: str = SessionKind.STAFF) -> None:
    """Begin a session as `doorway` does at its end."""
    client.force_login(account)
    now = clock.now().isoformat()
    session = client.session
    session.update({"kind": kind, "begun": now, "seen": now, "public_id": str(uuid4())})
    session.save()
