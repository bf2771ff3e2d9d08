"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.people"
    label = "people"

    def ready(self) -> None:
        """Declare permissions before anybody asks for them."""
        from . import rules  # noqa: F401, PLC0415  apps must stand before rules are read
