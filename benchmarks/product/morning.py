"""The morning page for many pairs: how long the server takes to say who needs the coordinator."""

import statistics
import time
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from amir.care.models import Contact
from amir.care.views.today import today
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor
from amir.mentoring.models import Match
from amir.participants.models import Participant

from .world import World, coordinator_of

ROUNDS = 15
CONTACTS = 13  # of each side, in a year
CALM = {"safe": True, "money": False, "limits": False}


def make_pairs(world: World, pairs: int) -> None:
    """As many running matches of up to a year, with the contacts of that time."""
    dice, day = Random(pairs), clock.today()
    with acting_as(coordinator_of(world)) as elena:
        sides = [list(Participant.objects.filter(side=side).order_by("id")[:pairs])
                 for side in ("mentee", "mentor")]  # fmt: skip
        matches = [
            Match(
                organisation_id=mentee.organisation_id, mentee=mentee, mentor=mentor,
                mentee_person_id=mentee.person_id, mentor_person_id=mentor.person_id,
                agreed_on=day - timedelta(days=dice.randint(0, 365)),
            )
            for mentee, mentor in zip(*sides, strict=True)
        ]  # fmt: skip
        Match.objects.bulk_create(matches)
        Contact.objects.bulk_create(
            Contact(
                id=uuid4(), organisation_id=match.organisation_id, match=match, whom=whom,
                held_on=match.agreed_on + (day - match.agreed_on) * number / CONTACTS,
                minutes=10, channel="phone", nature="check_in", safety=CALM, by=elena.account_id,
            )
            for match in matches
            for whom in ("mentee", "mentor")
            for number in range(CONTACTS)
        )  # fmt: skip


def measure_morning(world: World, pairs: int) -> str:
    """A line: milliseconds in the middle and at worst, those of Python alone, queries."""
    make_pairs(world, pairs)
    # Addresses of files are not hashed here: nothing was collected.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    seconds, python, made = [], [], 0
    for _round in range(ROUNDS):
        with acting_as(Actor(account_id=UUID(world.coordinator_id))) as known:
            request = RequestFactory().get("/desk/today/")
            request.actor = load_actor(known.account_id)  # type: ignore[attr-defined,arg-type]
            request.session = {}  # type: ignore[assignment]
        with acting_as(request.actor), CaptureQueriesContext(connection) as held:  # type: ignore[attr-defined]
            begun, used = time.perf_counter(), time.process_time()
            answer = today(request)
            seconds.append(time.perf_counter() - begun)
            python.append(time.process_time() - used)
            made = len(held)
        assert answer.status_code == 200
    middle, worst = 1000 * statistics.median(seconds), 1000 * max(seconds[1:])
    cpu = 1000 * statistics.median(python)
    return (
        f"{pairs} pairs: {middle:.0f} ms in the middle, {worst:.0f} ms at worst;"
        f" Python alone {cpu:.0f} ms of CPU; {made} queries"
    )
