"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _addresses(request: HttpRequest) -> dict[str, Any]:
    """Where the shells' own links lead."""
    return {"home_url": reverse("home"), "search_url": reverse("desk_search")}


class WebConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.web"
    label = "web"

    def ready(self) -> None:
        """Declare the permissions; tell the shells where home is and what the desk offers."""
        from amir.kit import navigation, shells  # noqa: PLC0415

        from .rules import DESK  # noqa: PLC0415

        shells.tell(_addresses)
        navigation.add("desk", _("Today"), "desk_home", DESK, icon="home", order=10)
        navigation.add("desk", _("Background work"), "work_list", DESK, icon="clock", order=900)
