"""The room as a Django app."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.coverage"
    label = "coverage"

    def ready(self) -> None:
        """The programme's settings, the text of reminders, and the page of the programme."""
        from . import notices, rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
