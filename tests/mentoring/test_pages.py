"""The pages of plans, pairs, matches and answers, as a browser without JavaScript meets them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.actions import wish_by_link
from amir.mentoring.models import Asking, Match, Plan, Proposal, Wish
from amir.mentoring.queries import matches_visible_to, proposals_visible_to
from amir.mentoring.tables import pair_rows

from .conftest import World, queries
from .test_answers import a_pair, say

pytestmark = pytest.mark.django_db(databases=["default", "aside"])

SignIn = Callable[[Actor], Client]


def text(response: object) -> str:
    """What a page says, without its marks."""
    content = response.content.decode()  # type: ignore[attr-defined]
    main = content[content.index("<main") :] if "<main" in content else content
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def idents(content: bytes) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', content.decode())


def ready_plan(world: World, mentees: int = 2) -> Plan:
    world.take_up("Amina", "mentor", capacity=mentees)
    for number in range(mentees):
        world.take_up(f"Mentee {number}", "mentee")
    world.take_up("Rahel", "mentee", languages={"am": "native"})
    return world.plan()


def test_plan_page_tells_the_finding_in_one_sentence(world: World, browser: SignIn) -> None:
    plan = ready_plan(world)
    page = browser(world.elena).get(reverse("plan_page", args=[plan.pk]))
    assert page.status_code == 200
    assert "2 of 3 mentees have a proposal; no other plan gives more." in text(page)
    assert len(idents(page.content)) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan_unmatched", "No mentor fits. 2"),
        ("plan_recruits", "One more person in Modena who speaks Amharic"),
        ("plan_changes", "Plan"),
    ],
)
def test_parts_of_a_plan_are_shown(world: World, browser: SignIn, name: str, said: str) -> None:
    plan = ready_plan(world)
    page = browser(world.elena).get(reverse(name, args=[plan.pk]))
    assert page.status_code == 200
    assert said.replace(" 2", " 1") in text(page)


def test_tabs_of_a_plan_count_what_they_lead_to(world: World, browser: SignIn) -> None:
    plan = ready_plan(world)
    page = browser(world.elena).get(reverse("plan_unmatched", args=[plan.pk]))
    tabs = text(page).partition("Pairs 2 ")[2]
    assert tabs.startswith("Without a match 1 Whom to look for 1 What changed ")


def test_plan_pages_cost_the_same_however_many_pairs(world: World, browser: SignIn) -> None:
    client = browser(world.elena)
    address = reverse("plan_page", args=[ready_plan(world, mentees=2).pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(10):
        world.take_up(f"More {number}", "mentee")
        world.take_up(f"Other {number}", "mentor")
    plan = world.plan()
    with queries(len(few)):
        client.get(reverse("plan_page", args=[plan.pk]))
    # The proposals, the names, and the note that the names were read.
    with acting_as(world.elena) as elena, queries(3):
        assert len(pair_rows(elena, proposals_visible_to(elena).filter(plan=plan))) == 12


def test_one_click_starts_a_plan(world: World, browser: SignIn) -> None:
    world.take_up("Amina", "mentor")
    client = browser(world.elena)
    page = client.get(reverse("plans"))
    scope = re.search(r'name="scope" value="([^"]+)"', page.content.decode())
    assert scope is not None
    answer = client.post(reverse("plan_start"), {"scope": scope.group(1)})
    with acting_as(world.elena):
        plan = Plan.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("work_progress", args=[plan.work_id])


def test_foreign_scope_starts_nothing(world: World, browser: SignIn) -> None:
    world.take_up("Amina", "mentor")
    scope = f"{world.organisation_id}:"
    browser(world.nour).post(reverse("plan_start"), {"scope": scope})
    with acting_as(world.elena):
        assert Plan.objects.count() == 0


def test_pairs_are_accepted_in_bulk_and_taken_back(world: World, browser: SignIn) -> None:
    plan = ready_plan(world)
    client, address = browser(world.elena), reverse("plan_page", args=[plan.pk])
    rows = idents(client.get(address).content)
    page = client.post(address, {"act": "accept", "row": rows}, follow=True)
    assert "2 pairs are being asked." in text(page)
    undo = re.search(r'action="(/desk/plans/steps/[^"]+)"', page.content.decode())
    assert undo is not None
    page = client.post(undo.group(1), follow=True)
    assert "2 pairs are as they were before." in text(page)
    assert {p.state for p in world.proposals(plan)} == {"proposed"}


def test_old_page_changes_nothing_that_somebody_else_decided(world: World, browser: SignIn) -> None:
    plan = ready_plan(world)
    client, address = browser(world.elena), reverse("plan_page", args=[plan.pk])
    rows = idents(client.get(address).content)
    first, _second = world.proposals(plan)
    world.ask(first)
    page = client.post(address, {"act": "lock", "row": rows}, follow=True)
    assert "1 pair was changed by somebody else meanwhile. Look at it again." in text(page)
    assert [p.is_locked for p in world.proposals(plan)] == [False, False]


def test_rejecting_asks_for_a_reason(world: World, browser: SignIn) -> None:
    plan = ready_plan(world)
    client, address = browser(world.elena), reverse("plan_page", args=[plan.pk])
    rows = idents(client.get(address).content)
    asked = client.post(address, {"act": "reject", "row": rows[:1]})
    assert "Say in a few words why." in text(client.post(asked["Location"], {"why": ""}))
    page = client.post(asked["Location"], {"why": "They are cousins"}, follow=True)
    assert "1 pair is rejected." in text(page)
    assert sorted(p.state for p in world.proposals(plan)) == ["proposed", "rejected"]


def test_another_mentor_is_chosen_among_those_allowed(world: World, browser: SignIn) -> None:
    plan = ready_plan(world, mentees=1)
    bilan = world.take_up("Bilan", "mentor")
    world.take_up("Carla", "mentor", languages={"es": "native"})
    [proposal] = world.proposals(plan)
    client, address = browser(world.elena), reverse("proposal_mentor", args=[proposal.pk])
    page = client.get(address)
    assert "Carla : They share no language well enough." in text(page)
    client.post(address, {"mentor": str(bilan.pk)})
    now = {p.state: p.mentor_id for p in world.proposals(plan)}
    assert now == {"changed": proposal.mentor_id, "proposed": bilan.pk}


def test_links_on_paper_for_whom_no_message_reaches(world: World, browser: SignIn) -> None:
    plan = ready_plan(world, mentees=1)
    [proposal] = world.proposals(plan)
    world.ask(proposal)
    client = browser(world.elena)
    page = client.post(reverse("plan_links", args=[plan.pk]))
    links = re.findall(r"(/answer/[A-Za-z0-9_-]+/)", page.content.decode())
    assert (len(links), page.content.decode().count("<svg")) >= (2, 2)
    assert Client().get(links[0]).status_code == 200
    assert "Print their links" not in text(client.get(reverse("plan_page", args=[plan.pk])))


def test_new_link_for_one_leaves_the_other_as_it_is(world: World, browser: SignIn) -> None:
    mentee, mentor = world.ask(a_pair(world))
    with acting_as(world.elena):
        asking = Asking.objects.get(side="mentee")
    client = browser(world.elena)
    page = client.post(reverse("asking_link", args=[asking.pk]))
    assert mentor not in page.content.decode()
    statuses = [Client().get(reverse("answer", args=[t])).status_code for t in (mentee, mentor)]
    assert statuses == [404, 200]


def test_match_is_ended_with_a_reason(world: World, browser: SignIn) -> None:
    for token in world.ask(a_pair(world)):
        say(token, "yes")
    client = browser(world.elena)
    with acting_as(world.elena) as elena:
        match = matches_visible_to(elena).get()
    assert "Yusuf" in text(client.get(reverse("matches")))
    address = reverse("match_page", args=[match.pk])
    assert "Say in a few words why." in text(client.post(address, {"why": ""}))
    client.post(address, {"why": "Moved away"})
    with acting_as(world.elena):
        assert Match.objects.get().why_ended == "Moved away"


@pytest.mark.parametrize(
    "name", ["plan_page", "plan_unmatched", "plan_recruits", "plan_changes", "plan_workbook"]
)
def test_strangers_find_no_plan(world: World, browser: SignIn, name: str) -> None:
    plan = ready_plan(world)
    assert browser(world.nour).get(reverse(name, args=[plan.pk])).status_code == 404
    assert browser(world.elena).get(reverse(name, args=[plan.pk])).status_code == 200


@pytest.mark.parametrize("name", ["proposal_accept", "proposal_lock", "proposal_take_back"])
def test_strangers_change_no_pair(world: World, browser: SignIn, name: str) -> None:
    [proposal, *_] = world.proposals(ready_plan(world))
    assert browser(world.nour).post(reverse(name, args=[proposal.pk])).status_code == 404
    assert [p.state for p in world.proposals(proposal.plan)] == ["proposed"] * 2


# --- answering ---------------------------------------------------------------------------------
def test_answer_page_speaks_the_language_of_the_person(world: World, client: Client) -> None:
    world.take_up("Amina Abdullahi", "mentor", language="it")
    world.take_up("Yusuf", "mentee", language="ar")
    [proposal] = world.proposals(world.plan())
    mentee, mentor = world.ask(proposal)
    arabic = client.get(reverse("answer", args=[mentee]))
    assert (arabic.status_code, arabic["Content-Language"]) == (200, "ar")
    assert '<html lang="ar" dir="rtl"' in arabic.content.decode()
    assert client.get(reverse("answer", args=[mentor]))["Content-Language"] == "it"
    assert arabic["Referrer-Policy"] == "no-referrer"
    assert not arabic.cookies


def test_looking_at_a_link_answers_nothing(world: World, client: Client) -> None:
    mentee, _mentor = world.ask(a_pair(world))
    page = client.get(reverse("answer", args=[mentee]), headers={"accept-language": "en"})
    assert "We suggest that you meet Amina ." in text(page)
    assert "Abdullahi" not in page.content.decode()
    with acting_as(world.elena):
        assert set(Asking.objects.values_list("answer", flat=True)) == {""}


def test_yes_by_link_from_both_makes_a_match(world: World, client: Client) -> None:
    mentee, mentor = world.ask(a_pair(world))
    page = client.post(reverse("answer", args=[mentee]), {"answer": "yes"})
    assert "We wait for the other answer." in text(page)
    page = client.post(reverse("answer", args=[mentor]), {"answer": "yes"})
    assert "You both said yes" in text(page)


def test_expired_link_says_so_and_offers_a_call(world: World, client: Client) -> None:
    mentee, _mentor = world.ask(a_pair(world))
    address = reverse("answer", args=[mentee])
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        page = client.get(address)
        assert "It is too late to answer" in text(page)
        assert "Please call me" in text(page)
        assert "We will call you" in text(client.post(reverse("answer_call", args=[mentee])))
    with acting_as(world.elena):
        assert Wish.objects.get().kind == "call"


def test_unknown_link_is_404_and_says_what_to_do(world: World, client: Client) -> None:
    page = client.get(reverse("answer", args=["a" * 24]))
    assert page.status_code == 404
    assert "This link does not work" in text(page)
    assert client.post(reverse("answer", args=["b" * 24]), {"answer": "yes"}).status_code == 404


def test_wish_is_settled_from_the_home_page(world: World, browser: SignIn) -> None:
    mentee, _mentor = world.ask(a_pair(world))
    wish_by_link(world.elena, token=mentee)
    client = browser(world.elena)
    assert "Yusuf : Asks to be called" in text(client.get("/desk/"))
    with acting_as(world.elena):
        wish = Wish.objects.get()
    client.post(reverse("wish_settle", args=[wish.pk]))
    assert "Asks to be called" not in text(client.get("/desk/"))


def test_proposals_stand_on_the_participants_page(world: World, browser: SignIn) -> None:
    proposal = a_pair(world)
    page = browser(world.elena).get(f"/desk/participants/{proposal.mentee_id}/")
    assert page.status_code == 200
    assert "Yusuf – Amina Abdullahi" in text(page)


def test_search_finds_a_match_by_either_name(world: World, browser: SignIn) -> None:
    for token in world.ask(a_pair(world)):
        say(token, "yes")
    client = browser(world.elena)
    for words in ("amina", "Yusuf"):
        assert "Yusuf – Amina Abdullahi" in text(client.get(f"/desk/search/?q={words}"))
    assert "Amina" not in text(client.get("/desk/search/?q=qqqqqq"))


def test_unknown_keys_are_404(world: World, browser: SignIn) -> None:
    client = browser(world.elena)
    for name in ("plan_page", "proposal_page", "match_page", "me_match", "me_question"):
        assert client.get(reverse(name, args=[uuid4()])).status_code == 404
    assert Proposal.objects.count() == 0
