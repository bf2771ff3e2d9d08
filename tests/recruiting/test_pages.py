"""The pages: a poster, an application question by question, the desk, one's own."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.documents.writers import html
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.people.enums import SessionKind
from amir.people.models import Account
from amir.recruiting import actions
from amir.recruiting.actions.deciding import Wanted
from amir.recruiting.models import Criteria, Enquiry, RoleDescription
from amir.recruiting.posters import as_poster
from amir.recruiting.questions import QUESTIONS
from amir.recruiting.steps import next_step, steps_for
from tests.consortium import Consortium, signed_in
from tests.documents.test_writers import inside

from .conftest import Roles
from .test_applying import VOICE

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
TYPED = {
    "name": {"name": "Amina"}, "phone": {"phone": "+39 340 777 0001"}, "adult": {"adult": "yes"},
    "languages": {"languages": ["ar", "it"]}, "place": {"place": "Bologna"},
    "themes": {"themes": ["work"]}, "time": {"time": ["evenings"]}, "years": {"years": "3"},
    "words": {"words": ""}, "heard": {"heard": "friend"}, "consent": {"agree": "on"}, "check": {},
}  # fmt: skip


def text_of(page: HttpResponse) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))


def desk(consortium: Consortium) -> Client:
    return signed_in(consortium.elena)


def person(participant: Participant) -> Client:
    client = signed_in(participant.person_id)
    session = client.session
    session["kind"] = Account.objects.get(pk=participant.person_id).session_kind
    assert session["kind"] in SessionKind.values
    session.save()
    return client


def walk(client: Client, opening_slug: str, **changed: dict[str, object]) -> tuple[str, list[str]]:
    """Apply question by question; the last address, and the steps on the way."""
    answer = client.post(f"/join/{opening_slug}/apply/")
    steps = []
    while answer.status_code == 302 and len(steps) < 20:
        address = answer.headers["Location"]
        step = address.split("?")[0].rstrip("/").rsplit("/", 1)[1]
        if step not in TYPED and step not in changed:
            return address, steps
        steps.append(step)
        assert client.get(address).status_code == 200
        answer = client.post(address, changed.get(step, TYPED.get(step, {})))
    return "", steps


def test_application_takes_twelve_pages_and_no_account(elena: Actor, roles: Roles) -> None:
    client = Client()
    address, steps = walk(client, roles.mentor.slug)
    assert steps == list(TYPED)
    assert len(steps) <= 12
    page = client.get(address)
    assert "We have received it" in text_of(page)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    with acting_as(elena):
        assert Participant.objects.get().state == State.APPLICANT


def test_questions_stand_in_their_order_and_ask_minors_for_a_guardian() -> None:
    assert steps_for({}) == [q.step for q in QUESTIONS if q.step != "guardian"] + ["check"]
    assert "guardian" in steps_for({"adult": "no"})
    assert next_step({"name": "Amina"}) == "phone"
    assert next_step({}, "consent") == "check"


def test_link_resumes_where_somebody_stopped(roles: Roles) -> None:
    client = Client()
    first = client.post(f"/join/{roles.mentee.slug}/apply/").headers["Location"]
    client.post(first, TYPED["name"])
    resumed = Client().get(first.removesuffix("name/"))
    assert resumed.headers["Location"] == first.replace("/name/", "/phone/")
    assert Client().get(first.replace(roles.mentee.slug, roles.mentor.slug)).status_code == 404
    assert Client().get(f"/join/{roles.mentee.slug}/apply/{'0' * 24}/").status_code == 404


def test_minor_is_told_whom_to_call_and_nothing_is_sent(elena: Actor, roles: Roles) -> None:
    client = Client()
    address, steps = walk(client, roles.mentee.slug, adult={"adult": "no"})
    assert (address, steps) == ("", ["name", "phone", "adult"])
    with acting_as(elena):
        assert not Participant.objects.exists()


def test_voice_message_in_place_of_writing(
    consortium: Consortium, elena: Actor, roles: Roles
) -> None:
    client = Client()
    recorded = SimpleUploadedFile("voice.ogg", VOICE, "audio/ogg")
    walk(client, roles.mentor.slug, words={"words": "", "voice": recorded})
    with acting_as(elena):
        taken = Participant.objects.get()
    page = desk(consortium).get(f"/desk/applications/{taken.pk}/")
    source = re.search(r'src="(/desk/applications/[^"]*/voice/[^"]+)"', page.content.decode())
    assert source
    heard = desk(consortium).get(source[1])
    assert (heard.content, heard.headers["Content-Type"]) == (VOICE, "audio/ogg")


def test_call_me_puts_somebody_on_the_list(consortium: Consortium, roles: Roles) -> None:
    client = Client()
    first = client.post(f"/join/{roles.mentee.slug}/apply/").headers["Location"]
    address = first.replace("/name/", "/call/")
    sent = client.post(address, {"name": "Yusuf", "phone": "+39 340 777 0003"})
    assert "We will call you" in text_of(client.get(sent.headers["Location"]))
    page = desk(consortium).get("/desk/applications/")
    assert "Yusuf" in text_of(page)
    settle = re.search(r'action="(/desk/applications/calls/[^"]+)"', page.content.decode())
    assert settle
    desk(consortium).post(settle[1])
    assert "+39" not in text_of(desk(consortium).get("/desk/applications/"))


@pytest.mark.parametrize("language", ["en", "it", "ar"])
def test_role_and_poster_speak_every_shipped_language(roles: Roles, language: str) -> None:
    with translation.override(language):
        wanted = translation.gettext("Become a mentor")
    for page in ("", "poster/"):
        shown = Client().get(f"/join/{roles.mentor.slug}/{page}?language={language}")
        assert f'lang="{language}"' in shown.content.decode()
        assert wanted in text_of(shown)
        assert "Paid by AMIF." in text_of(shown)
    assert "<svg" in shown.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_poster_is_one_tagged_page_of_a4(
    consortium: Consortium, roles: Roles, language: str
) -> None:
    answer = desk(consortium).get(f"/desk/roles/{roles.mentor.pk}/poster/{language}/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert f"{roles.mentor.slug}-{language}.pdf" in answer.headers["Content-Disposition"]
    found = inside(answer.content)
    assert len(re.findall(rb"/Type\s*/Page\b", found)) == 1
    assert re.search(rb"/Lang\s*\(%s\)" % language.encode(), found)
    assert b"/StructTreeRoot" in found


def test_poster_says_how_to_apply_in_its_language(elena: Actor, roles: Roles) -> None:
    with acting_as(elena):
        document = as_poster(roles.mentor, "it")
    said = html(document)
    with translation.override("it"):
        assert document.title == translation.gettext("Become a mentor")
        assert translation.gettext("Apply with your phone") in said
    assert f"/join/{roles.mentor.slug}" in said
    assert "Paid by AMIF." in document.small_print[0]


def test_poster_of_an_unknown_language_is_not_there(consortium: Consortium, roles: Roles) -> None:
    assert desk(consortium).get(f"/desk/roles/{roles.mentor.pk}/poster/xx/").status_code == 404


def test_closed_role_offers_no_way_to_apply(elena: Actor, roles: Roles) -> None:
    with acting_as(elena):
        actions.switch_role(elena, opening=roles.mentor, is_open=False)
    page = Client().get(f"/join/{roles.mentor.slug}/")
    assert "Closed at the moment" in text_of(page)
    assert "/apply/" not in page.content.decode()
    answer = Client().post(f"/join/{roles.mentor.slug}/apply/")
    assert answer.headers["Location"] == f"/join/{roles.mentor.slug}/"


def test_unreviewed_consent_is_marked_and_asks_who_explained_it(roles: Roles) -> None:
    client = Client()
    client.cookies["language"] = "ar"
    first = client.post(f"/join/{roles.mentee.slug}/apply/").headers["Location"]
    page = client.get(first.replace("/name/", "/consent/"))
    shown = page.content.decode()
    assert 'lang="ar" dir="rtl"' in shown
    assert 'lang="en" dir="ltr"' in shown
    refused = client.post(first.replace("/name/", "/consent/"), {"agree": "on"})
    assert refused.status_code == 200


def test_desk_writes_down_and_decides(
    consortium: Consortium, elena: Actor, yusuf: Participant
) -> None:
    client, address = desk(consortium), f"/desk/applications/{yusuf.pk}/"
    day = {"held_on_day": 2, "held_on_month": 6, "held_on_year": 2025}
    done = client.post(f"{address}interview/", {"mode": "video", "minutes": 30, **day})
    assert done.headers["Location"] == address
    form = {"version": 0, "ruling": "accept", "criterion_adult": "yes"}
    assert "not met" in text_of(client.post(f"{address}decide/", form))
    for key in ("here", "wants", "time", "language"):
        form[f"criterion_{key}"] = "yes"
    for key in ("harm", "own_gain", "crisis"):
        form[f"criterion_{key}"] = "no"
    assert client.post(f"{address}decide/", form).status_code == 302
    with acting_as(elena):
        yusuf.refresh_from_db()
        assert yusuf.state == State.ACCEPTED
    assert "Accept" in text_of(client.get(address))
    assert client.get(f"{address}nothing/").status_code == 404


def test_desk_of_roles_texts_and_criteria(
    consortium: Consortium, elena: Actor, roles: Roles
) -> None:
    client, address = desk(consortium), f"/desk/roles/{roles.mentor.pk}/"
    assert "Link, poster and texts" in text_of(client.get("/desk/roles/"))
    texts = dict.fromkeys(("benefits", "tasks", "support", "challenges", "eligibility"), "Words")
    assert client.post(f"{address}text/it/", texts).status_code == 302
    assert client.post(f"{address}text/it/", texts | {"tasks": ""}).status_code == 200
    criteria = {"kept": ["adult"], "own_1": "Lives in Bologna", "kind_1": "must"}
    assert client.post(f"{address}criteria/", criteria).status_code == 302
    assert client.get(f"{address}text/xx/").status_code == 404
    with acting_as(elena):
        assert [row.version for row in RoleDescription.objects.all()] == [1]
        [adult, own] = Criteria.objects.get().items
        assert (adult["key"], own["label"]) == ("adult", "Lives in Bologna")


def test_helped_application_leads_to_the_same_pages(
    consortium: Consortium, elena: Actor, roles: Roles
) -> None:
    client = desk(consortium)
    told = {"opening": str(roles.mentee.pk), "language": "ar"}
    first = client.post("/desk/applications/help/", told).headers["Location"]
    assert first.startswith(f"/join/{roles.mentee.slug}/apply/")
    assert 'dir="rtl"' in client.get(first).content.decode()
    with acting_as(elena):
        assert Enquiry.objects.get().helped_by == consortium.elena


def test_person_reads_the_decision_in_their_language(
    elena: Actor, roles: Roles, yusuf: Participant
) -> None:
    with acting_as(elena):
        wanted = Wanted("refuse", {}, criterion="time", reason="no_time", words="Torna presto")
        actions.decide_application(elena, participant=yusuf, wanted=wanted)
    client = person(yusuf)
    client.cookies["language"] = "it"
    page = text_of(client.get("/me/application/"))
    assert "Un abbinamento chiede più tempo di quello che hai ora." in page
    assert "Torna presto" in page


def test_mentor_says_how_prepared_they_feel(amina: Participant, yusuf: Participant) -> None:
    client = person(amina)
    assert client.get("/me/evaluation/before/").status_code == 200
    done = client.post("/me/evaluation/before/", {"topic_0": "4"})
    assert done.headers["Location"] == "/me/application/"
    assert person(yusuf).get("/me/evaluation/before/").status_code == 404


def test_morning_page_warns_of_checks_that_lapse(
    consortium: Consortium, elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        actions.record_check(
            elena, participant=amina, kind="Casellario", country="IT", result="clear",
            seen_on=date(2024, 1, 1), expires_on=clock.today(),
        )  # fmt: skip
        Participant.objects.filter(pk=amina.pk).update(state=State.ACCEPTED)
    page = text_of(desk(consortium).get("/desk/"))
    assert "the record check ends on" in page
