"""Coverage against plain SQL over the same rows; reminders; deadlines in the one calendar."""

import random
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.coverage.actions import remind_partners, reminders_due
from amir.coverage.queries import coverage_of
from amir.evidence.models import FocusGroup, GroupStatus
from amir.practices.models import Practice, PracticeStatus
from amir.programmes.actions import add_deliverable, change_settings, tick_deliverable
from amir.programmes.models import Programme
from tests.consortium import Consortium, actor_of, signed_in

STATES = ("draft", "reported", "published")
GROUPS = ("planned", "held", "coded", "published", "cancelled")
KINDS = ("tcn", "associations", "community", "services", "authorities")
ORACLE = """
select p.name,
  (select count(*) from practices_practicestatus s
    where s.programme_id = p.programme_id and s.country = p.country and s.state <> 'draft'),
  (select count(distinct t.key) from programmes_theme t join practices_practicestatus s
    on s.programme_id = t.programme_id and t.key = any(s.themes)
    where t.programme_id = p.programme_id and s.country = p.country and s.state <> 'draft'),
  (select count(*) from evidence_groupstatus g
    where g.programme_id = p.programme_id and g.country = p.country
    and g.state not in ('planned', 'cancelled')),
  (select count(distinct g.kind) from evidence_groupstatus g
    where g.programme_id = p.programme_id and g.country = p.country
    and g.state not in ('planned', 'cancelled')),
  (select count(*) from programmes_tick k
    where k.programme_id = p.programme_id and k.organisation_id = p.partner_organisation_id),
  (select count(*) from programmes_deliverable d
    where d.programme_id = p.programme_id and d.per_partner and d.due_on < %s and not exists
      (select 1 from programmes_tick k where k.deliverable_id = d.id
        and k.organisation_id = p.partner_organisation_id))
from programmes_partner p where p.programme_id = %s order by p."order", p.name
"""


def fill(programme: Programme, organisation: UUID, country: str, made: random.Random) -> None:
    """Practices and groups in all states."""
    told = {"organisation_id": organisation, "programme_id": programme.pk, "country": country}
    for number in range(1, 9):
        practice = Practice.objects.create(**told, number=number, title="Help", language="en")
        PracticeStatus.objects.create(
            **told, number=number, practice=practice, state=made.choice(STATES),
            themes=made.sample(["work", "housing", "other"], made.randrange(3)),
        )  # fmt: skip
        row = {**told, "number": number, "kind": made.choice(KINDS), "state": made.choice(GROUPS)}
        group = FocusGroup.objects.create(**row, place="Town", language="en")
        GroupStatus.objects.create(**row, group=group)


@pytest.mark.parametrize("seed", range(4))
def test_coverage_equals_plain_sql(seed: int, consortium: Consortium) -> None:
    made = random.Random(seed)  # noqa: S311
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla):
        fill(consortium.programme, consortium.casa.pk, "IT", made)
        owed = [
            add_deliverable(carla, programme=consortium.programme, title=f"D{each}",
                            due_on=clock.today() + timedelta(days=made.randrange(-9, 9)))
            for each in range(5)
        ]  # fmt: skip
    with acting_as(kostas):
        fill(consortium.programme, consortium.asyl.pk, "GR", made)
        for each in made.sample(owed, 2):
            tick_deliverable(kostas, deliverable=each, organisation_id=consortium.asyl.pk,
                             done_on=clock.today())  # fmt: skip
        found = [
            (row.partner.name, *(need.there for need in row.needs), row.done, len(row.late))
            for row in coverage_of(kostas, consortium.programme)
        ]
        with connection.cursor() as cursor:
            cursor.execute(ORACLE, [clock.today(), consortium.programme.pk])
            assert found == cursor.fetchall()


def test_demands_are_the_programmes_settings(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)

    def wanted() -> list[tuple[int, bool]]:
        (row, _other) = coverage_of(carla, consortium.programme)
        return [(need.wanted, need.is_met) for need in row.needs]

    with acting_as(carla):
        assert wanted() == [(5, False), (2, False), (3, False), (5, False)]
        change_settings(
            carla, programme=consortium.programme,
            values={"coverage.practices": 0, "coverage.every_theme": False,
                    "coverage.every_kind": False},
        )  # fmt: skip
        assert wanted() == [(0, True), (0, True), (3, False), (0, True)]


def test_page_is_for_partners_and_calendar_holds_deadlines(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        add_deliverable(carla, programme=consortium.programme, title="National report",
                        due_on=clock.today() - timedelta(days=3))  # fmt: skip
    address = reverse("programme_coverage", args=["amir"])
    kostas = signed_in(consortium.kostas)
    page = kostas.get(address).content.decode()
    assert "0 of 2 partners have everything." in page
    assert "National report" in page
    assert signed_in(consortium.nour).get(address).status_code == 404
    calendar = kostas.get(reverse("programme_calendar", args=["amir"])).content.decode()
    path = re.findall(r"/calendar/[^\"<]+\.ics", calendar)[0]
    assert "SUMMARY:National report" in kostas.get(path).content.decode()


@pytest.mark.parametrize(("days", "asked"), [(14, 2), (13, 0), (-1, 2), (-2, 0)])
def test_partners_are_reminded_on_two_days(days: int, asked: int, consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        add_deliverable(carla, programme=consortium.programme, title="National report",
                        due_on=clock.today() + timedelta(days=days))  # fmt: skip
    due = reminders_due()
    assert len(due) == asked
    assert {each.path for each in due} <= {"/desk/programmes/amir/coverage/"}
    assert {each.organisation_id for each in due} <= {consortium.casa.pk, consortium.asyl.pk}
    if due:
        with acting_as(actor_of(consortium.kostas)) as kostas:
            owed = coverage_of(kostas, consortium.programme)[0].open[0]
            tick_deliverable(kostas, deliverable=owed, organisation_id=consortium.asyl.pk,
                             done_on=clock.today())  # fmt: skip
        assert [each.organisation_id for each in reminders_due()] == [consortium.casa.pk]
    # Nobody here has an address: nothing is sent, and nothing breaks.
    assert remind_partners() == 0
