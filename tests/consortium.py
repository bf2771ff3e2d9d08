"""A small consortium for tests: two organisations, the people who work there, a programme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.organisations.actions import appoint, create_organisation, create_staff
from amir.organisations.models import Organisation
from amir.organisations.roles import PURPOSES
from amir.people.enums import SessionKind
from amir.people.models import Account
from amir.programmes.actions import (
    add_funding_text,
    add_partner,
    add_theme,
    create_programme,
)
from amir.programmes.models import Programme

SETUP = platform("setup", PURPOSES["setup"])


@dataclass(frozen=True)
class Consortium:
    """Casa in Bologna coordinates AMIR; Asyl in Athens is a partner; Nour's body is none."""

    casa: Organisation
    asyl: Organisation
    elsewhere: Organisation
    programme: Programme
    elena: UUID  # coordinates participants, in Bologna
    carla: UUID  # coordinates the programme, in Bologna
    ada: UUID  # administrator, in Bologna
    sara: UUID  # safeguarding lead, in Bologna
    dina: UUID  # her deputy
    kostas: UUID  # leads the partner in Athens
    nour: UUID  # works elsewhere


def build() -> Consortium:
    """The consortium, by the acts with which an installation is set up."""
    with acting_as(SETUP):
        casa = create_organisation(SETUP, name="Casa", country="IT", place="Bologna")
        asyl = create_organisation(SETUP, name="Asyl", country="GR", place="Athens")
        elsewhere = create_organisation(SETUP, name="Elsewhere", country="SE")
        staff = {
            name: create_staff(
                SETUP, organisation_id=organisation.pk, role=role, shown_name=name.title()
            ).account_id
            for name, organisation, role in (
                ("elena", casa, "coordinator"),
                ("carla", casa, "programme_coordinator"),
                ("ada", casa, "administrator"),
                ("sara", casa, "safeguarding_lead"),
                ("dina", casa, "safeguarding_deputy"),
                ("kostas", asyl, "partner_lead"),
                ("nour", elsewhere, "coordinator"),
            )
        }
        return Consortium(casa, asyl, elsewhere, _programme(casa, asyl), **staff)


def _programme(casa: Organisation, asyl: Organisation) -> Programme:
    programme = create_programme(
        SETUP,
        organisation_id=casa.pk,
        key="amir",
        name="AMIR",
        full_name="A peer mentoring strategy",
        funder="AMIF",
        grant_number="101140907",
        starts_on=date(2024, 9, 30),
        ends_on=date(2027, 3, 31),
        languages=["en", "it"],
        areas=["mentoring"],
        summary="People who went the same way help others.",
        levers=[{"en": "Peer mentoring"}],
    )
    for key, names in (("work", {"en": "Work", "it": "Lavoro"}), ("housing", {"en": "Housing"})):
        add_theme(SETUP, programme=programme, key=key, names=names)
    add_funding_text(
        SETUP, programme=programme, language="en", statement="Paid by AMIF.", disclaimer="Ours."
    )
    for organisation, role in ((casa, "coordinator"), (asyl, "partner")):
        add_partner(
            SETUP,
            programme=programme,
            organisation_id=organisation.pk,
            role=role,
            name=organisation.name,
            country=organisation.country,
        )
    return programme


def actor_of(account_id: UUID) -> Actor:
    """The actor of an account with its seats."""
    with acting_as(Actor(account_id=account_id)):
        return load_actor(account_id)


def also(account_id: UUID, organisation: Organisation, role: str, name: str) -> None:
    """Give somebody one role more."""
    with acting_as(SETUP):
        appoint(
            SETUP,
            organisation_id=organisation.pk,
            account_id=account_id,
            role=role,
            shown_name=name,
        )


def signed_in(account_id: UUID) -> Client:
    """A browser in which a member of staff is signed in."""
    client = Client()
    account = Account.objects.get(pk=account_id)
    now = clock.now().isoformat()
    session = client.session
    session[SESSION_KEY] = str(account_id)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.update({"kind": SessionKind.STAFF, "begun": now, "seen": now})
    session.save()
    client.cookies["amir"] = session.session_key
    return client
