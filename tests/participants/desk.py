"""The desk as these tests open it, and what its pages say."""

import re
from html import unescape
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.queries import participants_visible_to
from tests.consortium import signed_in

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')
PEOPLE = "/desk/participants/"


def hidden_in(page: HttpResponse) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(page.content.decode())}


def text_of(page: HttpResponse) -> str:
    return page.content.decode()


def desk(actor: Actor) -> Client:
    assert actor.account_id is not None
    return signed_in(actor.account_id)


def states(actor: Actor) -> dict[UUID, str]:
    with acting_as(actor):
        return dict(participants_visible_to(actor).values_list("pk", "state"))


def names_in(page: HttpResponse) -> list[str]:
    return re.findall(r'<a href="/desk/participants/[^"]+"><bdi>(\w+)</bdi>', text_of(page))
