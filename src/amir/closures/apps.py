"""The room as a Django app."""

from django.apps import AppConfig


class ClosuresConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.closures"
    label = "closures"

    def ready(self) -> None:
        """Navigation, slots, and what this room learns from others."""
        from . import listening, slots  # noqa: PLC0415  models must be loaded first

        slots.fill_slots()
        listening.begin()
