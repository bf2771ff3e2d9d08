"""The room as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.meetings"
    label = "meetings"
