"""Who takes back their consent is out of matching at once, and the coordinator learns of it."""

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed
from amir.mentoring.actions import reject_proposal, wish, withdraw_consent
from amir.mentoring.actions.answering import state_of
from amir.mentoring.actions.wishing import MOST_OPEN
from amir.mentoring.enums import ProposalState
from amir.mentoring.models import Asking, Proposal, Wish
from amir.participants.actions import attest
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import standings_of
from amir.participants.readiness import Evidence, Standing
from amir.people.models import ConsentReceipt

from .conftest import DAY, World
from .test_answers import a_pair, say
from .test_notices import told
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db


def withdraw(participant: Participant) -> Actor:
    """Take back the consent to take part, as the person."""
    himself = Actor(account_id=participant.person_id)
    with acting_as(himself):
        withdraw_consent(himself, consent=ConsentReceipt.objects.get(kind="taking_part"))
    return himself


def test_way_from_the_list_of_consents_to_the_coordinator(world: World, browser: SignIn) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    client = browser(Actor(account_id=yusuf.person_id))
    page = client.get(reverse("me_consents"))
    assert "You agreed on 2 June 2025" in text(page)
    with acting_as(world.elena):
        consent = ConsentReceipt.objects.get()
    address = reverse("me_withdraw", args=[consent.pk])
    assert "You leave the programme then." in text(client.get(address))
    page = client.post(address, follow=True)
    assert "Taken back" in text(page)
    assert "what you agreed to" in text(client.get(reverse("me_seen")))
    assert "Consented: no" in text(client.get(reverse("me_data")))
    home = text(browser(world.elena).get("/desk/"))
    assert "Does not agree any more: Taking part." in home


def test_they_are_out_of_matching(world: World) -> None:
    world.take_up("Amina", "mentor")
    yusuf = world.take_up("Yusuf", "mentee")
    withdraw(yusuf)
    with acting_as(world.elena) as elena:
        yusuf.refresh_from_db()
        assert yusuf.state == State.LEFT
        assert standings_of([yusuf])[yusuf.pk] == {Evidence.CONSENT: Standing.DENIED}
        change = yusuf.changes.order_by("-created_at").first()
        assert (change.step, change.by) == ("leave", yusuf.person_id)
        with pytest.raises(Exception, match="nothing to sign"):
            attest(elena, participants=[yusuf], kinds=["consented"], dated_on=DAY, statement="x")
    assert world.proposals(world.plan()) == []


def test_open_questions_and_pairs_end(world: World) -> None:
    """The other learns that the question is over; nobody can be asked about the pair again."""
    proposal = a_pair(world)
    _mentee, mentor = world.ask(proposal)
    say(mentor, "yes")
    withdraw(proposal.mentee)
    with acting_as(world.elena):
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.DECLINED
        states = {each.side: state_of(each) for each in Asking.objects.select_related("proposal")}
        assert states == {"mentee": "taken_back", "mentor": "over"}
    assert told(proposal) == [("mentor", "sms", "question_over", "so")]


def test_proposed_pair_ends_without_a_word_to_the_other(world: World) -> None:
    proposal = a_pair(world)
    withdraw(proposal.mentee)
    with acting_as(world.elena):
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.DECLINED
    assert told(proposal) == []


def test_pairs_that_were_decided_stay_as_they_are(world: World) -> None:
    proposal = a_pair(world)
    with acting_as(world.elena) as elena:
        reject_proposal(elena, proposal=proposal, why="Too far")
    withdraw(proposal.mentee)
    with acting_as(world.elena):
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.REJECTED


def test_match_goes_on_until_the_coordinator_has_spoken_with_both(world: World) -> None:
    proposal = a_pair(world)
    for token in world.ask(proposal):
        say(token, "yes")
    withdraw(proposal.mentee)
    with acting_as(world.elena):
        assert Participant.objects.get(pk=proposal.mentee_id).state == State.MATCHED
        assert Wish.objects.get().text == "Does not agree any more: Taking part."


def test_many_open_wishes_keep_nobody_in(world: World) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself):
        for number in range(MOST_OPEN):
            wish(himself, organisation_id=world.organisation_id, kind="correction",
                 text=f"Wrong {number}")  # fmt: skip
    withdraw(yusuf)
    withdraw(yusuf)
    with acting_as(world.elena):
        assert Wish.objects.filter(about="consent").count() == 1


def test_withdrawing_takes_back_every_day_on_which_they_agreed(world: World) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    with acting_as(world.elena):
        owner = {"organisation_id": world.organisation_id, "person": yusuf.person}
        later = ConsentReceipt.objects.create(given_on="2025-06-09", kind="taking_part", **owner)
        ConsentReceipt.objects.create(given_on=DAY, kind="story", **owner)
    with acting_as(Actor(account_id=yusuf.person_id)) as himself:
        withdraw_consent(himself, consent=later)
    with acting_as(world.elena):
        left = ConsentReceipt.objects.filter(withdrawn_at=None).values_list("kind", flat=True)
        assert list(left) == ["story"]


def test_story_taken_back_leaves_them_in(world: World) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    with acting_as(world.elena) as elena:
        story = ConsentReceipt.objects.create(
            organisation_id=world.organisation_id, person=yusuf.person, kind="story", given_on=DAY
        )
        with pytest.raises(NotAllowed):
            withdraw_consent(elena, consent=story)
    with acting_as(Actor(account_id=yusuf.person_id)) as himself:
        withdraw_consent(himself, consent=story)
    with acting_as(world.elena):
        assert Participant.objects.get().state == State.AVAILABLE
