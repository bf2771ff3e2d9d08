"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Declare permissions and texts; offer the organisation on the desk."""
        from amir.kit import navigation, shells  # noqa: PLC0415

        from . import facts, notices, rules, slots  # noqa: F401, PLC0415

        group = _("Organisation")
        shells.tell(facts.organisation_facts)
        navigation.add(
            "desk", _("Our organisation"), "organisation_own", "web.desk",
            icon="pin", order=500, group=group,
        )  # fmt: skip
        navigation.add(
            "desk", _("Emergencies"), "emergencies", rules.REVIEW_EMERGENCY,
            icon="alert", order=510, group=group,
        )  # fmt: skip
        navigation.add(
            "desk", _("Who did what"), "audit", rules.VIEW_AUDIT,
            icon="list", order=520, group=group,
        )  # fmt: skip
        slots.fill_slots()
