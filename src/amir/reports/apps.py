"""The room as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.reports"
    label = "reports"

    def ready(self) -> None:
        """Live blocks of lower rooms, and the way from the page of a programme."""
        from amir.kit import navigation  # noqa: PLC0415

        # Roles name the permissions that `rules` declares.
        from . import (  # noqa: PLC0415  models must be loaded first
            evidence_blocks,
            practice_blocks,
            rules,  # noqa: F401
            slots,
            sources,
        )

        sources.register_all()
        evidence_blocks.register_all()
        practice_blocks.register_all()
        slots.fill_slots()
        navigation.belongs("desk", "/desk/reports/", "programmes_list")
