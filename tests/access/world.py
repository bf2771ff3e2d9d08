"""The world of the access proof: two organisations that tell each other apart by a word.

Bologna and Athens are partners of one programme, and each coordinates one of its own in which a
third organisation is partner. All of it is told by acts; what has none yet says so.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import close_edges, open_edge
from amir.core.audit.sealing import seal_events
from amir.organisations import actions as organisations
from amir.organisations.models import Membership
from amir.people import actions as people
from amir.people.actions.removing import remove_people
from amir.people.enums import SessionKind
from amir.people.middleware import begin
from amir.people.models import Account
from amir.people.sessions import SessionStore
from amir.programmes import actions as programmes

from . import (
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
from .listed import bring_lists
from .side import (
    SETUP,
    Side,
    found_organisation,
    found_programme,
    found_public_programme,
    take_applications,
)

SHARED = "both"
# Whose requests are sent: who somebody is here -> their role in truth.yaml.
ROLES = {
    "visitor": "visitor",
    "leaver": "visitor",  # an account that was switched off is nobody
    "mentee": "mentee",
    "asked": "asked",
    "mentor": "mentor",
    "former_mentor": "former",
    "coordinator": "coordinator",
    "lead": "lead",
    "deputy": "deputy",
    "researcher": "researcher",
    "partner_lead": "partner_lead",
    "programme_coordinator": "programme_coordinator",
    "strategy_officer": "strategy_officer",
    "funder": "funder",
    "administrator": "administrator",
    "nobody": "nobody",  # who runs the machines: an account without any role
}
# Of the other organisation, with the roles reversed: its own is the first one's other.
STRANGERS = {"stranger": ("mentee", "mentee"), "foreigner": ("coordinator", "coordinator")}


@dataclass
class World:
    """Both sides; the cookie of everybody who is signed in; people with grants."""

    bologna: Side
    athens: Side
    elsewhere: UUID = field(default_factory=uuid4)
    cookies: dict[UUID, str] = field(default_factory=dict)
    public_ids: dict[UUID, str] = field(default_factory=dict)
    granted: dict[str, UUID] = field(default_factory=dict)
    moment: datetime = field(default_factory=clock.now)

    def seat(self, who: str) -> tuple[UUID | None, str, Side, Side]:
        """(account, role, own side, other side) of somebody who sends requests."""
        if who in STRANGERS:
            name, role = STRANGERS[who]
            return self.athens.accounts[name], role, self.athens, self.bologna
        account = None if who == "visitor" else self.bologna.accounts[who]
        return account, ROLES[who], self.bologna, self.athens


def tell() -> World:
    """Everything, in about ten seconds; to be committed once."""
    bologna = Side("Casa", "IT", "quorvelino", "+39340777")
    athens = Side("Spiti", "GR", "xanthopid", "+30694777")
    world = World(bologna, athens)
    with acting_as(SETUP):
        guest = organisations.create_organisation(SETUP, name="Elsewhere", country="SE").pk
        world.elsewhere = guest
    for side in (bologna, athens):
        found_organisation(side)
        found_programme(side, guest)
        found_public_programme(side)
        take_applications(side)
        bring_lists(side)
        matched.match_people(side)
        met.let_them_meet(side)
        matched.report_concerns(side)
        recruited.recruit_people(side)
        afterwards.ask_people(side)
        afterwards.close_matches(side)
        afterwards.write_handbook(side)
        evidenced.hear_groups(side)
        researched.judge(side)
        researched.collect_practices(side)
        reported.write_reports(side)
        cared.care_for(side)
        planned.plan_together(side)
        shown.publish_for_all(side, f"open-{side.country.lower()}")
    _share_programme(world)
    for side, other in ((bologna, athens), (athens, bologna)):
        side.ids["free"] = other.organisation
        matched.ask_abroad(side, other)
    _add_people_apart(world)
    _grant(world)
    for side in (bologna, athens):
        with acting_as(side.actor("administrator")) as ada:
            leaver = Membership.objects.get(account_id=side.accounts["leaver"])
            organisations.switch_off(ada, membership=leaver, why="left")
            side.ids["colleague_switch_on.membership_id"] = leaver.pk
    # An account that is off and has a session all the same: it was begun before.
    for who in (*ROLES, *STRANGERS):
        account_id = world.seat(who)[0]
        if account_id is not None and account_id not in world.cookies:
            world.cookies[account_id] = _cookie(world, account_id)
    seal_events()
    world.moment = clock.now()
    return world


def _share_programme(world: World) -> None:
    """One programme of both, coordinated by Bologna."""
    with acting_as(SETUP):
        programme = programmes.create_programme(
            SETUP, organisation_id=world.bologna.organisation, key=SHARED, name="Both",
            full_name="Both together", funder="Fund", grant_number="1", starts_on=date(2025, 1, 1),
            ends_on=date(2030, 1, 1), languages=["en"], areas=["mentoring"],
        )  # fmt: skip
        for side, role in ((world.bologna, "coordinator"), (world.athens, "partner")):
            programmes.add_partner(
                SETUP, programme=programme, organisation_id=side.organisation, role=role,
                name=side.name, country=side.country,
            )  # fmt: skip


def _add_people_apart(world: World) -> None:
    """Somebody who runs the machines, and somebody who was written down and removed again."""
    with acting_as(SETUP):
        world.bologna.accounts["nobody"] = people.register_person(
            SETUP, organisation_id=world.elsewhere, preferred_name="Root", language="en",
            session_kind=SessionKind.STAFF,
        ).pk  # fmt: skip
    for side in (world.bologna, world.athens):
        with acting_as(side.actor("coordinator")) as elena:
            person = people.register_person(
                elena, organisation_id=side.organisation, preferred_name="Gone", language="en"
            )
            remove_people(elena, organisation_id=side.organisation, person_ids=[person.pk])
            side.accounts["erased"] = person.pk


def _grant(world: World) -> None:
    """Front-line workers of Athens with grants on one person of Bologna: live, expired, withdrawn.

    Referrals have no act yet, so the edges are opened as that act will open them.
    """
    subject = world.bologna.accounts["hana"]
    now = clock.now()
    spans = {
        "live": (None, now + timedelta(days=30)),
        "expired": (now - timedelta(days=40), now - timedelta(days=1)),
        "withdrawn": (None, now + timedelta(days=30)),
    }
    for name, (since, until) in spans.items():
        with acting_as(SETUP):
            worker = organisations.create_staff(
                SETUP, organisation_id=world.athens.organisation, role="partner_lead",
                shown_name=world.athens.called(name.title()),
            ).account_id  # fmt: skip
            world.granted[name] = worker
            open_edge(
                actor=worker, kind="grant", field_set="contact", subject=subject,
                organisation=world.bologna.organisation, since=since, until=until, receipt=uuid4(),
            )  # fmt: skip
    with acting_as(SETUP):
        close_edges(actor=world.granted["withdrawn"], kind="grant")


def _cookie(world: World, account_id: UUID) -> str:
    """A session as the doorway begins it when both proofs are given."""
    account = Account.objects.get(pk=account_id)
    request = HttpRequest()
    request.session, request.user = SessionStore(), account
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request, account.session_kind, device="test")
    request.session.save()
    world.public_ids[account_id] = request.session["public_id"]
    return str(request.session.session_key)
