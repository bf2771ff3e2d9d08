"""The room as a Django app."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.care"
    label = "care"

    def ready(self) -> None:
        """Declare rules and alarms, and put this room's parts onto other rooms' pages."""
        from . import finding, finding_pairs, listening, slots  # noqa: PLC0415  models must be loaded first

        finding.register_alarms()
        finding_pairs.register_pair_alarms()
        slots.register()
        listening.register()
