"""What this room does when something happened in a lower room."""

from amir.core.actor import Actor
from amir.core.events import listen
from amir.messages.incoming import Received

from .actions import log_text


def register() -> None:
    """Start to listen; called once, when the app is ready."""
    listen("messages.received", on_message)


def on_message(actor: Actor, *, received: Received) -> None:
    """Somebody answered by SMS: how many minutes they met."""
    log_text(actor, message_id=received.id, address=received.address, text=received.text)
