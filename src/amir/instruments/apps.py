"""The room as a Django app."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Slots, and what this room learns from others."""
        from . import listening, slots  # noqa: PLC0415  models must be loaded first

        slots.fill_slots()
        listening.begin()
