"""The room as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.demo"
    label = "demo"
