"""The room as a Django app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Listen to what is published below, and put the way to it on the programme's pages."""
        # Roles name the permissions that `rules` declares.
        from . import listeners, rules, slots  # noqa: F401, PLC0415  models must be loaded first

        listeners.begin()
        slots.fill_slots()
