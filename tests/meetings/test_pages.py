"""The pages of meetings, goals, dates and expenses, as a browser without JavaScript meets them."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed
from amir.meetings.actions import Told, add_goal, choose_symbol, claim_expense, make_link
from amir.meetings.models import Expense, Goal, Meeting, NextDate, PersonalLink, Step, VoiceNote
from amir.meetings.queries import expenses_visible_to, teller_by_token
from tests.mentoring.test_pages import SignIn

from .conftest import Pair, pair_of
from .test_logging import SOUND

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def text(response: object) -> str:
    """What a page says, without its marks."""
    content = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content[content.index("<main") :])).split())


def sent(**more: object) -> dict[str, object]:
    """The form as it stands there, with what is changed."""
    return {"client_id": str(uuid4()), "ago": "0", "minutes": "60", "mode": "in_person", **more}


def boxes(name: str, day: object) -> dict[str, object]:
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


def test_link_takes_a_meeting_and_says_so(pair: Pair, client: Client) -> None:
    address = pair.link().address.split("8000")[1]
    assert "How many minutes?" in text(client.get(address))
    page = client.post(address, sent(minutes="45", ago="1", concern="on"), follow=True)
    assert "45 minutes are written down." in text(page)
    assert f"/concern/{pair.world.organisation_id}/" in page.content.decode()
    with acting_as(pair.elena):
        meeting = Meeting.objects.get()
    assert meeting.held_on == clock.today() - timedelta(days=1)
    assert (meeting.source, meeting.has_concern) == ("link", True)


def test_link_shows_no_name_and_no_own_words(pair: Pair, client: Client) -> None:
    with acting_as(pair.amina) as amina:
        add_goal(amina, match=pair.match, template="work.cv")
        add_goal(amina, match=pair.match, title="Leave the flat in via Rossi")
    made = pair.link()
    page = client.get(made.address.split("8000")[1]).content.decode()
    assert "Write the CV together" in page
    for hidden in ("Yusuf", "Amina", "via Rossi", "Casa"):
        assert hidden not in page


def test_link_sent_twice_writes_once_and_other_numbers_are_asked_for(
    pair: Pair, client: Client
) -> None:
    address = pair.link().address.split("8000")[1]
    form = sent(minutes="other")
    page = client.post(address, form)
    assert "Write how many minutes it was" in text(page)
    for _again in range(2):
        client.post(address, {**form, "other_minutes": "75"})
    with acting_as(pair.elena):
        assert Meeting.objects.get().minutes == 75


def test_meeting_told_differently_is_kept_twice_and_said(
    pair: Pair, client: Client, browser: SignIn
) -> None:
    address, form = pair.link().address.split("8000")[1], sent(minutes="45")
    assert "You told this differently" not in text(client.post(address, form, follow=True))
    page = client.post(address, {**form, "minutes": "90"}, follow=True)
    assert "You told this differently before." in text(page)
    with acting_as(pair.elena):
        assert Meeting.objects.get().minutes == 45
    page = browser(pair.elena).get(reverse("match_meetings", args=[pair.match.pk]))
    assert "Came twice and different" in text(page)


def test_link_that_is_unknown_or_taken_back_says_so(
    pair: Pair, client: Client, browser: SignIn
) -> None:
    made = pair.link()
    address = made.address.split("8000")[1]
    assert client.get("/m/nothing/").status_code == 404
    browser(pair.elena).post(reverse("link_revoke", args=[made.link.pk]))
    page = client.get(address)
    assert (page.status_code, "This link does not work" in text(page)) == (404, True)
    assert client.post(address, sent()).status_code == 404


def test_symbol_is_chosen_by_its_owner_and_tells_pairs_apart(pair: Pair, client: Client) -> None:
    made = pair.link()
    assert made.link.symbol == "heart"
    client.post(reverse("meeting_link_symbol", args=[made.token]), {"symbol": "moon"})
    teller = teller_by_token(made.token)
    assert teller is not None
    assert teller.link is not None
    assert teller.link.symbol == "moon"
    with acting_as(pair.elena) as elena, pytest.raises(NotAllowed):
        choose_symbol(elena, link=made.link, symbol="sun")


def test_voice_note_by_link_waits_for_the_coordinator(
    pair: Pair, client: Client, browser: SignIn
) -> None:
    made = pair.link()
    page = client.post(
        reverse("meeting_link_voice", args=[made.token]),
        {"client_id": str(uuid4()), "ago": "0", "sound": SimpleUploadedFile("v.ogg", SOUND)},
    )
    assert "We have your voice" in text(page)
    elena = browser(pair.elena)
    with acting_as(pair.elena):
        note = VoiceNote.objects.get()
    assert str(note.pk) in elena.get(reverse("meetings")).content.decode()
    heard = elena.get(reverse("voice_sound", args=[note.pk]))
    assert (heard["Content-Type"], heard.content) == ("audio/ogg", SOUND)
    elena.post(reverse("voice_note", args=[note.pk]), {"minutes": "50"})
    with acting_as(pair.elena):
        assert Meeting.objects.get().minutes == 50


def test_offline_page_is_of_nobody(pair: Pair, client: Client, browser: SignIn) -> None:
    anonymous = client.get("/m/offline/ar/").content
    assert browser(pair.yusuf).get("/m/offline/ar/").content == anonymous
    assert b'dir="rtl"' in anonymous
    assert client.get("/m/offline/xx/").status_code == 404
    worker = client.get("/m/worker.js")
    assert worker["Service-Worker-Allowed"] == "/"


def test_yusuf_tells_a_meeting_and_sets_the_next_date(pair: Pair, browser: SignIn) -> None:
    client = browser(pair.yusuf)
    assert "Write down a meeting" in text(client.get("/me/"))
    log = reverse("me_meeting_log", args=[pair.match.pk])
    assert "Amina" in text(client.get(log))
    following = clock.today() + timedelta(days=9)
    page = client.post(log, sent(next="other", **boxes("next_day", following)), follow=True)
    assert "60 minutes are written down." in text(page)
    with acting_as(pair.elena):
        assert NextDate.objects.get().on == following
    page = client.post(reverse("me_date_cancel", args=[pair.match.pk]), follow=True)
    assert "No date yet." in text(page)


def test_third_meeting_asks_for_a_goal(pair: Pair, browser: SignIn) -> None:
    client, log = browser(pair.yusuf), reverse("me_meeting_log", args=[pair.match.pk])
    asked = [
        "Choose one goal together." in text(client.post(log, sent(**how), follow=True))
        for how in ({"ago": "0"}, {"ago": "1"},
                    {"ago": "other", **boxes("day", clock.today() - timedelta(days=4))})
    ]  # fmt: skip
    assert asked == [False, False, True]
    client.post(reverse("me_goal_add", args=[pair.match.pk]), {"template": "housing.search"})
    assert "Choose one goal together." not in text(client.post(log, sent(), follow=True))
    assert "Find a home" in text(client.get(reverse("me_goals", args=[pair.match.pk])))


def test_steps_of_a_goal_are_ticked_and_added(pair: Pair, browser: SignIn) -> None:
    client = browser(pair.amina)
    with acting_as(pair.amina) as amina:
        goal = add_goal(amina, match=pair.match, template="work.cv")
        step = Step.objects.earliest("order")
    client.post(reverse("me_step", args=[step.pk]), {"done": "yes"})
    page = reverse("me_goal", args=[goal.pk])
    client.post(page, {"title": "Print it", "owner": "mentee"})
    assert "Print it" in text(client.get(page))
    client.post(page, {"state": "reached"})
    with acting_as(pair.elena):
        assert Step.objects.filter(done_on=clock.today()).count() == 1
        assert Goal.objects.get().state == "reached"


def test_mentor_asks_for_expenses_and_coordinator_settles_them(pair: Pair, browser: SignIn) -> None:
    page = reverse("me_expenses", args=[pair.match.pk])
    assert browser(pair.yusuf).get(page).status_code == 404
    form = {"amount": "3.50", "kind": "travel", **boxes("spent_on", clock.today())}
    client = browser(pair.amina)
    assert "3.50 EUR" in text(client.post(page, {**form, "has_receipt": "on"}, follow=True))
    assert client.post(page, {**form, "amount": "0"}).status_code == 200
    with acting_as(pair.elena):
        expense = Expense.objects.get()
    elena = browser(pair.elena)
    elena.post(reverse("expenses"), {"act": "paid", "row": str(expense.pk)})
    with acting_as(pair.elena):
        assert Expense.objects.get().state == "paid"
    with acting_as(pair.yusuf) as yusuf:
        assert not expenses_visible_to(yusuf).exists()
        with pytest.raises(NotAllowed):
            claim_expense(
                yusuf, match=pair.match, spent_on=clock.today(), cents=100, kind="food",
                has_receipt=False,
            )  # fmt: skip


def test_own_link_is_made_and_shown_once(pair: Pair, browser: SignIn) -> None:
    client = browser(pair.yusuf)
    page = reverse("me_meeting_link", args=[pair.match.pk])
    token = re.search(r"/m/([\w-]{24})/", client.post(page).content.decode())
    assert token is not None
    assert token[1] not in client.get(page).content.decode()
    teller = teller_by_token(token[1])
    assert teller is not None
    assert teller.person_id == pair.match.mentee_person_id
    with acting_as(pair.yusuf) as yusuf, pytest.raises(NotAllowed):
        make_link(yusuf, match=pair.match, person_id=pair.match.mentor_person_id, language="en")


def test_desk_sees_meetings_and_takes_them_away(pair: Pair, browser: SignIn) -> None:
    pair.log(Told(clock.today(), 45, theme="work", has_concern=True))
    elena = browser(pair.elena)
    for page in (reverse("meetings"), reverse("match_meetings", args=[pair.match.pk])):
        assert "Yusuf" in text(elena.get(page))
    assert "They met on 1 day." in text(elena.get(reverse("match_page", args=[pair.match.pk])))
    book = openpyxl.load_workbook(BytesIO(elena.get(reverse("meetings") + "?export=xlsx").content))
    [heading, row] = [[cell.value for cell in line] for line in book.active.iter_rows()][-2:]
    found = dict(zip(heading, row, strict=True))
    assert (found["Mentee"], found["Minutes"], found["Worry"]) == ("Yusuf", 45, "Yes")
    made = elena.post(reverse("match_link_make", args=[pair.match.pk]), {"side": "mentee"})
    assert "/m/" in text(made)
    with acting_as(pair.elena):
        assert PersonalLink.objects.get().person_id == pair.match.mentee_person_id


def test_desk_adds_a_goal_and_sees_its_steps(pair: Pair, browser: SignIn) -> None:
    elena = browser(pair.elena)
    add = reverse("match_goal_add", args=[pair.match.pk])
    assert "Write what you want to reach." in text(elena.post(add, {"title": ""}))
    page = elena.post(add, {"template": "work.cv"}, follow=True)
    assert "Write the CV together" in text(page)


def test_pages_of_other_pairs_are_not_found(pair: Pair, browser: SignIn) -> None:
    other = pair_of(pair.world, "Hana", "Omar", email="omar@example.org", phone="+393330009999")
    with acting_as(other.amina) as omar:
        goal = add_goal(omar, match=other.match, template="work.cv")
    client = browser(pair.amina)
    for name in ("me_meetings", "me_meeting_log", "me_meeting_voice", "me_meeting_link", "me_goals",
                 "me_goal_add", "me_next_date", "me_expenses"):  # fmt: skip
        assert client.get(reverse(name, args=[other.match.pk])).status_code == 404, name
    assert client.post(reverse("me_goal", args=[goal.pk]), {"state": "dropped"}).status_code == 404
    nour = browser(pair.world.nour)
    for name in ("match_meetings", "match_goals", "match_link_make"):
        assert nour.get(reverse(name, args=[other.match.pk])).status_code == 404, name
