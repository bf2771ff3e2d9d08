"""The room as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.web"
    label = "web"
