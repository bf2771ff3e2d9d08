"""Pages for everybody travel compressed; what somebody signed in sees never does."""

import gzip
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from amir.core.actor import VISITOR
from amir.core.compressing import compressed
from tests.consortium import Consortium, signed_in
from tests.practices.told import published

from . import story

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
ACCEPTS = {"accept-encoding": "gzip, br"}


def addresses(consortium: Consortium) -> list[str]:
    work = story.published_report(consortium)
    published(consortium)
    path = reverse("publication", args=[work.pk, "it"])
    found = [reverse("home"), reverse("publications", args=["amir"]), path,
             reverse("publications_feed", args=["amir", "en"]), reverse("practices_public"),
             reverse("practices_feed")]  # fmt: skip
    listed = Client().get(reverse("practices_public")).content.decode()
    return [*found, *re.findall(r'href="(/practices/[0-9a-f-]{36}/)"', listed)]


def vary(response: HttpResponse) -> set[str]:
    return {name.strip().lower() for name in response["Vary"].split(",")}


def test_visitors_get_them_compressed_if_they_accept_it(consortium: Consortium) -> None:
    found = addresses(consortium)
    assert len(found) == 7
    for address in found:
        plain, packed = Client().get(address), Client().get(address, headers=ACCEPTS)
        assert plain.status_code == 200
        assert packed["Content-Encoding"] == "gzip", address
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) == int(packed["Content-Length"]) < len(plain.content)
        assert "Content-Encoding" not in plain
        for response in (plain, packed):
            assert vary(response) >= {"accept-encoding", "cookie"}


def test_whoever_is_signed_in_gets_them_as_they_are(consortium: Consortium) -> None:
    client = signed_in(consortium.carla)
    for address in addresses(consortium):
        response = client.get(address, headers=ACCEPTS)
        assert response.status_code == 200
        assert "Content-Encoding" not in response, address
        assert vary(response) >= {"accept-encoding", "cookie"}


def test_pages_with_a_token_are_not_compressed() -> None:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    request.actor = VISITOR  # type: ignore[attr-defined]
    words = "word " * 200
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="x">'  # noqa: S105  not one of ours
    with_token = compressed(lambda _request: HttpResponse(words + token))(request)
    assert with_token.content.decode() == words + token
    without = compressed(lambda _request: HttpResponse(words))(request)
    assert gzip.decompress(without.content).decode() == words
