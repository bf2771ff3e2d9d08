"""The room as a Django app."""

from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.strategies"
    label = "strategies"

    def ready(self) -> None:
        """Slots, and what can be cited."""
        from amir.kit import navigation  # noqa: PLC0415

        # Roles name the permissions that `rules` declares.
        from . import citing, rules, slots  # noqa: F401, PLC0415  models must be loaded first

        slots.fill_slots()
        citing.register_kinds()
        navigation.belongs("desk", "/desk/strategies/", "programmes_list")
