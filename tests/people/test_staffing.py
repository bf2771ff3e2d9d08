"""`amir organisation create` and `amir invite`: no default account, a link that works once."""

import argparse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from amir.config.command import staffing as command
from amir.core.secrets import index
from amir.organisations.models import Organisation
from amir.people.models import Account

from .browsers import is_signed_in
from .test_factors import come_to_the_second_step, set_up_app

# Keys are looked after as the owner of the tables.
pytestmark = pytest.mark.django_db(databases=["default", "aside", "owner"])

EMAIL = "elena@casa.example"


@pytest.fixture(autouse=True)
def new_installation(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The database of this test in place of an own one; keys of its own."""
    settings.AMIR_KEYS = tmp_path / "keys"
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/amir")
    index._lookup_secret.cache_clear()


def run(*arguments: str) -> int:
    top = argparse.ArgumentParser()
    command.add_to(top.add_subparsers())
    options = top.parse_args(arguments)
    return int(options.run(options))


def create() -> int:
    return run(
        "organisation", "create", "--name", "Casa", "--country", "it",
        "--person", "Elena", "--email", EMAIL,
    )  # fmt: skip


def path_printed(capsys: pytest.CaptureFixture[str]) -> str:
    return urlsplit(capsys.readouterr().out.strip()).path


def test_first_administrator_comes_in_through_the_link(
    browser: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Account.objects.count() == 0
    assert create() == 0
    assert Organisation.objects.get().name == "Casa"
    link = path_printed(capsys)
    assert browser.post(link)["Location"] == "/sign-in/factor/"
    set_up_app(browser)
    assert browser.get("/sign-in/go-on/")["Location"] == "/desk/"
    assert is_signed_in(browser)
    assert Client().get(link).status_code == 404


def test_new_link_leads_to_the_second_factor_and_not_around_it(
    browser: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    create()
    browser.post(path_printed(capsys))
    set_up_app(browser)
    assert run("invite", EMAIL) == 0
    other = Client()
    other.post(path_printed(capsys))
    assert other.get("/ways-in/app/").status_code == 302
    assert not is_signed_in(other)


def test_whoever_lost_everything_starts_anew(
    browser: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    create()
    browser.post(path_printed(capsys))
    set_up_app(browser)
    assert run("invite", EMAIL, "--lost-everything") == 0
    other = Client()
    other.post(path_printed(capsys))
    set_up_app(other)
    come_to_the_second_step(third := Client())
    assert not is_signed_in(third)


def test_unknown_address_gets_no_link(capsys: pytest.CaptureFixture[str]) -> None:
    create()
    capsys.readouterr()
    assert run("invite", "nour@elsewhere.example") == 1
    assert capsys.readouterr().err == "amir: Not exactly one colleague has this address.\n"
