"""People of these tests: Amina mentors, Yusuf and Rahel are mentored, Elena coordinates."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.core.models import Work
from amir.core.tasks import Progress
from amir.mentoring.actions import accept_proposals, start_plan
from amir.mentoring.models import Plan, Proposal
from amir.mentoring.queries import plans_visible_to, proposals_visible_to
from amir.mentoring.tasks import solve_waiting_plan
from amir.organisations.actions import create_organisation, create_staff
from amir.organisations.roles import PURPOSES
from amir.participants.actions import make_ready, record_evidence, register_participant
from amir.participants.models import Participant
from amir.people.actions import register_person
from amir.people.enums import SessionKind
from amir.people.models import Account

DAY = date(2025, 6, 2)
EVIDENCE = {"mentee": ["consented"], "mentor": ["checked", "trained", "consented"]}
MODENA = {"place": "Modena", "latitude": 44.647, "longitude": 10.925}


@dataclass
class World:
    """One organisation in Bologna with its coordinators, and a stranger in another one."""

    organisation_id: UUID
    elena: Actor
    sofia: Actor
    nour: Actor

    def take_up(self, name: str, side: str, *, ready: bool = True, **more: object) -> Participant:
        """Somebody with all evidence, from Modena, who speaks Somali and is free on Tuesdays."""
        asked = {"language": "so", "languages": {"so": "native", "it": "B1"},
                 "availability": ["tue-eve"], "country": "IT", **MODENA}  # fmt: skip
        capacity = int(str(more.pop("capacity", 1)))
        with acting_as(self.elena) as elena:
            person = register_person(
                elena, organisation_id=self.organisation_id, preferred_name=name,
                **(asked | more),  # type: ignore[arg-type]
            )  # fmt: skip
            participant = register_participant(
                elena, person=person, side=side, needs=["work"], capacity=capacity
            )
            if ready:
                for kind in EVIDENCE[side]:
                    record_evidence(
                        elena, participant=participant, kind=kind, dated_on=DAY, source="folder"
                    )
                make_ready(elena, participants=[participant])
        return participant

    def plan(self) -> Plan:
        """A plan as it is once the worker has solved it."""
        with acting_as(self.elena) as elena:
            started = start_plan(elena, organisation_id=self.organisation_id)
            self.solve(started)
            return plans_visible_to(elena).get(pk=started.pk)

    def solve(self, plan: Plan) -> None:
        """What the worker does with a plan that waits."""
        assert plan.work_id is not None
        progress = QuietProgress(plan.work_id, self.elena)
        solve_waiting_plan.run(self.elena, progress, plan_id=str(plan.pk))
        Work.objects.filter(pk=plan.work_id).update(state=Work.DONE)

    def proposals(self, plan: Plan) -> list[Proposal]:
        """The plan's proposals, best first."""
        with acting_as(self.elena) as elena:
            found = proposals_visible_to(elena).filter(plan=plan)
            return list(found.select_related("plan", "mentee", "mentor"))

    def ask(self, proposal: Proposal) -> tuple[str, str]:
        """Accept a proposal; the tokens of mentee and mentor."""
        with acting_as(self.elena) as elena:
            one, other = accept_proposals(elena, plan=proposal.plan, proposals=[proposal])
        return one.token, other.token


class QuietProgress(Progress):
    """Progress is told on a second connection, which cannot see what a test has not committed."""

    def tell(self, done: int, total: int, doing: str = "") -> None:
        """Nobody listens."""

    def is_cancelled(self) -> bool:
        """Nobody stops it."""
        return False


def staff(organisation_id: UUID, name: str, role: str = "coordinator") -> Actor:
    """Somebody who works in an organisation."""
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        membership = create_staff(
            setup, organisation_id=organisation_id, role=role, shown_name=name
        )
    with acting_as(Actor(account_id=membership.account_id)):
        return load_actor(membership.account_id)


def build() -> World:
    """The organisation and its staff, by the acts with which an installation is set up."""
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        bologna = create_organisation(setup, name="Casa", country="IT").id
        athens = create_organisation(setup, name="Spiti", country="GR").id
    return World(bologna, staff(bologna, "Elena"), staff(bologna, "Sofia"), staff(athens, "Nour"))


@pytest.fixture
def world(db: None) -> World:
    """See `World`."""
    return build()


@pytest.fixture
def browser(client: Client) -> Callable[[Actor], Client]:
    """A browser in which somebody is signed in."""

    def sign_in(actor: Actor) -> Client:
        account = Account.objects.get(pk=actor.account_id)
        session = client.session
        session[SESSION_KEY] = str(actor.account_id)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        now = clock.now().isoformat()
        session.update({"kind": SessionKind.STAFF, "begun": now, "seen": now})
        session["id"] = str(uuid4())
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return sign_in


@contextmanager
def queries(count: int) -> Iterator[None]:
    """Exactly so many queries of ours."""
    with CaptureQueriesContext(connection) as held:
        yield
    assert len(held) == count, "\n".join(query["sql"][:150] for query in held)
