"""What is written down for colleagues is written in the language of their organisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils import translation

from amir.organisations.models import Organisation


@contextmanager
def words_of(organisation_id: UUID) -> Iterator[None]:
    """Sentences inside are in the language of that organisation, whoever acts."""
    language = Organisation.objects.values_list("language", flat=True).get(pk=organisation_id)
    with translation.override(language):
        yield
