"""The room as a Django app."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.safeguarding"
    label = "safeguarding"
