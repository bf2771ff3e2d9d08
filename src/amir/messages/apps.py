"""Messages as a Django app; the label leaves `messages` to django.contrib.messages."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagesConfig(AppConfig):
    """Templates, channels, deliveries."""

    name = "amir.messages"
    label = "amir_messages"

    def ready(self) -> None:
        """Load every room's texts: the worker finds them by name."""
        autodiscover_modules("notices")
