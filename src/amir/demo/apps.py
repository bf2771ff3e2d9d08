"""The room as a Django app."""

from django.apps import AppConfig
from django.conf import settings

from amir.core.slots import Entry, fill
from amir.people.faces import TEMPLATE


class DemoConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.demo"
    label = "demo"

    def ready(self) -> None:
        """In a demo, say who one can look around as."""
        if not settings.AMIR_DEMO:
            return
        from . import faces  # noqa: PLC0415  needs the models

        fill("demo_people", Entry("told", "public", "demo/told.html", faces.being_told, 0))
        groups = (faces.at_the_lead, faces.taking_part, faces.at_partners)
        for order, group in enumerate(groups, start=1):
            fill("demo_people", Entry(group.__name__, "public", TEMPLATE, group, order))
