"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenchmarksConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        """Put the sets of questions on the page of their programme."""
        from amir.kit import navigation  # noqa: PLC0415

        # Roles name the permissions that `rules` declares.
        from . import rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
        navigation.add("public", _("Quick check"), "quick_check", order=40)
        navigation.belongs("desk", "/desk/assessments/", "programmes_list")
