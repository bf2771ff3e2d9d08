"""The room as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the package's docstring."""

    name = "amir.documents"
    label = "documents"
