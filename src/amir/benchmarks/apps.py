"""The room as a Django app."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        """Put the sets of questions on the page of their programme."""
        # Roles name the permissions that `rules` declares.
        from . import rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
