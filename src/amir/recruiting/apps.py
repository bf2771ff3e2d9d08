"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitingConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.recruiting"
    label = "recruiting"

    def ready(self) -> None:
        """Navigation, slots, and the gate before the steps of participants."""
        from amir.kit import navigation  # noqa: PLC0415  apps must be loaded first

        from . import gate, rules, slots  # noqa: PLC0415

        group = _("Mentoring")
        navigation.add("desk", _("Roles"), "roles", rules.RUN, "flag", 10, group=group)
        navigation.add("desk", _("Applications"), "applications", rules.VIEW, "file", 15,
                       group=group)  # fmt: skip
        slots.fill_slots()
        gate.begin()
