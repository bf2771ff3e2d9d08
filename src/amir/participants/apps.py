"""The room as a Django app."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.participants"
    label = "participants"
