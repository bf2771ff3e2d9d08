"""Casa in Bologna with everything that the API tells of, and Nour who coordinates elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.launcher import Server
from amir.organisations.actions import create_organisation, create_staff
from amir.places import build_index, cache_folder
from amir.programmes.actions import add_funding_text, add_partner, add_theme, create_programme
from amir.safeguarding.actions import add_entry, report_concern
from tests import database
from tests.access import (
    afterwards,
    cared,
    evidenced,
    matched,
    met,
    planned,
    recruited,
    reported,
    researched,
    shown,
)
from tests.access.listed import bring_lists
from tests.access.side import (
    DAY,
    SETUP,
    Side,
    found_organisation,
    found_programme,
    take_applications,
)


@dataclass(frozen=True)
class House:
    """Casa, told by acts, and a stranger; `database` is where they are committed."""

    casa: Side
    nour: UUID
    database: str


def tell() -> tuple[Side, UUID]:
    """Casa with its programme, people, lists, pairs and concerns; and Nour, elsewhere."""
    casa = Side("Casa", "IT", "quorvelino", "+39340777")
    with acting_as(SETUP):
        guest = create_organisation(SETUP, name="Guest", country="GR").pk
        elsewhere = create_organisation(SETUP, name="Elsewhere", country="SE").pk
        nour = create_staff(
            SETUP, organisation_id=elsewhere, role="coordinator", shown_name="Nour"
        ).account_id
    found_organisation(casa)
    found_programme(casa, guest)
    take_applications(casa)
    bring_lists(casa)
    matched.match_people(casa)
    met.let_them_meet(casa)
    recruited.recruit_people(casa)
    afterwards.ask_people(casa)
    afterwards.close_matches(casa)
    afterwards.write_handbook(casa)
    evidenced.hear_groups(casa)
    reported.write_reports(casa)
    cared.care_for(casa)
    planned.plan_together(casa)
    matched.ask_abroad(casa, casa)
    _report_concern(casa)
    for key in ("open", "wide"):
        _add_public_programme(casa, key)
    shown.publish_for_all(casa, "open")
    casa.ids["programme_page.key"] = "wide"
    researched.judge(casa)
    researched.collect_practices(casa)
    return casa, nour


def _report_concern(casa: Side) -> None:
    """A visitor reports, and Sara the lead writes down what she did."""
    with acting_as(VISITOR):
        concern = report_concern(
            VISITOR, organisation_id=casa.organisation, text="I worry.", urgency="soon",
            reach_me="At the library.",
        )  # fmt: skip
    with acting_as(casa.actor("lead")) as sara:
        add_entry(sara, concern=concern, text="I called.", state="in_hand")
    casa.ids["concern_id"] = concern.pk


def _add_public_programme(casa: Side, key: str) -> None:
    """A programme of Casa with a public page in two languages."""
    with acting_as(SETUP):
        programme = create_programme(
            SETUP, organisation_id=casa.organisation, key=key, name=key.title(),
            full_name="For everybody", funder="Fund", grant_number="7", starts_on=DAY,
            ends_on=date(2030, 1, 1), languages=["en", "it"], areas=["mentoring"],
        )  # fmt: skip
        add_theme(SETUP, programme=programme, key="work", names={"en": "Work"})
        for language, statement in (("en", "Paid by all."), ("it", "Pagato da tutti.")):
            add_funding_text(SETUP, programme=programme, language=language, statement=statement)
        add_partner(
            SETUP, programme=programme, organisation_id=casa.organisation, role="coordinator",
            name="Casa", country="IT",
        )  # fmt: skip


@pytest.fixture(scope="session")
def house(
    database_server: Server,
    template: str,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """The house in a database of its own, committed."""
    build_index(cache_folder())
    with database.clone(database_server, template, "api") as name:
        with django_db_blocker.unblock():
            database.point_to(database_server, name)
            with transaction.atomic():
                casa, nour = tell()
            database.point_to(database_server, django_db_setup)
        yield House(casa, nour, name)
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture
def within(
    house: House,
    database_server: Server,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """The house, in transactions of which nothing stays."""
    with django_db_blocker.unblock():
        database.point_to(database_server, house.database)
        with transaction.atomic(), transaction.atomic(using="aside"):
            yield house
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="aside")
        database.point_to(database_server, django_db_setup)
