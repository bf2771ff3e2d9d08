"""The ground of the demo world: organisations, a programme, who works where, the calendar.

Told through actions as the people of the story would do it; telling it twice changes nothing. No
table is written here: a test forbids it.
"""

from datetime import date
from typing import Any
from uuid import UUID

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.organisations import actions as organisations
from amir.organisations.enums import Kind
from amir.organisations.models import Organisation
from amir.organisations.roles import PURPOSES
from amir.programmes import actions as programmes
from amir.programmes.enums import PartnerRole
from amir.programmes.models import Programme

from .facts import cast, ident
from .moments import on_day

SETUP = platform("setup", PURPOSES["setup"])
EMPLOYED = 300  # days ago: before anything of the story


def actor_for(name: str, organisation: str) -> Actor:
    """Somebody of the cast, as who they are now."""
    account_id = ident(organisation, name)
    with acting_as(Actor(account_id=account_id)):
        return load_actor(account_id)


def organisation_id(partner: str) -> UUID:
    """The id of a partner's organisation."""
    return ident("organisation", partner)


def programme_of(facts: dict[str, Any]) -> Programme | None:
    """The programme, once it is founded."""
    return Programme.objects.filter(key=facts["key"]).first()


def found(facts: dict[str, Any]) -> None:
    """Organisations, the programme, its partners, themes and funding texts."""
    with acting_as(SETUP):
        if programme_of(facts):
            return
        for partner in facts["partners"]:
            _organisation(partner)
        coordinator = next(p for p in facts["partners"] if p["role"] == "coordinator")
        programme = programmes.create_programme(
            SETUP,
            organisation_id=organisation_id(coordinator["key"]),
            **{name: facts[name] for name in (
                "key", "name", "full_name", "funder", "grant_number", "starts_on", "ends_on",
                "languages", "areas", "summaries", "levers", "shows_calendar",
            )},
        )  # fmt: skip
        for theme in facts["themes"]:
            programmes.add_theme(SETUP, programme=programme, **theme)
        for language, text in facts["funding"].items():
            programmes.add_funding_text(SETUP, programme=programme, language=language, **text)
        for partner in facts["partners"]:
            programmes.add_partner(
                SETUP,
                programme=programme,
                organisation_id=organisation_id(partner["key"]),
                **{name: partner[name] for name in ("role", "name", "country")},
            )


def _organisation(partner: dict[str, Any]) -> None:
    organisations.create_organisation(
        SETUP,
        organisation_id=organisation_id(partner["key"]),
        **{name: partner[name] for name in ("name", "country", "kind", "language")},
    )


def staff(facts: dict[str, Any]) -> None:
    """Everybody who works at a partner, and the funder's officer."""
    funder = cast()["funder"]
    with on_day(EMPLOYED, SETUP):
        for partner in facts["partners"]:
            for name, role in _crew(partner["key"], partner["role"]):
                _employ(partner["key"], name, role)
        if not Organisation.objects.filter(pk=organisation_id("funder")).exists():
            organisations.create_organisation(
                SETUP,
                organisation_id=organisation_id("funder"),
                name=funder["organisation"],
                country=funder["country"],
                kind=Kind.OTHER,
            )
        _employ("funder", funder["name"], "funder")
        programme = programme_of(facts)
        if programme and not programme.partners.filter(role=PartnerRole.FUNDER).exists():
            programmes.add_partner(
                SETUP,
                programme=programme,
                organisation_id=organisation_id("funder"),
                role=PartnerRole.FUNDER,
                name=funder["organisation"],
                country=funder["country"],
            )


def _crew(partner: str, role: str) -> list[tuple[str, str]]:
    if role == "coordinator":
        return [(one["name"], one["role"]) for one in cast()["staff"]]
    return [(names[partner], kind) for kind, names in cast()["crew"].items() if partner in names]


def _employ(partner: str, name: str, role: str) -> None:
    account_id = ident(partner, name)
    with acting_as(Actor(account_id=account_id)):
        if load_actor(account_id).seats:
            return
    organisations.create_staff(
        SETUP,
        organisation_id=organisation_id(partner),
        role=role,
        shown_name=name,
        is_invented=True,
        account_id=account_id,
    )


def calendar(facts: dict[str, Any]) -> None:
    """Meetings with what they decided, deliverables, and who has ticked what."""
    ines = actor_for("Ines Carraro", "papa-giovanni")
    with acting_as(ines):
        programme = programme_of(facts)
        if programme is None or programme.deliverables.exists():
            return
        for meeting in facts["meetings"]:
            told = {name: value for name, value in meeting.items() if name != "decision"}
            event = programmes.add_event(
                ines, programme=programme, kind="meeting", is_public=True, **told
            )
            programmes.record_decision(
                ines, event=event, text=meeting["decision"], decided_on=meeting["ends_on"]
            )
        for owed in facts["deliverables"]:
            programmes.add_deliverable(
                ines,
                programme=programme,
                title=owed["title"],
                due_on=owed["due_on"],
                per_partner=owed["per_partner"],
            )
    for owed in facts["deliverables"]:
        for partner in owed["done"]:
            _tick(facts, owed, partner)


def _tick(facts: dict[str, Any], owed: dict[str, Any], partner: str) -> None:
    if partner == "papa-giovanni":
        lead = actor_for("Luca Sarti", partner)
    else:
        lead = actor_for(cast()["crew"]["partner_lead"][partner], partner)
    with acting_as(lead):
        programme = programme_of(facts)
        if programme is None:
            return
        programmes.tick_deliverable(
            lead,
            deliverable=programme.deliverables.get(title=owed["title"]),
            organisation_id=organisation_id(partner),
            done_on=min(owed["due_on"], _today()),
        )


def _today() -> date:
    return clock.today()
