"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.participants"
    label = "participants"

    def ready(self) -> None:
        """Navigation and slots."""
        from amir.kit import navigation  # noqa: PLC0415  apps must be loaded first

        from . import listening, rules, slots  # noqa: PLC0415

        group = _("Mentoring")
        for label, url_name, permission, icon, order in (
            (_("People"), "participants_list", rules.VIEW, "people", 20),
            (_("Lists"), "lists_home", rules.IMPORT, "upload", 25),
            (_("Signatures"), "attestations", rules.ATTEST, "edit", 30),
        ):
            navigation.add("desk", label, url_name, permission, icon, order, group=group)
        slots.fill_slots()
        listening.begin()
