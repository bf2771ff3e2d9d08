"""The room as a Django app."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Put the rounds on the page of their strategy."""
        from amir.kit import navigation  # noqa: PLC0415

        # Roles name the permissions that `rules` declares.
        from . import rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
        navigation.belongs("desk", "/desk/consultations/", "programmes_list")
        navigation.belongs("desk", "/desk/contributions/", "programmes_list")
