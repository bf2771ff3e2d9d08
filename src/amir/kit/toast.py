"""Saying what just happened, with a way to take it back."""

from typing import Literal

from django.contrib import messages
from django.http import HttpRequest

_LEVELS = {"good": messages.SUCCESS, "warn": messages.WARNING, "bad": messages.ERROR}


def toast(
    request: HttpRequest,
    sentence: str,
    *,
    kind: Literal["good", "warn", "bad"] = "good",
    undo: str = "",
) -> None:
    """Show the sentence on the next page. `undo`: the address that a POST takes it back at."""
    messages.add_message(
        request, _LEVELS[kind], sentence, extra_tags=f"undo:{undo}" if undo else ""
    )
