"""The room as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Put evidence on the page of its programme."""
        from amir.kit import navigation  # noqa: PLC0415

        from . import rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
        navigation.belongs("desk", "/desk/evidence/", "programmes_list")
