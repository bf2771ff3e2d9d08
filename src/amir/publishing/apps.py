"""The room as a Django app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Listen to what is published below, and put the way to it on the programme's pages."""
        from amir.kit import navigation  # noqa: PLC0415

        # Roles name the permissions that `rules` declares.
        from . import listeners, rules, slots  # noqa: F401, PLC0415  models must be loaded first

        listeners.begin()
        slots.fill_slots()
        navigation.belongs("desk", "/desk/publications/", "programmes_list")
