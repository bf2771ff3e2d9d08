"""To and from the reading engine: how an understood row becomes records, and records a roster.

Facts are plain JSON, so that a list can keep them until it is brought in:

    {"side": "mentor", "capacity": 2, "needs": ["work"],
     "person": {fields of people.actions.NewPerson, days as ISO text},
     "evidence": {"checked": "2025-01-31", "trained": false, "consented": true}}

Evidence: a day proves, false denies, true is said without a day and waits for a signature.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from amir.core.actor import Actor
from amir.core.i18n import shipped_languages
from amir.core.many import among
from amir.people.actions import NewPerson
from amir.people.models import Identity, Person, Profile
from amir.people.queries import callings_of, columns_of
from amir.sheets.tables.results import Person as Understood

from .actions import NewEvidence, NewParticipant
from .models import Need
from .models import Participant as Row
from .queries import standings_of
from .readiness import FIELDS, Role
from .roster import Locate, Participant, Place, name_of
from .standing import KINDS

Facts = dict[str, Any]
DAYS = ("born_on", "arrived_on")
# The columns that matching looks at, and no others; and how many people are read at a time.
RECORD = ("id", "person_id", "side", "state", "capacity", "waiting_since")
IDENTITY = ("gender", "birth_year", "origin", "arrived_on")
PROFILE = ("place", "country", "latitude", "longitude", "languages", "availability",
           "facts__same_gender")  # fmt: skip
BATCH = 2_000
BEST_FIRST = ("native", "C2", "C1", "B2", "B1", "A2", "A1")
NAME = 120
FULL_NAME = 200


def facts_of(
    understood: Understood, locate: Locate, *, country: str | None, language: str
) -> Facts:
    """What a row says, as facts. `language`: of the organisation, for who speaks none of ours.

    The row must say whether it is a mentor or a mentee, and a name (see roster.py).
    """
    # The engine gives each field in the form that the sheets' README fixes; `Any` ends here.
    values = cast("Mapping[str, Any]", understood.values)
    told = {KINDS[kind]: values.get(field) for kind, field in FIELDS.items()}
    person = {
        **_who(values),
        **_where(values.get("place"), locate, country),
        "language": _language(values.get("languages", ()), language),
        "languages": {said["tag"]: said["level"] for said in values.get("languages", ())},
        "availability": list(values.get("availability", ())),
        "facts": _kept(values),
        "extras": dict(understood.extra),
    }
    return {
        "side": values["role"],
        "capacity": int(values.get("capacity", 1)),
        "needs": list(values.get("topics", ())),
        "person": {name: value for name, value in person.items() if value not in ("", None)},
        "evidence": {str(kind): value for kind, value in told.items() if value is not None},
    }


def person_fields(facts: Facts) -> dict[str, Any]:
    """The fields of a person as `register_person` and `change_person` take them."""
    fields = dict(facts["person"])
    for name in DAYS:
        if fields.get(name):
            fields[name] = date.fromisoformat(fields[name])
    return fields


def new_person(facts: Facts, **more: Any) -> NewPerson:
    """The person to be written down; `more` are fields that the row does not know."""
    return NewPerson(**{**person_fields(facts), **more})


def new_participant(
    facts: Facts, person: Person, *, programme_id: UUID | None, channel: str, received_on: date
) -> NewParticipant:
    """The participant to be taken up."""
    return NewParticipant(
        person=person,
        side=facts["side"],
        programme_id=programme_id,
        capacity=facts["capacity"],
        needs=tuple(facts["needs"]),
        channel=channel,
        received_on=received_on,
        language=facts["person"].get("language", ""),
    )


def new_evidence(facts: Facts, participant: Row, *, source: str, as_of: date) -> list[NewEvidence]:
    """What the row proves or denies.

    What it only says, without a day or with a day that is still to come, waits for a signature.
    """
    found = []
    for kind, value in facts["evidence"].items():
        if value is False:
            found.append(NewEvidence(participant, kind, as_of, source, is_no=True))
        elif isinstance(value, str) and (day := date.fromisoformat(value)) <= as_of:
            found.append(NewEvidence(participant, kind, day, source))
    return found


def roster_people(actor: Actor, participants: Sequence[Row]) -> list[Participant]:
    """These participants as the matching engine knows people; six queries, however many.

    `at` is the id of the participant, `name` how the person is addressed.
    """
    callings = callings_of(actor, [participant.person_id for participant in participants])
    names = {person_id: calling.preferred_name for person_id, calling in callings.items()}
    return list(_people_of(actor, participants, names))


def people_streamed(
    actor: Actor, participants: QuerySet[Row], *, without: Collection[UUID] = ()
) -> Iterator[tuple[Any, Participant]]:
    """Participants as the matching engine knows them, one after the other, in the rows' order.

    Each with its record (a named tuple of `RECORD`), `without` left out. For crowds: names are
    not read, nothing is kept, and there are four queries and two readings for each `BATCH`.
    """
    rows = participants.values_list(*RECORD, named=True).iterator(chunk_size=BATCH)
    free = (row for row in rows if row.id not in without)
    while batch := list(islice(free, BATCH)):
        yield from zip(batch, _people_of(actor, batch, {}), strict=True)


def _people_of(
    actor: Actor, rows: Sequence[Any], names: Mapping[UUID, str]
) -> Iterator[Participant]:
    ids = [row.person_id for row in rows]
    identities = columns_of(Identity, actor, ids, *IDENTITY)
    profiles = columns_of(Profile, actor, ids, *PROFILE)
    needs, standings = needs_of(rows), standings_of(rows)
    for row in rows:
        yield Participant(
            at=str(row.id),
            role=cast(Role, row.side),
            name=names.get(row.person_id, ""),
            topics=tuple(needs.get(row.id, ())),
            capacity=row.capacity,
            evidence=standings[row.id],
            **_of_identity(identities.get(row.person_id)),
            **_of_profile(profiles.get(row.person_id)),
        )


def needs_of(participants: Iterable[Any]) -> dict[UUID, list[str]]:
    """Participant id -> themes, the most wanted first; one query."""
    needs: dict[UUID, list[str]] = {}
    rows = Need.objects.filter(participant__in=among(p.id for p in participants))
    for participant_id, theme in rows.values_list("participant_id", "theme"):
        needs.setdefault(participant_id, []).append(theme)
    return needs


def _who(values: Mapping[str, Any]) -> dict[str, Any]:
    full_name = name_of(values)
    birth = str(values.get("birth") or "")
    arrival = values.get("arrival_year")
    return {
        "preferred_name": str(values.get("given_name") or full_name.split(" ")[0])[:NAME],
        "full_name": full_name[:FULL_NAME],
        "birth_year": int(birth[:4]) if birth else None,
        "born_on": birth if len(birth) > len("2000") else None,
        "gender": values.get("gender"),
        "origin": values.get("country_of_origin"),
        # Only the year is known; pages show and rules count the year alone.
        "arrived_on": date(arrival, 1, 1).isoformat() if arrival else None,
        "phone": values.get("phone"),
        "email": values.get("email"),
    }


def _where(value: Mapping[str, Any] | None, locate: Locate, country: str | None) -> dict[str, Any]:
    if not value:
        return {}
    name = str(value.get("name") or value["written"])
    latitude, longitude = locate(name) or (None, None)
    where = {"place": name[:NAME], "latitude": latitude, "longitude": longitude}
    return {**where, "country": country if latitude is not None else None}


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """What has no column of its own."""
    kept = {
        "number": values.get("external_id"),
        "same_gender": values.get("gender_preference") == "same",
        "notes": values.get("notes"),
    }
    return {name: value for name, value in kept.items() if value}


def _language(spoken: Iterable[Mapping[str, Any]], otherwise: str) -> str:
    """The language of ours that somebody speaks best."""
    ours = {code for code, _ in shipped_languages()}
    known = [said for said in spoken if said["tag"] in ours]
    if not known:
        return otherwise
    ranks = {level: rank for rank, level in enumerate(BEST_FIRST)}
    return str(min(known, key=lambda said: ranks.get(said["level"], len(ranks)))["tag"])


def _of_identity(identity: Any) -> dict[str, Any]:
    if identity is None:
        return {}
    return {
        "gender": identity.gender or None,
        "birth_year": identity.birth_year,
        "origin": identity.origin or None,
        "arrival_year": identity.arrived_on.year if identity.arrived_on else None,
    }


def _of_profile(profile: Any) -> dict[str, Any]:
    if profile is None:
        return {}
    where = (profile.place, profile.latitude, profile.longitude, profile.country)
    return {
        "languages": tuple(profile.languages.items()),
        "place": Place(*where) if profile.place else None,
        "availability": tuple(profile.availability),
        "same_gender": bool(profile.facts__same_gender),
    }
