"""The room as a Django app."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.mentoring"
    label = "mentoring"
