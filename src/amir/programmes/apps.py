"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Tell every page whose programme it is; offer programmes on the desk."""
        from amir.kit import navigation, shells  # noqa: PLC0415

        from . import facts, rules, slots  # noqa: PLC0415

        shells.tell(facts.programme_facts)
        navigation.add(
            "desk", _("Programmes"), "programmes_list", rules.VIEW, icon="flag", order=400
        )
        slots.fill_slots()
