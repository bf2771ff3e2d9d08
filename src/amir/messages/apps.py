"""Messages as a Django app; the label leaves `messages` to django.contrib.messages."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Templates, channels, deliveries."""

    name = "amir.messages"
    label = "amir_messages"
