"""The room as a Django app."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.handbook"
    label = "handbook"

    def ready(self) -> None:
        """Put the handbook on the page of its programme."""
        # Roles name the permissions that `rules` declares.
        from . import rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
