"""The room as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Put this room's parts onto other rooms' pages, and listen."""
        from . import listening, slots  # noqa: PLC0415  models must be loaded first

        slots.register()
        listening.register()
