"""What an organisation keeps about somebody, put together for that person, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core import clock
from amir.core.actor import Actor
from amir.core.models import AuditEvent
from amir.kit.tables import Column
from amir.organisations.models import Membership
from amir.organisations.queries import belonged_to
from amir.organisations.roles import ROLES
from amir.participants.models import Application, Evidence, Need, Participant
from amir.participants.queries import participants_visible_to
from amir.participants.wording import GENDERS, source_said, spoken
from amir.people.models import ConsentReceipt
from amir.people.queries import callings_of, contacts_of, identities_of, profiles_of
from amir.people.symbols import SYMBOLS
from amir.programmes.wording import country_name

from .instance import SLOTS
from .models import CHECKING, Wish
from .queries import askings_visible_to, matches_of_me, names_of_people, wishes_visible_to
from .rules import ANSWERING
from .wording import language_name, slots_said, topic_name

MOST_LOOKS = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands there."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is kept; one group of facts for each thing of its kind."""

    name: str
    groups: list[list[Fact]]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at, or changed, something about me. `what` are parts in words."""

    day: date
    who: str
    role: str
    what: tuple[str, ...]
    act: str


def my_data(actor: Actor) -> list[Part]:
    """Every field set and record about the actor, empty parts left out."""
    me = cast(UUID, actor.account_id)
    mine = list(participants_visible_to(actor).filter(person_id=me).order_by("created_at"))
    parts = [
        Part(_("How we call you"), [_calling(callings_of(actor, [me]).get(me))]),
        Part(_("Who you are"), [_identity(identities_of(actor, [me]).get(me))]),
        Part(_("How we reach you"), [_contact(contacts_of(actor, [me]).get(me))]),
        Part(_("What helps to find a match"), [_profile(profiles_of(actor, [me]).get(me))]),
        Part(_("How you take part"), [_participant(each) for each in mine]),
        Part(_("What we know for your safety"), [_evidence(e) for e in _evidence_of(mine)]),
        Part(_("What you agreed to"), [_consent(each) for each in my_consents(actor)]),
        Part(_("Questions and matches"), _pairs(actor, me)),
        Part(_("What you asked us"), [_wish(w) for w in wishes_visible_to(actor)
                                      if w.person_id == me]),
    ]  # fmt: skip
    full = [Part(part.name, [group for group in part.groups if group]) for part in parts]
    return [part for part in full if part.groups]


def as_plain(parts: Iterable[Part]) -> dict[str, list[dict[str, str]]]:
    """Part -> groups of label -> value: for programs."""
    return {
        part.name: [{fact.label: fact.value for fact in facts} for facts in part.groups]
        for part in parts
    }


def my_consents(actor: Actor) -> list[ConsentReceipt]:
    """What the actor agreed to, newest first."""
    rows = ConsentReceipt.objects.filter(person_id=cast(UUID, actor.account_id))
    return list(rows.order_by("-given_on", "id"))


def _facts(pairs: Iterable[tuple[str, Any]]) -> list[Fact]:
    """Facts with something in them, in the reader's way of writing."""
    column = Column("", "")
    return [
        Fact(str(label), column.written(value))
        for label, value in pairs
        if value not in ("", None, [], {}, ())
    ]


def _calling(row: Any) -> list[Fact]:
    if row is None:
        return []
    return _facts(
        [
            (_("Name"), row.preferred_name),
            (_("Symbol"), SYMBOLS.get(row.symbol, row.symbol)),
            (_("Language"), language_name(row.language)),
        ]
    )


def _identity(row: Any) -> list[Fact]:
    if row is None:
        return []
    return _facts(
        [
            (_("Full name"), row.full_name),
            (_("Born on"), row.born_on),
            (_("Year of birth"), str(row.birth_year or "")),
            (_("Gender"), GENDERS.get(row.gender, row.gender)),
            (_("Country of origin"), country_name(row.origin)),
            (_("Year of arrival"), str(row.arrived_on.year) if row.arrived_on else ""),
        ]
    )


def _contact(row: Any) -> list[Fact]:
    if row is None:
        return []
    shared = _("Others use this phone too") if row.phone_is_shared else ""
    return _facts([(_("Phone"), row.phone), ("", shared), (_("E-mail"), row.email)])


def _profile(row: Any) -> list[Fact]:
    if row is None:
        return []
    times = [SLOTS.index(slot) for slot in row.availability if slot in SLOTS]
    known = [
        (_("Place"), row.place),
        (_("Languages"), spoken(row.languages)),
        (_("Free on"), ", ".join(slots_said([bit]) for bit in times)),
        (_("Only the same gender"), row.facts.get("same_gender")),
        (_("Number in our list"), row.facts.get("number")),
        (_("Notes"), row.facts.get("notes")),
    ]
    # A heading that nobody understood stays as the organisation wrote it.
    heading = _("Column “{heading}” of our list")
    others = [(heading.format(heading=name), str(value)) for name, value in row.extras.items()]
    return _facts([*known, *others])


