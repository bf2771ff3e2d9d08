"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _addresses(request: HttpRequest) -> dict[str, Any]:
    """Where the shells' own links lead."""
    return {"home_url": reverse("home"), "search_url": reverse("desk_search")}


def _near(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Whoever is not signed in finds the partner in their country."""
    if request.actor.is_signed_in:  # type: ignore[attr-defined]
        return None
    return {"url": reverse("home") + "#partners"}


class WebConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.web"
    label = "web"

    def ready(self) -> None:
        """Declare the permissions; tell the shells where home is and what the desk offers."""
        from amir.core.slots import Entry, fill  # noqa: PLC0415
        from amir.kit import navigation, shells  # noqa: PLC0415

        from .rules import DESK  # noqa: PLC0415

        shells.tell(_addresses)
        fill("screen_help", Entry("near", "public", "web/part/near.html", _near, order=10))
        navigation.add("desk", _("Today"), "desk_home", DESK, icon="home", order=10)
        navigation.add("desk", _("Background work"), "work_list", DESK, icon="clock", order=450)
