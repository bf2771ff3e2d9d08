"""Who may write what of a programme, and who sees it."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.core.errors import NotAllowed, Refused
from amir.programmes.actions import (
    add_deliverable,
    add_event,
    add_funding_text,
    add_partner,
    add_theme,
    change_programme,
    create_programme,
    open_cohort,
    record_decision,
    remove_partner,
    tick_deliverable,
    untick_deliverable,
)
from amir.programmes.models import Cohort, Deliverable, Event, Partner, Programme, Tick
from amir.programmes.queries import (
    funding_of,
    programme_or_404,
    progress_of,
    public_programmes,
)
from tests.consortium import SETUP, Consortium, actor_of, also

DAY = date(2026, 3, 1)


def test_a_partner_sees_the_programme_and_a_stranger_does_not(consortium: Consortium) -> None:
    kostas, nour = actor_of(consortium.kostas), actor_of(consortium.nour)
    with acting_as(kostas):
        assert programme_or_404(kostas, "amir").pk == consortium.programme.pk
    with acting_as(nour), pytest.raises(Http404):
        programme_or_404(nour, "amir")


def test_dates_and_deliverables_are_hidden_from_strangers_by_the_database(
    consortium: Consortium,
) -> None:
    with acting_as(SETUP):
        add_event(SETUP, programme=consortium.programme, kind="meeting", title="Kick-off",
                  starts_on=DAY)  # fmt: skip
        add_deliverable(SETUP, programme=consortium.programme, title="Report")
    for actor, seen in ((actor_of(consortium.kostas), 1), (actor_of(consortium.nour), 0),
                        (VISITOR, 0)):  # fmt: skip
        with acting_as(actor):
            assert (Event.objects.count(), Deliverable.objects.count()) == (seen, seen)


def test_a_partner_that_leaves_sees_it_no_longer(consortium: Consortium) -> None:
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla):
        add_deliverable(carla, programme=consortium.programme, title="Report")
        remove_partner(carla, partner=Partner.objects.get(name="Asyl"))
        with pytest.raises(Refused, match="cannot leave"):
            remove_partner(carla, partner=Partner.objects.get(name="Casa"))
    with acting_as(kostas):
        assert Deliverable.objects.count() == 0


def test_only_the_coordinating_organisation_changes_a_programme(consortium: Consortium) -> None:
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        programme = programme_or_404(kostas, "amir")
        for act in (
            lambda: change_programme(kostas, programme=programme, name="Ours"),
            lambda: add_theme(kostas, programme=programme, key="x", names={"en": "X"}),
            lambda: add_funding_text(kostas, programme=programme, language="el", statement="X"),
            lambda: add_deliverable(kostas, programme=programme, title="X"),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_the_database_refuses_what_an_act_forgets_to_ask(consortium: Consortium) -> None:
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        assert Programme.objects.filter(key="amir").update(name="Ours") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Tick.objects.create(
                id=consortium.casa.pk, organisation_id=consortium.casa.pk,
                programme_id=consortium.programme.pk, deliverable_id=consortium.casa.pk,
                done_on=DAY, ticked_by=consortium.kostas,
            )  # fmt: skip


def test_a_partner_ticks_for_itself_only(consortium: Consortium) -> None:
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla):
        report = add_deliverable(carla, programme=consortium.programme, title="Report")
    with acting_as(kostas):
        for note in ("draft", "final"):
            tick_deliverable(kostas, deliverable=report, organisation_id=consortium.asyl.pk,
                             done_on=DAY, note=note)  # fmt: skip
        assert [tick.note for tick in Tick.objects.all()] == ["final"]
        with pytest.raises(NotAllowed):
            tick_deliverable(kostas, deliverable=report, organisation_id=consortium.casa.pk,
                             done_on=DAY)  # fmt: skip
    with acting_as(carla), pytest.raises(NotAllowed):
        untick_deliverable(carla, deliverable=report, organisation_id=consortium.asyl.pk)
    with acting_as(kostas):
        untick_deliverable(kostas, deliverable=report, organisation_id=consortium.asyl.pk)
        assert Tick.objects.count() == 0


def test_progress_says_who_is_late(
    consortium: Consortium, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    yesterday = clock.today() - timedelta(days=1)
    with acting_as(carla):
        each = add_deliverable(carla, programme=consortium.programme, title="National report",
                               due_on=yesterday)  # fmt: skip
        once = add_deliverable(carla, programme=consortium.programme, title="Comparison",
                               due_on=yesterday, per_partner=False)  # fmt: skip
        add_deliverable(carla, programme=consortium.programme, title="Later",
                        due_on=clock.today() + timedelta(days=9))  # fmt: skip
    with acting_as(kostas):
        tick_deliverable(kostas, deliverable=each, organisation_id=consortium.asyl.pk,
                         done_on=yesterday)  # fmt: skip
        with django_assert_num_queries(3):
            progress = progress_of(kostas, consortium.programme)
    assert progress.late == {consortium.casa.pk: [each, once]}
    assert [len(row.missing) for row in progress.rows] == [1, 1, 2]


def test_themes_and_partners_are_there_once(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        with pytest.raises(Refused, match="already"):
            add_theme(carla, programme=consortium.programme, key="work", names={"en": "Work"})
        with pytest.raises(Refused, match="already"):
            add_partner(carla, programme=consortium.programme, organisation_id=consortium.asyl.pk,
                        role="partner", name="Asyl", country="GR")  # fmt: skip


def test_only_meetings_decide(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        party = add_event(carla, programme=consortium.programme, kind="event", title="Party",
                          starts_on=DAY)  # fmt: skip
        with pytest.raises(Refused, match="meeting"):
            record_decision(carla, event=party, text="More parties", decided_on=DAY)


def test_a_date_does_not_end_before_it_begins(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla), pytest.raises(Refused) as refused:
        add_event(carla, programme=consortium.programme, kind="event", title="Party",
                  starts_on=DAY, ends_on=DAY - timedelta(days=1))  # fmt: skip
    assert refused.value.field == "ends_on"


def test_cohorts_belong_to_one_partner(consortium: Consortium) -> None:
    elena, kostas = actor_of(consortium.elena), actor_of(consortium.kostas)
    with acting_as(elena):
        open_cohort(elena, organisation_id=consortium.casa.pk,
                    programme_id=consortium.programme.pk, name="Spring")  # fmt: skip
        assert [cohort.name for cohort in Cohort.objects.all()] == ["Spring"]
    with acting_as(kostas):
        assert list(Cohort.objects.all()) == []
        with pytest.raises(NotAllowed):
            open_cohort(kostas, organisation_id=consortium.asyl.pk,
                        programme_id=consortium.programme.pk, name="Autumn")  # fmt: skip


def test_a_stranger_opens_no_cohort_in_the_programme(consortium: Consortium) -> None:
    nour = actor_of(consortium.nour)
    with acting_as(nour), pytest.raises(Refused, match="not a partner"):
        open_cohort(nour, organisation_id=consortium.elsewhere.pk,
                    programme_id=consortium.programme.pk, name="Autumn")  # fmt: skip


def test_programmes_are_made_by_the_platform_only(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla), pytest.raises(NotAllowed):
        create_programme(carla, organisation_id=consortium.casa.pk, key="second", name="Second",
                         full_name="Second", funder="", grant_number="", starts_on=DAY,
                         ends_on=DAY, languages=[], areas=[])  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said", "is_fallback"),
    [("en", "Paid by AMIF.", False), ("it", "Finanziato.", False), ("ar", "Paid by AMIF.", True)],
)
def test_funding_text_is_in_the_readers_language_or_marked(
    consortium: Consortium, language: str, said: str, is_fallback: bool
) -> None:
    with acting_as(SETUP):
        for text in ("Old.", "Finanziato."):
            add_funding_text(SETUP, programme=consortium.programme, language="it", statement=text)
    found = funding_of(consortium.programme.pk, language).statement
    assert (found.text, found.is_fallback) == (said, is_fallback)


def test_visitors_see_public_programmes_only(consortium: Consortium) -> None:
    assert [programme.key for programme in public_programmes()] == ["amir"]
    with acting_as(SETUP):
        change_programme(SETUP, programme=consortium.programme, is_public=False)
    with acting_as(VISITOR):
        assert list(Programme.objects.all()) == []


def test_a_funder_sees_the_programme_and_runs_nothing(consortium: Consortium) -> None:
    also(consortium.nour, consortium.elsewhere, "funder", "Nour")
    with acting_as(SETUP):
        add_deliverable(SETUP, programme=consortium.programme, title="Report")
        add_partner(SETUP, programme=consortium.programme, role="funder", name="Elsewhere",
                    organisation_id=consortium.elsewhere.pk, country="SE")  # fmt: skip
    nour = actor_of(consortium.nour)
    with acting_as(nour):
        programme = programme_or_404(nour, "amir")
        progress = progress_of(nour, programme)
        assert [partner.name for partner in progress.partners] == ["Casa", "Asyl"]
        assert [len(row.missing) for row in progress.rows] == [2]
        with pytest.raises(Refused, match="not a partner"):
            open_cohort(nour, organisation_id=consortium.elsewhere.pk,
                        programme_id=programme.pk, name="Autumn")  # fmt: skip
