"""The room as a Django app."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.handbook"
    label = "handbook"
