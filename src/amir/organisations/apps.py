"""The room as a Django app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Declare the permissions before anybody asks for one."""
        from . import rules  # noqa: F401, PLC0415
