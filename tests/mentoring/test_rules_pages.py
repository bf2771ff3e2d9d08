"""The page of the rules as a browser without JavaScript meets it, and the API beside it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.models import Work
from amir.mentoring import previewing
from amir.mentoring.models import RuleSet
from amir.mentoring.tasks import preview_rules

from .conftest import QuietProgress, World
from .rule_data import typed
from .test_pages import text
from .test_previewing import NO_THEME, people, save

pytestmark = pytest.mark.django_db(databases=["default", "aside"])

SignIn = Callable[[Actor], Client]
STRICT = {"hard__language__level": "c1"}


def send(client: Client, world: World, act: str, **changes: str | None) -> Any:
    """The form sent by its button."""
    data = typed(**changes) | {"act": act, "scope": f"{world.organisation_id}:", "based_on": "0"}
    return client.post(reverse("rules"), data)


def value(page: Any, name: str) -> str:
    """What stands in a box of the page."""
    [found] = re.findall(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return str(found)


def test_page_marks_our_default_at_every_setting(world: World, browser: SignIn) -> None:
    page = browser(world.elena).get(reverse("rules"))
    said = text(page)
    assert "Our defaults count now" in said
    assert said.count("Our default:") == len(typed())
    assert "Years longer, at least Our default: 2." in said
    save(world, {"hard": {"settled": {"years": 5}}})
    said = text(browser(world.elena).get(reverse("rules")))
    assert "Version 1 counts now" in said
    assert "Years longer, at least Changed. Our default: 2." in said


def test_preview_button_shows_what_would_change_and_saves_nothing(
    world: World, browser: SignIn
) -> None:
    people(world)
    page = send(browser(world.elena), world, "preview", **STRICT, note="Try it")
    said = text(page)
    assert page.status_code == 200
    assert "1 fewer matched, 1 pair differs" in said
    assert "Hana : nobody, until now Berhane" in said
    assert value(page, "note") == "Try it"
    with acting_as(world.elena):
        assert RuleSet.objects.count() == 0


def test_live_preview_is_a_part_of_the_page(world: World, browser: SignIn) -> None:
    people(world)
    client = browser(world.elena)
    data = typed(**STRICT) | {"scope": f"{world.organisation_id}:"}
    part = client.post(reverse("rules"), data, headers={"HX-Request": "true"})
    assert part.content.decode().startswith('<div id="preview" role="status">')
    assert "1 fewer matched, 1 pair differs" in text(part)
    broken = client.post(
        reverse("rules"), data | {"score-sector": "many"}, headers={"HX-Request": "true"}
    )
    assert "Write a whole number, 0 to 1000000" in text(broken)


def test_bad_number_gets_an_error_and_nothing_typed_is_lost(world: World, browser: SignIn) -> None:
    page = send(browser(world.elena), world, "save", score__sector="many", score__slots="1, 2",
                note="More for sectors")  # fmt: skip
    assert "Write a whole number, 0 to 1000000: Sector – The same sector of work" in text(page)
    assert [value(page, name) for name in ("score-sector", "score-slots", "note")] == [
        "many", "1, 2", "More for sectors",
    ]  # fmt: skip


def test_save_makes_a_version_and_its_history(world: World, browser: SignIn) -> None:
    client = browser(world.elena)
    answer = send(client, world, "save", hard__theme__on=None, note="Too strict")
    assert answer.status_code == 302
    assert "Version 1 is saved. The next plan uses it." in text(client.get(answer["Location"]))
    said = text(client.get(reverse("rules_history")))
    assert (
        "Version 1 Counts now The mentor knows the mentee's first theme: no instead of yes." in said
    )
    assert "Too strict Elena" in said


def test_somebody_elses_version_is_told_before_it_is_replaced(
    world: World, browser: SignIn
) -> None:
    save(world, NO_THEME)
    client = browser(world.sofia)
    page = send(client, world, "save", hard__settled__years="4")
    assert "Version 1 was saved meanwhile." in text(page)
    assert value(page, "hard-settled-years") == "4"
    assert value(page, "based_on") == "1"


def test_earlier_version_can_be_looked_at_and_used_again(world: World, browser: SignIn) -> None:
    people(world)
    save(world, {"hard": {"language": {"level": "c1"}}})
    save(world, {})
    client = browser(world.elena)
    said = text(client.get(reverse("rules_history")))
    assert "Both speak one language – How well, at least: C1 instead of B1." in said
    page = client.get(reverse("rules"), {"version": "1"})
    assert "1 fewer matched, 1 pair differs" in text(page)
    assert value(page, "note") == "Version 1 again"
    assert value(client.get(reverse("rules"), {"version": "0"}), "note") == "Our defaults again"


@pytest.mark.parametrize("version", ["7", "x", "9" * 30])
def test_version_that_never_was_is_not_found(world: World, browser: SignIn, version: str) -> None:
    assert browser(world.elena).get(reverse("rules"), {"version": version}).status_code == 404


def test_rules_of_others_are_not_shown_and_not_changed(world: World, browser: SignIn) -> None:
    client = browser(world.nour)
    answer = send(client, world, "save", hard__theme__on=None)
    assert "Choose for whom the rules are." in text(client.get(answer["Location"]))
    address = reverse("rules_history")
    assert client.get(address, {"scope": f"{world.organisation_id}:"}).status_code == 404
    with acting_as(world.elena):
        assert RuleSet.objects.count() == 0


def test_many_people_are_previewed_in_the_background(
    world: World, browser: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(world)
    monkeypatch.setattr(previewing, "MOST_PAIRS_AT_ONCE", 1)
    client = browser(world.elena)
    assert "hx-post" not in client.get(reverse("rules")).content.decode()
    waiting = send(client, world, "preview", **STRICT, note="Try it")
    assert "You can leave this page. The work goes on." in text(waiting)
    with acting_as(world.elena) as elena:
        work = Work.objects.get(task="mentoring.preview_rules")
        arguments = jobs_arguments(work)
        address = preview_rules.run(elena, QuietProgress(work.pk, elena), **arguments)
    page = client.get(address)
    assert "1 fewer matched, 1 pair differs" in text(page)
    assert value(page, "note") == "Try it"
    assert 'value="c1" id="id_hard-language-level_3" checked' in re.sub(
        r"\s+", " ", page.content.decode()
    )


def jobs_arguments(work: Work) -> dict[str, Any]:
    """What stands in the queue for a piece of work."""
    with connection.cursor() as cursor:
        cursor.execute("select args -> 'arguments' from procrastinate_jobs"
                       " where args ->> 'work_id' = %s", [str(work.pk)])  # fmt: skip
        [(arguments,)] = cursor.fetchall()
    return dict(json.loads(arguments))


def api(client: Client, path: str, body: dict[str, Any] | None = None) -> Any:
    """What the API answers."""
    if body is None:
        return client.get(f"/api/v1{path}")
    return client.post(f"/api/v1{path}", body, content_type="application/json")


def test_api_previews_saves_and_tells_versions(world: World, browser: SignIn) -> None:
    people(world)
    client = browser(world.elena)
    sent = {"organisation_id": str(world.organisation_id),
            "changes": {"hard": {"language": {"level": "c1"}}}}  # fmt: skip
    told = api(client, "/rules/preview", sent).json()
    assert told == {
        "before": 3, "after": 2, "differing": 1,
        "differences": [{"mentee": "Hana", "before": "Berhane", "after": ""}],
    }  # fmt: skip
    made = api(client, "/rules", {**sent, "note": "Try", "based_on": 0})
    assert made.status_code == 201
    listed = api(client, "/rules").json()["items"]
    assert [(row["number"], row["note"]) for row in listed] == [(1, "Try")]
    one = api(client, f"/rules/{listed[0]['id']}").json()
    assert one["changes"] == sent["changes"]
    assert one["settings"]["hard"]["language"]["level"] == "c1"
    assert one["settings"]["reach_km"] == 50
    again = api(client, "/rules", {**sent, "changes": {}, "based_on": 0})
    assert again.status_code == 409


def test_api_gives_a_long_preview_once_it_is_done(
    world: World, browser: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(world)
    monkeypatch.setattr(previewing, "MOST_PAIRS_AT_ONCE", 1)
    client = browser(world.elena)
    sent = {"organisation_id": str(world.organisation_id), "changes": NO_THEME}
    begun = api(client, "/rules/preview", sent)
    assert begun.status_code == 202
    with acting_as(world.elena) as elena:
        work = Work.objects.get(pk=begun.json()["work_id"])
        preview_rules.run(elena, QuietProgress(work.pk, elena), **jobs_arguments(work))
    done = api(client, "/rules/preview", sent)
    assert (done.status_code, done.json()["differing"]) == (200, 0)


@pytest.mark.parametrize("changes", [{"hard": {"ready": False}}, {"nothing": 1}, {"hard": 3}])
def test_api_refuses_rules_that_make_no_sense(
    world: World, browser: SignIn, changes: dict[str, Any]
) -> None:
    client = browser(world.elena)
    sent = {"organisation_id": str(world.organisation_id), "changes": changes}
    for path in ("/rules", "/rules/preview"):
        assert api(client, path, sent).status_code == 422
