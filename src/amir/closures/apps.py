"""The room as a Django app."""

from django.apps import AppConfig


class ClosuresConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.closures"
    label = "closures"