def _participant(row: Participant) -> list[Fact]:
    needs = Need.objects.filter(participant=row)
    applied = Application.objects.filter(participant=row).order_by("received_on").first()
    return _facts(
        [
            (_("As"), row.get_side_display()),
            (_("State"), row.get_state_display()),
            (_("Themes"), [topic_name(need.theme) for need in needs]),
            (_("Places for mentees"), row.capacity if row.side == "mentor" else None),
            (_("Waiting since"), row.waiting_since),
            (_("Application of"), applied.received_on if applied else None),
        ]
    )


def _evidence_of(mine: list[Participant]) -> list[Evidence]:
    return list(Evidence.objects.filter(participant__in=mine).order_by("dated_on", "kind"))


def _evidence(row: Evidence) -> list[Fact]:
    kind = row.get_kind_display()
    return _facts(
        [
            (f"{kind}: {_('no')}" if row.is_no else kind, row.dated_on),
            (_("Valid until"), row.expires_on),
            (_("From"), source_said(row.source)),
        ]
    )


def _consent(row: ConsentReceipt) -> list[Fact]:
    return _facts(
        [
            (row.get_kind_display(), row.given_on),
            (_("Taken back"), row.withdrawn_at),
            (_("From"), source_said(row.source)),
        ]
    )


def _pairs(actor: Actor, me: UUID) -> list[list[Fact]]:
    asked = askings_visible_to(actor).filter(person_id=me).order_by("created_at")
    running = list(matches_of_me(actor))
    others = [m.mentor_person_id if m.mentee_person_id == me else m.mentee_person_id
              for m in running]  # fmt: skip
    names = names_of_people(actor, others)
    told = [
        _facts(
            [
                (_("You were asked on"), asking.created_at),
                (_("Your answer"), asking.get_answer_display()),
            ]
        )
        for asking in asked
    ]
    return told + [
        _facts([(_("Match with"), names.get(other)), (_("Since"), match.agreed_on)])
        for match, other in zip(running, others, strict=True)
    ]


def _wish(row: Wish) -> list[Fact]:
    return _facts(
        [
            (row.get_kind_display(), row.created_at),
            (_("You wrote"), row.text),
            (_("Done on"), row.settled_at),
        ]
    )


# --- who looked --------------------------------------------------------------------------------
WHAT: Mapping[str, str | Promise] = {
    "people_calling": gettext_lazy("your name"),
    "people_identity": gettext_lazy("who you are"),
    "people_contact": gettext_lazy("your contact"),
    "people_profile": gettext_lazy("what helps to find a match"),
    "people_sensitive": gettext_lazy("your sensitive details"),
    "people_person": gettext_lazy("your record"),
    "people_consentreceipt": gettext_lazy("what you agreed to"),
    "participants_participant": gettext_lazy("how you take part"),
    Wish._meta.db_table: gettext_lazy("what you asked us"),
}
ACTS: Mapping[str, str | Promise] = {
    "read": gettext_lazy("looked at"),
    "insert": gettext_lazy("wrote down"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("removed"),
    ANSWERING: gettext_lazy("answered"),
    CHECKING: gettext_lazy("had the weekly check of the plan look at"),
}


def who_looked(actor: Actor) -> list[Look]:
    """Who looked at the actor's data or changed them, newest first: one line a day and person."""
    me = cast(UUID, actor.account_id)
    events = (
        AuditEvent.objects.filter(subjects__contains=[me])
        .exclude(actor_id=me)
        .order_by("-id")
        .values_list("at", "actor_id", "purpose", "act", "table_name")[: MOST_LOOKS * 5]
    )
    days: dict[tuple[date, UUID | None, str], set[str]] = {}
    for at, who, purpose, act, table in events:
        if table not in WHAT:
            continue
        # The second yes makes the match and changes how both take part: nobody looked for that.
        answers = purpose == ANSWERING
        what = _("if you two want to meet") if answers else str(WHAT[table])
        day = clock.day_of(at)
        days.setdefault((day, who, purpose if purpose in ACTS else act), set()).add(what)
    known = {who for _day_of, who, _act in days if who}
    staff, people = _staff(actor, known), names_of_people(actor, known)
    return [
        Look(day, *_named(who, staff, people), tuple(sorted(what)), str(ACTS.get(act, act)))
        for (day, who, act), what in list(days.items())[:MOST_LOOKS]
    ]


def _staff(actor: Actor, ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Account -> the name that staff of the actor's organisations show, and their role."""
    rows = Membership.objects.filter(
        account_id__in=ids, organisation_id__in=belonged_to(actor)
    ).order_by("since")
    return {
        row.account_id: (row.shown_name, str(ROLES[row.role].label) if row.role in ROLES else "")
        for row in rows
    }


def _named(
    who: UUID | None, staff: Mapping[UUID, tuple[str, str]], people: Mapping[UUID, str]
) -> tuple[str, str]:
    if who is None:
        return _("The platform"), ""
    if who in staff:
        return staff[who]
    if who in people:
        return people[who], _("your match")
    return _("Somebody"), ""
