"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from amir.kit import navigation


class PracticesConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.practices"
    label = "practices"

    def ready(self) -> None:
        """Navigation, and what this room shows on pages of others."""
        # Roles name the permissions that `rules` declares.
        from . import labels, rules, slots  # noqa: F401, PLC0415  models must be loaded first

        group = _("Evidence")
        navigation.add("desk", _("Practices"), "practices", rules.WRITE, "globe", 210, group=group)
        navigation.add("public", _("Practices"), "practices_public", order=30)
        slots.fill_slots()
