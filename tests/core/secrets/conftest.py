"""A table with sealed fields, and key files of the test alone."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections, models
from django.test.utils import isolate_apps
from pytest_django import DjangoDbBlocker, Settings

from amir.core.secrets import index, keys
from amir.core.secrets.ring import ring
from amir.core.secrets.sealed import SealedTextField

with isolate_apps("amir.core"):

    class Letter(models.Model):
        """What Yusuf told Elena."""

        id = models.UUIDField(primary_key=True, default=uuid4)
        organisation_id = models.UUIDField()
        text = SealedTextField(area="people")
        reply = SealedTextField(area="people", null=True)

        class Meta:
            app_label = "core"
            db_table = "letters_of_tests"


@pytest.fixture(autouse=True)
def key_files(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A folder with fresh keys; nothing opened before is remembered."""
    folder = tmp_path / "keys"
    settings.AMIR_KEYS = folder
    keys.create_missing_keys(folder)
    ring.forget()
    index._lookup_secret.cache_clear()
    yield folder
    ring.forget()
    index._lookup_secret.cache_clear()


@pytest.fixture
def letters(committed_database: str, django_db_blocker: DjangoDbBlocker) -> type[Letter]:
    """The table, in a database of this test alone."""
    with connections["owner"].schema_editor() as editor:
        editor.create_model(Letter)
    return Letter
