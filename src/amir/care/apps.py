"""The room as a Django app."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.care"
    label = "care"
