"""The room as a Django app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.organisations"
    label = "organisations"
