"""Certificates and badges: signed, checked by everybody, and silent about all but name and time."""

import base64
import json
import re
from copy import deepcopy
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from amir.closures import actions
from amir.closures.badge import from_multibase, is_genuine, multibase, new_key
from amir.closures.certificate import as_document
from amir.closures.models import Certificate, SigningKey
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.documents.writers import docx, html, pdf
from tests.consortium import signed_in

from .conftest import Pair

pytestmark = pytest.mark.django_db


def given_to(pair: Pair, **changed: Any) -> Certificate:
    told: dict[str, Any] = {
        "name": "Amina Abdullahi", "language": "it", "starts_on": clock.today() - timedelta(200),
        "ends_on": clock.today(), "hours": 48, "competencies": ["listening", "planning"],
    }  # fmt: skip
    with acting_as(pair.elena) as elena:
        return actions.issue_certificate(elena, participant=pair.mentor, **{**told, **changed})


def told_by(page: str) -> str:
    """What the page says, from its heading to the help that stands on every page."""
    main = page[page.index("<h1") : page.index('<section class="help')]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def checked_by_anybody(badge: dict[str, Any], profile: dict[str, Any]) -> None:
    """What a stranger does with the badge and the issuer's page: written from the standard."""
    proof = dict(badge["proof"])
    [method] = [m for m in profile["verificationMethod"] if m["id"] == proof["verificationMethod"]]
    document = {name: value for name, value in badge.items() if name != "proof"}
    value = proof.pop("proofValue")
    told = {**proof, "@context": badge["@context"]}

    def hashed(thing: dict[str, Any]) -> bytes:
        text = json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return sha256(text.encode()).digest()

    raw = from_multibase(method["publicKeyMultibase"])
    assert raw[:2] == b"\xed\x01"
    key = Ed25519PublicKey.from_public_bytes(raw[2:])
    key.verify(from_multibase(value), hashed(told) + hashed(document))


def test_badge_is_checked_with_the_issuers_page_alone(pair: Pair) -> None:
    badge = given_to(pair).badge
    visitor = Client()
    profile = visitor.get(re.sub(r"^https?://[^/]+", "", badge["issuer"]["id"])).json()
    assert profile["id"] == badge["issuer"]["id"]
    checked_by_anybody(badge, profile)
    changed = deepcopy(badge)
    changed["credentialSubject"]["activityEndDate"] = "2030-01-01T00:00:00Z"
    with pytest.raises(InvalidSignature):
        checked_by_anybody(changed, profile)


def test_badge_is_an_open_badge_of_version_three(pair: Pair) -> None:
    badge = given_to(pair).badge
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert badge["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", badge["validFrom"])
    assert badge["credentialSubject"]["achievement"]["type"] == ["Achievement"]
    assert badge["credentialSubject"]["identifier"][0]["identityHash"] == "Amina Abdullahi"
    assert badge["proof"]["cryptosuite"] == "eddsa-jcs-2022"


def test_badges_of_an_organisation_share_its_key_and_keep_it_sealed(pair: Pair) -> None:
    first, second = given_to(pair), given_to(pair)
    with acting_as(pair.elena):
        key = SigningKey.objects.get()
    assert is_genuine(first.badge, public=key.public)
    assert is_genuine(second.badge, public=key.public)
    assert not is_genuine(first.badge, public=new_key()[0])
    with acting_as(pair.elena), connection.cursor() as cursor:
        cursor.execute("select private from closures_signingkey")
        [(stored,)] = cursor.fetchall()
    assert key.private.open().encode() not in bytes(stored)
    assert bytes.fromhex(key.private.open()) not in bytes(stored)
    with acting_as(pair.yusuf):
        assert SigningKey.objects.count() == 0


def test_verify_says_name_and_period_and_nothing_else(pair: Pair) -> None:
    certificate = given_to(pair, starts_on=date(2025, 2, 3), ends_on=date(2025, 9, 4))
    page = Client().get(reverse("verify", args=[certificate.code]))
    assert told_by(page.content.decode()) == (
        "This certificate is genuine Peer mentor Amina Abdullahi "
        "3 February 2025 – 4 September 2025 Given by Casa ."
    )


def test_verify_knows_no_other_code_and_no_withdrawn_one(pair: Pair) -> None:
    certificate = given_to(pair)
    assert Client().get(reverse("verify", args=["something"])).status_code == 404
    with acting_as(pair.elena) as elena:
        actions.withdraw_certificate(elena, certificate=certificate)
    assert Client().get(reverse("verify", args=[certificate.code])).status_code == 404


def test_certificate_says_the_same_in_all_forms(pair: Pair) -> None:
    document = as_document(given_to(pair), "Casa")
    assert document.language == "it"
    page = html(document)
    assert "48" in page
    assert "Amina Abdullahi" in page
    assert pdf(document)[:5] == b"%PDF-"
    assert pdf(document).count(b"/Type /Page\n") <= 1
    assert docx(document)[:2] == b"PK"


def test_certificate_is_taken_away_by_its_mentor_only(pair: Pair) -> None:
    certificate = given_to(pair)
    address = reverse("me_certificate_file", args=[certificate.pk])
    mine = signed_in(pair.match.mentor_person_id)
    assert mine.get(address)["Content-Type"] == "application/pdf"
    badge = json.loads(mine.get(f"{address}?as=badge").content)
    assert badge == certificate.badge
    assert signed_in(pair.match.mentee_person_id).get(address).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"hours": 0}, "hours"),
        ({"language": "xx"}, "language"),
        ({"competencies": ["flying"]}, "competencies"),
        ({"starts_on": date(2030, 1, 1)}, "ends_on"),
    ],
)
def test_certificate_refuses_what_cannot_be(
    pair: Pair, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        given_to(pair, **changed)
    assert refused.value.field == field


def test_certificate_is_given_by_coordinators_to_mentors(pair: Pair) -> None:
    mentor = pair.mentor
    told = {"name": "A", "language": "en", "starts_on": clock.today(), "ends_on": clock.today(),
            "hours": 1, "competencies": ["listening"]}  # fmt: skip
    with acting_as(pair.world.nour) as nour, pytest.raises(NotAllowed):
        actions.issue_certificate(nour, participant=mentor, **told)  # type: ignore[arg-type]
    with acting_as(pair.elena) as elena, pytest.raises(Refused, match="for mentors"):
        mentee = pair.now().mentee
        actions.issue_certificate(elena, participant=mentee, **told)  # type: ignore[arg-type]


@given(some.binary(max_size=70))
def test_multibase_comes_back(content: bytes) -> None:
    assert from_multibase(multibase(content)) == content


def test_multibase_writes_as_others_do() -> None:
    # From the multibase specification's own examples.
    assert multibase(b"Decentralize everything!!") == "z" + "UXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe"
    assert base64.b16encode(from_multibase("z112")) == b"000001"
