"""Somebody under 18: off by default, a guardian's consent, two colleagues, no numbers."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    accept_proposals,
    add_guardian,
    answer,
    approve_pair,
    end_guardian,
    share_number,
)
from amir.mentoring.models import Agreement, Asking, Guardian, Match, Proposal
from amir.organisations.actions import change_organisation
from amir.organisations.models import Organisation
from amir.participants.models import Participant

from .conftest import World, staff
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def young(world: World) -> Participant:
    world.take_up("Amina", "mentor")
    return world.take_up("Yusuf", "mentee", birth_year=clock.today().year - 16)


def take_minors(world: World) -> None:
    ada = staff(world.organisation_id, "Ada", "administrator")
    with acting_as(ada):
        organisation = Organisation.objects.get(pk=world.organisation_id)
        change_organisation(ada, organisation=organisation, takes_minors=True)


def guard(world: World, yusuf: Participant, **change: Any) -> Guardian:
    told = {"name": "Hawa", "relation": "parent", "phone": "+393331234567",
            "consented_on": clock.today()}  # fmt: skip
    with acting_as(world.elena) as elena:
        return add_guardian(elena, participant=yusuf, **{**told, **change})


def approve(world: World, proposal: Proposal, *actors: Actor) -> None:
    for actor in actors or (world.elena, world.sofia):
        with acting_as(actor):
            approve_pair(actor, proposal=proposal)


def protected(world: World) -> Proposal:
    """A pair with everything that protects Yusuf."""
    take_minors(world)
    guard(world, young(world))
    [proposal] = world.proposals(world.plan())
    approve(world, proposal)
    return proposal


def matched(world: World) -> Match:
    for token in world.ask(protected(world)):
        with acting_as(VISITOR):
            answer(VISITOR, token=token, answer="yes")
    with acting_as(world.elena):
        return Match.objects.get()


def test_no_plan_holds_minors_unless_the_organisation_takes_them(world: World) -> None:
    young(world)
    assert world.proposals(world.plan()) == []
    take_minors(world)
    assert len(world.proposals(world.plan())) == 1


def test_organisation_that_takes_none_any_more_asks_nobody(world: World) -> None:
    proposal = protected(world)
    with acting_as(world.elena):
        Organisation.objects.filter(pk=world.organisation_id)
    ada = staff(world.organisation_id, "Ida", "administrator")
    with acting_as(ada):
        organisation = Organisation.objects.get(pk=world.organisation_id)
        change_organisation(ada, organisation=organisation, takes_minors=False)
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="adults only"):
        accept_proposals(elena, plan=proposal.plan, proposals=[proposal])


@pytest.mark.parametrize(
    "change",
    [
        {"consented_on": None},
        {"valid_until": clock.today() - timedelta(days=1)},
        {"withdrawn": True},
    ],
)
def test_without_a_guardians_consent_nobody_is_asked(world: World, change: dict[str, Any]) -> None:
    take_minors(world)
    is_withdrawn = change.pop("withdrawn", False)
    guardian = guard(world, young(world), **change)
    if is_withdrawn:
        with acting_as(world.elena) as elena:
            end_guardian(elena, guardian=guardian)
    [proposal] = world.proposals(world.plan())
    approve(world, proposal)
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="consent of a guardian"):
        accept_proposals(elena, plan=proposal.plan, proposals=[proposal])


def test_two_different_colleagues_approve(world: World) -> None:
    take_minors(world)
    guard(world, young(world))
    [proposal] = world.proposals(world.plan())
    approve(world, proposal, world.elena, world.elena)
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="Two colleagues"):
        accept_proposals(elena, plan=proposal.plan, proposals=[proposal])
    approve(world, proposal, world.sofia)
    assert len(world.ask(proposal)) == 2
    with acting_as(world.nour) as nour, pytest.raises(NotAllowed):
        approve_pair(nour, proposal=proposal)


def test_adults_need_no_approval_and_get_none(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee", birth_year=1990)
    [proposal] = world.proposals(world.plan())
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="under 18"):
        approve_pair(elena, proposal=proposal)
    assert len(world.ask(proposal)) == 2


def test_own_clocks_count(world: World) -> None:
    match = matched(world)
    with acting_as(world.elena):
        asking = Asking.objects.first()
        agreement = Agreement.objects.get()
    assert asking is not None
    today = clock.today()
    assert asking.last_day == today + timedelta(days=7)
    assert (agreement.months, agreement.channel) == (12, "office")
    assert agreement.sign_by == today + timedelta(days=14)
    assert agreement.trial_until == today + timedelta(days=30)
    assert match.has_minor


def test_no_number_is_ever_shown(world: World, browser: SignIn) -> None:
    match = matched(world)
    with acting_as(Actor(account_id=match.mentee_person_id)) as person, pytest.raises(Refused):
        share_number(person, match=match)
    page = text(browser(Actor(account_id=match.mentor_person_id)).get(
        reverse("me_match", args=[match.pk])))  # fmt: skip
    assert "No numbers are shared." in page
    assert "Share my number" not in page


def test_consent_taken_back_before_the_second_yes_makes_no_match(world: World) -> None:
    mentee, mentor = world.ask(protected(world))
    with acting_as(VISITOR):
        answer(VISITOR, token=mentee, answer="yes")
    with acting_as(world.elena) as elena:
        end_guardian(elena, guardian=Guardian.objects.get())
    with acting_as(VISITOR):
        assert answer(VISITOR, token=mentor, answer="yes").match is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"relation": "aunt"}, "relation"),
        ({"relation": "guardian"}, "authority"),
        ({"phone": ""}, "phone"),
        ({"consented_on": clock.today() + timedelta(days=1)}, "consented_on"),
    ],
)
def test_a_guardian_is_known_and_reachable(
    world: World, change: dict[str, Any], field: str
) -> None:
    yusuf = young(world)
    with pytest.raises(Refused) as refused:
        guard(world, yusuf, **change)
    assert refused.value.field == field


def test_pages_note_a_guardian_and_approve(world: World, browser: SignIn) -> None:
    take_minors(world)
    yusuf = young(world)
    client = browser(world.elena)
    person = reverse("participant_detail", args=[yusuf.pk])
    assert "The consent of a guardian is missing" in text(client.get(person))
    day = clock.today()
    client.post(
        reverse("guardians", args=[yusuf.pk]),
        {"name": "Hawa", "relation": "parent", "phone": "+393331234567",
         "consented_on_year": day.year, "consented_on_month": day.month,
         "consented_on_day": day.day},
    )  # fmt: skip
    assert "A guardian agrees" in text(client.get(person))
    [proposal] = world.proposals(world.plan())
    page = reverse("proposal_page", args=[proposal.pk])
    assert "Another colleague must approve" in text(client.get(page))
    client.post(reverse("proposal_approve", args=[proposal.pk]))
    page_of_sofia = browser(world.sofia)
    page_of_sofia.post(reverse("proposal_approve", args=[proposal.pk]))
    shown = text(page_of_sofia.get(page))
    assert "Elena , Sofia" in shown
    assert "Enough" in shown
    with acting_as(world.elena):
        guardian = Guardian.objects.get()
    browser(world.elena).post(reverse("guardian_end", args=[guardian.pk]))
    assert "The consent of a guardian is missing" in text(browser(world.elena).get(person))
