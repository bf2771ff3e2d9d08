"""A database of its own with an organisation of any size: `World` says where it is.

People are copied in by the owner of the tables; everything after that is done as the
organisation's coordinator, under row-level security.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

from django.db import connections

from amir.config.migrating import migrate_database
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.secrets.state import create_first_keys
from amir.organisations.actions import create_organisation, create_staff
from amir.organisations.roles import PURPOSES

from .people import DAY, Made, make_people

BATCH = 5_000
NEIGHBOURS = 0.1  # how many people another organisation has, for one of ours
MOMENT = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
TABLES: dict[str, tuple[str, ...]] = {
    "people_person": ("id", "organisation_id", "created_at", "is_restricted", "is_minor",
                      "is_invented"),
    "people_calling": ("person_id", "organisation_id", "preferred_name", "symbol", "language"),
    "people_identity": ("person_id", "organisation_id", "full_name", "birth_year", "gender",
                        "origin", "arrived_on"),
    "people_contact": ("person_id", "organisation_id", "phone", "email", "channel",
                       "phone_is_shared"),
    "people_profile": ("person_id", "organisation_id", "place", "country", "latitude",
                       "longitude", "languages", "availability", "facts", "extras"),
    "participants_participant": ("id", "organisation_id", "created_at", "person_id", "side",
                                 "state", "capacity", "waiting_since", "version"),
    "participants_need": ("id", "organisation_id", "created_at", "participant_id", "theme",
                          "rank"),
    "participants_evidence": ("id", "organisation_id", "created_at", "participant_id", "kind",
                              "dated_on", "source", "is_no", "signed_by"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Who coordinates which organisation."""

    organisation_id: str
    coordinator_id: str

    def write(self, path: Path) -> None:
        """For the process that measures."""
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> Self:
        """What `write` wrote."""
        return cls(**json.loads(path.read_text()))


def make_world(participants: int, seed: int) -> World:
    """Migrate the database of the settings and fill it."""
    migrate_database()
    create_first_keys()
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        ours = create_organisation(setup, name="Casa", country="IT").id
        theirs = create_organisation(setup, name="Spiti", country="GR").id
        elena = create_staff(setup, organisation_id=ours, role="coordinator", shown_name="Elena")
    _copy_in(ours, elena.account_id, make_people(participants, seed))
    _copy_in(theirs, uuid4(), make_people(round(participants * NEIGHBOURS), seed + 1))
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")
    return World(str(ours), str(elena.account_id))


def _copy_in(organisation_id: UUID, signer: UUID, people: Iterable[Made]) -> None:
    left = iter(people)
    number = 0
    with connections["owner"].cursor() as cursor:
        while batch := list(islice(left, BATCH)):
            for table, columns in TABLES.items():
                named = ", ".join(columns)
                # Row-level security is forced, on the owner too: COPY goes through a table beside.
                # The names are those of `TABLES`.
                cursor.execute(f"create temp table beside as select {named} from {table} limit 0")  # noqa: S608
                with cursor.copy(f"copy beside ({named}) from stdin") as copying:
                    for k, made in enumerate(batch):
                        for row in _rows(table, made, organisation_id, signer, number + k):
                            copying.write_row(row)
                cursor.execute(f"insert into {table} ({named}) select {named} from beside")  # noqa: S608
                cursor.execute("drop table beside")
            number += len(batch)


def _rows(
    table: str, made: Made, organisation_id: UUID, signer: UUID, number: int
) -> Iterator[tuple[Any, ...]]:
    """The rows of one participant in one table, in the order of `TABLES`."""
    person, participant = made.person_id, made.participant_id
    match table.partition("_")[2]:
        case "person":
            yield person, organisation_id, MOMENT, False, False, True
        case "calling":
            yield person, organisation_id, f"Person {number}", "", made.language
        case "identity":
            yield (person, organisation_id, f"Person {number}", made.birth_year, made.gender,
                   made.origin, made.arrived_on)  # fmt: skip
        case "contact":
            yield person, organisation_id, "", f"p{number}@example.org", "email", False
        case "profile":
            facts = {"same_gender": True} if made.same_gender else {}
            told = map(json.dumps, (made.languages, made.availability, facts, {}))
            yield (person, organisation_id, made.place, made.country, made.latitude,
                   made.longitude, *told)  # fmt: skip
        case "participant":
            yield (participant, organisation_id, MOMENT, person, made.side, made.state,
                   made.capacity, made.waiting_since, 1)  # fmt: skip
        case "need":
            for rank, theme in enumerate(made.topics, 1):
                yield uuid4(), organisation_id, MOMENT, participant, theme, rank
        case "evidence":
            for kind in made.evidence:
                yield (uuid4(), organisation_id, MOMENT, participant, kind, DAY, "list", False,
                       signer)  # fmt: skip


def coordinator_of(world: World) -> Actor:
    """Who makes the plan."""
    return Actor(account_id=UUID(world.coordinator_id))
