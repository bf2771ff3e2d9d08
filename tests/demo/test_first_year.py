"""The first pairs of Bologna: from the poster to the certificate, and what else can happen."""

import pytest
from django.test import Client
from django.urls import reverse

from amir.care.models import Contact
from amir.care.today import ringing
from amir.closures.models import Certificate, Closure, FollowUp
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.demo import facts
from amir.demo.first_pairs import first_matches
from amir.demo.moments import person
from amir.demo.story import coordinator_of
from amir.demo.telling import chapters
from amir.handbook.models import Comment, Edition
from amir.instruments.models import Round
from amir.meetings.models import Goal, Meeting
from amir.mentoring.models import Agreement, Match
from amir.people.queries import callings_of
from amir.recruiting.models import Enquiry, Opening, Verdict

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


@pytest.fixture
def elena() -> Actor:
    """Elena, after everything was told but the lists of the partners and their plans."""
    lists = {group["cohort"] for group in facts.facts_of("amir")["groups"]}
    for chapter in chapters("amir"):
        if chapter.doing.partition(":")[0] not in lists and not chapter.is_about_plans:
            chapter.tell()
    return coordinator_of("papa-giovanni")


def test_first_year_is_told_from_the_poster_to_the_certificate(elena: Actor) -> None:
    matches = first_matches(elena)
    with acting_as(elena):
        yusuf = matches["yusuf"]
        both = [yusuf.mentee_person_id, yusuf.mentor_person_id]
        names = callings_of(elena, both)
        assert [names[person].preferred_name for person in both] == ["Yusuf", "Amina"]
        assert {key: match.state for key, match in matches.items()} == {
            "yusuf": "running", "closed": "ended", "closing": "closing", "dormant": "dormant",
            "early": "ended", "concern": "running",
        }  # fmt: skip
        assert [key for key, match in matches.items() if match.suspended_at] == ["concern"]
        assert {matches[key].reason for key in ("closed", "early")} == {"planned", "work"}
        assert Opening.objects.filter(is_open=True).count() == 2
        assert set(Enquiry.objects.values_list("channel", flat=True)) == {"own", "helped"}
        assert Verdict.objects.filter(ruling="accept").count() == 2 * len(matches)
        assert Agreement.objects.exclude(signed_on=None).count() == len(matches)
        assert set(Meeting.objects.values_list("source", flat=True)) >= {"link", "page", "sms"}
        assert Goal.objects.filter(match=yusuf).count() == 2
        assert Contact.objects.filter(whom="referrer").exists()
        assert Closure.objects.exclude(closed_at=None).count() == 2
        assert FollowUp.objects.exists()
        paper = Certificate.objects.get()
    page = Client().get(reverse("verify", kwargs={"code": paper.code}))
    assert paper.name in page.content.decode()


def test_first_year_shows_on_the_pages_of_staff(elena: Actor) -> None:
    with acting_as(elena):
        rings = {ring.alarm.key for ring in ringing(elena)}
        assert {"contact_mentee", "contact_mentor", "waiting"} <= rings
        assert Edition.objects.count() == 2
    with acting_as(coordinator_of("svf")):
        assert Comment.objects.count() == 6, "partners read what the others said"


def test_first_year_lies_in_the_past_and_is_its_peoples_own(elena: Actor) -> None:
    match = first_matches(elena)["yusuf"]
    with acting_as(person(match.mentee_person_id)):
        days = list(Meeting.objects.values_list("held_on", flat=True))
        assert len(days) > 20
        assert max(days) < clock.today()
        assert Match.objects.count() == 1
        assert Round.objects.exclude(answered_at=None).count() >= 4
