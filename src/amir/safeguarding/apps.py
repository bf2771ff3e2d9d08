"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardingConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Navigation and slots."""
        from amir.kit import navigation  # noqa: PLC0415  apps must be loaded first

        from . import listening, rules, slots  # noqa: PLC0415

        navigation.add("desk", _("Concerns"), "concerns_list", rules.READ, icon="shield", order=60)
        slots.fill_slots()
        listening.begin()
