"""By when somebody must have looked at a concern, and who is told when nobody has."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, platform
from amir.messages.models import Delivery
from amir.organisations.actions import create_staff
from amir.participants.models import Participant
from amir.people.models import Person
from amir.programmes.actions import change_settings
from amir.safeguarding.actions import add_entry, escalate_concerns, report_concern
from amir.safeguarding.models import Concern, ConcernClock
from amir.safeguarding.queries import concerns_visible_to
from amir.safeguarding.rules import MINDING
from tests.consortium import SETUP, Consortium, actor_of

from .conftest import browser

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
THURSDAY = datetime(2031, 11, 20, 10, 0, tzinfo=UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with clock.stopped_at(moment):
        yield


def reported(
    world: Consortium, urgency: str, moment: datetime, about: UUID | None = None
) -> ConcernClock:
    elena = actor_of(world.elena)
    with at(moment), acting_as(elena):
        concern = report_concern(
            elena, organisation_id=world.casa.pk, text="He is afraid", urgency=urgency,
            subject_person_id=about,
        )  # fmt: skip
    with acting_as(actor_of(world.sara)):
        return ConcernClock.objects.get(concern_id=concern.pk)


def local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("urgency", ["soon", "unsure"])
def test_two_working_days_of_the_country(world: Consortium, urgency: str) -> None:
    # Friday, Monday; the clock ends with Monday.
    assert local(reported(world, urgency, THURSDAY).due_at) == "2031-11-25 00:00"


def test_an_urgent_one_the_same_day_also_on_a_sunday(world: Consortium) -> None:
    sunday = THURSDAY + timedelta(days=3)
    assert local(reported(world, "now", sunday).due_at) == "2031-11-24 00:00"


def test_an_urgent_one_late_at_night_some_hours(world: Consortium) -> None:
    late = THURSDAY.replace(hour=22, minute=30)
    assert reported(world, "now", late).due_at == late + timedelta(hours=4)


def test_one_about_somebody_under_18_the_same_day(world: Consortium, yusuf: Participant) -> None:
    with acting_as(actor_of(world.elena)):
        Person.objects.filter(pk=yusuf.person_id).update(is_minor=True)
    held = reported(world, "unsure", THURSDAY, yusuf.person_id)
    assert local(held.due_at) == "2031-11-21 00:00"


def test_programme_sets_its_own_clock(world: Consortium) -> None:
    carla = actor_of(world.carla)
    with acting_as(carla):
        change_settings(carla, programme=world.programme, values={"safeguarding.working_days": 1})
    assert local(reported(world, "soon", THURSDAY).due_at) == "2031-11-22 00:00"


@pytest.fixture
def addressed(world: Consortium) -> dict[str, UUID]:
    """People of Casa with an address: lead, deputy, coordinator, and who leads the partner."""
    roles = {
        "lia": "safeguarding_lead", "dua": "safeguarding_deputy", "eva": "coordinator",
        "pia": "partner_lead",
    }  # fmt: skip
    with acting_as(SETUP):
        return {
            name: create_staff(
                SETUP, organisation_id=world.casa.pk, role=role, shown_name=name.title(),
                email=f"{name}@example.org",
            ).account_id
            for name, role in roles.items()
        }  # fmt: skip


def told() -> set[tuple[UUID | None, str]]:
    with acting_as(platform("sending")):
        rows = Delivery.objects.filter(template="concern_waits")
        return {(row.account_id, row.template) for row in rows}


def escalated(moment: datetime) -> int:
    with at(moment), acting_as(platform(MINDING)) as nobody:
        return escalate_concerns(nobody)


def test_when_the_clock_runs_out_more_people_are_told(
    world: Consortium, addressed: dict[str, UUID]
) -> None:
    due = reported(world, "soon", THURSDAY).due_at
    assert escalated(due - timedelta(minutes=1)) == 0
    assert escalated(due) == 1
    assert told() == {(addressed[who], "concern_waits") for who in ("lia", "dua", "pia")}
    with acting_as(actor_of(world.sara)):
        assert ConcernClock.objects.get().times_told == 1


def test_they_are_told_again_every_day_until_somebody_looks(
    world: Consortium, addressed: dict[str, UUID]
) -> None:
    due = reported(world, "soon", THURSDAY).due_at
    assert [escalated(due + timedelta(hours=h)) for h in (0, 1, 23, 24, 25, 48)] == [
        1, 0, 0, 1, 0, 1,
    ]  # fmt: skip
    sara = actor_of(world.sara)
    with at(due + timedelta(hours=50)), acting_as(sara):
        concern = Concern.objects.get()
        add_entry(sara, concern=concern, text="Called", state="in_hand")
        held = ConcernClock.objects.get()
    assert (held.looked_at, held.times_told) == (due + timedelta(hours=50), 3)
    assert escalated(due + timedelta(days=9)) == 0


def test_whoever_looks_in_time_stops_the_clock(world: Consortium) -> None:
    due = reported(world, "soon", THURSDAY).due_at
    sara = actor_of(world.sara)
    with at(THURSDAY + timedelta(hours=3)), acting_as(sara):
        add_entry(sara, concern=Concern.objects.get(), text="Called", state="in_hand")
    assert escalated(due) == 0
    with at(due), acting_as(sara):
        add_entry(sara, concern=Concern.objects.get(), text="Again", state="closed")
        assert ConcernClock.objects.get().looked_at == THURSDAY + timedelta(hours=3)


def test_clocks_are_read_by_leads_only(world: Consortium, yusuf: Participant) -> None:
    reported(world, "soon", THURSDAY, yusuf.person_id)
    for who in ("elena", "ada", "carla", "kostas", "nour"):
        with acting_as(actor_of(getattr(world, who))):
            assert ConcernClock.objects.count() == 0
    for actor in (VISITOR, actor_of(yusuf.person_id)):
        with acting_as(actor):
            assert ConcernClock.objects.count() == 0


def test_pages_show_the_clock_to_leads(world: Consortium, yusuf: Participant) -> None:
    reported(world, "now", THURSDAY, yusuf.person_id)
    sara = actor_of(world.sara)
    with acting_as(sara):
        concern = concerns_visible_to(sara).get()
    address = reverse("concern_detail", args=[concern.pk])
    with at(THURSDAY + timedelta(hours=1)):
        page = browser(world.sara).get(address).content.decode()
        assert "Somebody must have looked and written it down by" in page
        assert "Meetings pause" in page
        assert "Too late" not in page
    with at(THURSDAY + timedelta(days=2)):
        client = browser(world.sara)
        assert "Too late" in client.get(address).content.decode()
        assert "Too late" in client.get(reverse("concerns_list")).content.decode()
        client.post(
            reverse("concern_entry", args=[concern.pk]),
            {"text": "Called", "state": "in_hand", "pair_may_meet": "on"},
        )
        page = client.get(address).content.decode()
        assert "Somebody must have looked" not in page
        assert "Meetings pause" not in page
