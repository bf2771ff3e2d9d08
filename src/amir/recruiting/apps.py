"""The room as a Django app."""

from django.apps import AppConfig


class RecruitingConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.recruiting"
    label = "recruiting"
