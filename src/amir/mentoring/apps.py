"""The room as a Django app."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        """Put this room's parts onto other rooms' pages."""
        from . import listening, slots  # noqa: PLC0415  models must be loaded first

        slots.register()
        listening.register()
