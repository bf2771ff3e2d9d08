"""Core as a Django app: the tables and SQL functions on which the locks rest."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Actors, edges, audit, background work, drafts."""

    name = "amir.core"
    label = "core"
