"""Digests: equal for equal texts within one organisation and purpose, unlike everywhere else."""

from pathlib import Path
from uuid import uuid4

import pytest

from amir.core.secrets import index
from amir.core.secrets.errors import KeyMissing
from amir.core.secrets.index import blind_index, lookup_digest

PHONE = "+390512193000"
pytestmark = pytest.mark.django_db


def test_blind_index_finds_the_same_text_only() -> None:
    organisation = uuid4()
    digest = blind_index(organisation, "phone", PHONE)
    assert blind_index(organisation, "phone", PHONE) == digest
    assert len(digest) == 32
    others = {
        blind_index(organisation, "phone", "+390512193001"),
        blind_index(organisation, "document", PHONE),
        blind_index(uuid4(), "phone", PHONE),
        lookup_digest(PHONE),
    }
    assert len(others | {digest}) == 5


def test_purpose_and_text_do_not_run_into_each_other() -> None:
    organisation = uuid4()
    assert blind_index(organisation, "a", "bc") != blind_index(organisation, "ab", "c")


def test_lookup_digest_needs_its_key_file(key_files: Path) -> None:
    digest = lookup_digest(PHONE)
    assert lookup_digest(PHONE) == digest
    index._lookup_secret.cache_clear()
    (key_files / "lookup-1.key").unlink()
    with pytest.raises(KeyMissing, match="There is no lookup key"):
        lookup_digest(PHONE)
