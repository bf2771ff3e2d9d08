"""Looking around as anybody: in a demo on this machine, and nowhere else."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from amir.people.enums import SessionKind
from amir.people.models import BrowserSession

from .browsers import a_person, is_signed_in


@pytest.mark.parametrize("bind", ["127.0.0.1", "::1", "localhost", "127.0.0.9"])
def test_demo_signs_in_as_anybody(browser: Client, bologna: UUID, settings: Any, bind: str) -> None:
    settings.AMIR_DEMO, settings.AMIR_BIND = True, bind
    elena = a_person(bologna, "Elena", session_kind=SessionKind.STAFF)
    assert browser.get("/demo/").status_code == 200
    assert browser.get(f"/demo/as/{elena.id}/")["Location"] == "/desk/"
    assert is_signed_in(browser)
    assert BrowserSession.objects.get(account_id=elena.id).kind == SessionKind.STAFF


@pytest.mark.parametrize(
    ("demo", "bind"),
    [(False, "127.0.0.1"), (True, "192.0.2.7"), (True, "0.0.0.1"), (True, "::"), (True, "example")],
)
def test_demo_does_not_exist_elsewhere(
    browser: Client, bologna: UUID, settings: Any, demo: bool, bind: str
) -> None:
    settings.AMIR_DEMO, settings.AMIR_BIND = demo, bind
    yusuf = a_person(bologna)
    for method in (browser.get, browser.post):
        assert method(f"/demo/as/{yusuf.id}/").status_code == 404
    assert browser.get("/demo/").status_code == 404
    assert not is_signed_in(browser)
    assert "/demo/" not in browser.get("/sign-in/").content.decode()


def test_demo_knows_only_its_people(browser: Client, db: None, settings: Any) -> None:
    settings.AMIR_DEMO = True
    assert browser.get(f"/demo/as/{uuid4()}/").status_code == 404


def test_demo_changes_from_one_person_to_another(
    browser: Client, bologna: UUID, settings: Any
) -> None:
    settings.AMIR_DEMO = True
    yusuf, amina = a_person(bologna, "Yusuf"), a_person(bologna, "Amina")
    browser.get(f"/demo/as/{yusuf.id}/")
    browser.get(f"/demo/as/{amina.id}/?next=/ways-in/")
    assert browser.session["_auth_user_id"] == str(amina.id)
