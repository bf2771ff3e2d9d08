"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.people"
    label = "people"

    def ready(self) -> None:
        """Declare permissions, texts and tasks, and tell the shells who is signed in."""
        from amir.core import slots  # noqa: PLC0415  apps must stand before these are read
        from amir.kit import navigation, shells  # noqa: PLC0415

        from . import notices, rules, tasks  # noqa: F401, PLC0415

        shells.tell(_person_facts)
        navigation.add(
            "desk", _("New contacts"), "contact_changes", rules.CHANGE_CONTACT,
            icon="phone", order=58, group=_("Mentoring"),
        )  # fmt: skip
        slots.fill(
            "account_menu",
            slots.Entry("ways_in", "signed_in", "people/account_menu.html", lambda *_told: {}),
        )
        slots.fill(
            "participant_page",
            slots.Entry(
                "ways_in", rules.ISSUE_CARD, "people/person_ways_in.html", _ways_in, order=90
            ),
        )


def _ways_in(request: HttpRequest, told: dict[str, Any]) -> dict[str, Any]:
    """For the page of a participant: links to what a coordinator does for their way in."""
    return {"person_id": told["participant"].person_id}


def _person_facts(request: HttpRequest) -> dict[str, Any]:
    """For the shells: where to sign in and out, and the name of whoever is signed in."""
    from .queries import own_name  # noqa: PLC0415  as above

    told = {"sign_in_url": reverse("sign_in"), "sign_out_url": reverse("sign_out"),
            "leave_url": reverse("quick_exit")}  # fmt: skip
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        return told
    return {**told, "person": own_name(actor)}
