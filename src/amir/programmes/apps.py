"""The room as a Django app."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.programmes"
    label = "programmes"
