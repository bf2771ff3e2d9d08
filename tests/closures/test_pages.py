"""The closing on the desk from the first page to the last, and one's own pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amir.closures.models import Certificate, Closure, FollowUp
from amir.core import clock
from amir.core.access.acting import acting_as
from tests.access.payload import on
from tests.consortium import signed_in

from .conftest import Pair

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def test_closing_is_walked_page_by_page(pair: Pair) -> None:
    client = signed_in(pair.elena.account_id)  # type: ignore[arg-type]
    page = client.post(
        reverse("closure_begin", args=[pair.match.pk]), {"reason": "planned", "asked_by": "both"}
    )
    with acting_as(pair.elena):
        closure = Closure.objects.get()
    home = reverse("closure_page", args=[closure.pk])
    assert page["Location"] == home
    talk = {**on("held_on", clock.today()), "how_it_was": "good", "again": "yes"}
    for side in ("mentee", "mentor"):
        sent = client.post(reverse("closure_interview", args=[closure.pk, side]), talk)
        assert sent["Location"] == home
    assert "Still missing: Closing meeting, What comes afterwards." in client.post(
        reverse("closure_finish", args=[closure.pk]), follow=True
    ).content.decode().replace("&#x27;", "'")
    client.post(reverse("closure_meeting", args=[closure.pk]), on("met_on", clock.today()))
    client.post(
        reverse("closure_after", args=[closure.pk]),
        {
            "next_steps": "Nothing",
            "contact_after": "none",
            **on("responsible_until", clock.today()),
        },
    )
    client.post(reverse("closure_finish", args=[closure.pk]))
    assert pair.now().state == "ended"
    assert client.get(reverse("closures")).status_code == 200


def test_interview_page_says_what_is_missing(pair: Pair) -> None:
    closure = pair.begin()
    client = signed_in(pair.elena.account_id)  # type: ignore[arg-type]
    page = client.post(reverse("closure_interview", args=[closure.pk, "mentee"]), {"said": ""})
    assert "Write the day, or why you could not talk." in page.content.decode()
    assert client.get(reverse("closure_interview", args=[closure.pk, "friend"])).status_code == 404


def test_match_is_put_on_hold_from_its_page(pair: Pair) -> None:
    client = signed_in(pair.elena.account_id)  # type: ignore[arg-type]
    address = reverse("match_state", args=[pair.match.pk])
    assert address in client.get(reverse("match_page", args=[pair.match.pk])).content.decode()
    client.post(address, {"step": "hold", "why": "Amina asked: exams"})
    assert pair.now().state == "on_hold"


def test_follow_up_is_asked_one_question_a_page(pair: Pair) -> None:
    pair.end()
    with acting_as(pair.elena):
        follow_up = FollowUp.objects.order_by("due_on")[0]
        # A browser's session would not outlive three months.
        FollowUp.objects.filter(pk=follow_up.pk).update(due_on=clock.today())
    client = signed_in(pair.match.mentee_person_id)
    address = reverse("me_follow_up", args=[follow_up.pk])
    assert address in client.get("/me/").content.decode()
    page = client.post(address, {"question": "job", "said": "yes"}, follow=True)
    assert "Are you in a course or in training?" in page.content.decode()
    desk = signed_in(pair.elena.account_id)  # type: ignore[arg-type]
    assert "Yusuf" in desk.get(reverse("follow_ups")).content.decode()
    page = desk.post(
        reverse("follow_up_page", args=[follow_up.pk]), {"was_reached": "1", "job": "no"}
    )
    assert page["Location"] == reverse("follow_ups")


def test_certificate_is_given_and_found(pair: Pair) -> None:
    client = signed_in(pair.elena.account_id)  # type: ignore[arg-type]
    address = reverse("certificate_give", args=[pair.mentor.pk])
    assert client.get(address).status_code == 200
    page = client.post(
        address,
        {"name": "Amina A.", "language": "ar", "hours": "20", "competencies": ["listening"],
         **on("starts_on", clock.today() - timedelta(days=90)), **on("ends_on", clock.today())},
    )  # fmt: skip
    assert page["Location"] == reverse("certificates")
    mine = signed_in(pair.match.mentor_person_id).get(reverse("me_certificates"))
    with acting_as(pair.elena):
        code = Certificate.objects.get().code
    assert reverse("verify", args=[code]) in mine.content.decode()
    mentee = reverse("certificate_give", args=[pair.match.mentee_id])
    assert client.get(mentee).status_code == 404
