"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Templates, tags and static files; no tables."""

    name = "amir.kit"
    label = "kit"
