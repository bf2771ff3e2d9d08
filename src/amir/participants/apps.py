"""The room as a Django app."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.participants"
    label = "participants"

    def ready(self) -> None:
        """Declare who may what."""
        from . import rules  # noqa: F401, PLC0415  apps must be loaded first
