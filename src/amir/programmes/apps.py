"""The room as a Django app."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Declare the permissions; tell every page whose programme it is."""
        from amir.kit import shells  # noqa: PLC0415

        from . import facts, rules  # noqa: F401, PLC0415

        shells.tell(facts.programme_facts)
