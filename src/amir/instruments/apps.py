"""The room as a Django app."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.instruments"
    label = "instruments"
