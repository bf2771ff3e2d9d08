"""The ways out: one small class each. Which one is used is a setting (AMIR_CHANNELS).

`console` and `file` need nothing and send nothing to anybody; they are the default. `smtp` is
Django's mail. `gateway` hands an SMS to a web address, which is what most providers and a telephone
with a gateway app take; another provider is a class of one's own, named by its dotted path.
"""

import json
import os
import smtplib
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.module_loading import import_string

from amir.core import clock

from .enums import Way

SHIPPED = {
    "console": "amir.messages.channels.Console",
    "file": "amir.messages.channels.Files",
    "smtp": "amir.messages.channels.Smtp",
    "gateway": "amir.messages.channels.Gateway",
}
SECONDS = 10
UUID_LETTERS = 36


class ChannelFailed(Exception):
    """The message could not be handed over now. The text is a short code without any address."""


@dataclass(frozen=True)
class Message:
    """What is handed to a channel. It never shows in a traceback or a log."""

    id: UUID
    way: Way
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    # A date for calendars, and what they are to do with it; only in mails.
    calendar: str = field(default="", repr=False)
    method: str = ""


class Channel(Protocol):
    """Hands a message over; made anew for each message."""

    def send(self, message: Message) -> None:
        """ChannelFailed: not now; it will be tried again."""
        ...


class Console:
    """Prints the message."""

    def send(self, message: Message) -> None:
        """To the error stream of the worker."""
        print(_as_text(message), end="", file=sys.stderr, flush=True)  # noqa: T201  it is the console


class Files:
    """Writes each message into a file of its own, for trying things out."""

    def send(self, message: Message) -> None:
        """To AMIR_HOME/mail; a second try overwrites the first."""
        folder = Path(settings.AMIR_MAIL_FOLDER)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = folder / f"{clock.now():%Y%m%d-%H%M%S}-{message.way}-{message.id}.txt"
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(_as_text(message))
        except OSError as error:
            raise ChannelFailed("folder") from error


class Smtp:
    """Mail through the server of the EMAIL_ settings."""

    def send(self, message: Message) -> None:
        """One mail, plain text."""
        connection = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=SECONDS)
        mail = EmailMessage(
            message.subject, message.body, to=[message.address], connection=connection,
            headers={"Auto-Submitted": "auto-generated"},
        )  # fmt: skip
        if message.calendar:
            mail.attach("meeting.ics", message.calendar, f"text/calendar; method={message.method}")
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise ChannelFailed("recipient") from error
        except (smtplib.SMTPException, OSError) as error:
            raise ChannelFailed("server") from error


class Gateway:
    """Posts the message as JSON (`id`, `to`, `text`) to the address of AMIR_SMS_URL.

    AMIR_SMS_TOKEN is sent as a bearer token. The id lets a gateway drop what it has sent before.
    """

    def send(self, message: Message) -> None:
        """One request; any answer from 200 to 299 means that the gateway has it."""
        told = {"id": str(message.id), "to": message.address, "text": message.body}
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.AMIR_SMS_TOKEN}",
        }
        try:
            # The address is the operator's own setting.
            request = Request(settings.AMIR_SMS_URL, json.dumps(told).encode(), headers)  # noqa: S310
            with urlopen(request, timeout=SECONDS):  # noqa: S310
                pass
        except HTTPError as error:
            raise ChannelFailed(f"gateway {error.code}") from error
        except (OSError, ValueError) as error:
            raise ChannelFailed("gateway") from error


def channel_of(way: Way) -> Channel:
    """The channel that the settings choose for a way."""
    name = settings.AMIR_CHANNELS[way]
    made: Channel = import_string(SHIPPED.get(name, name))()
    return made


def drop_files(message_ids: Collection[UUID]) -> None:
    """Remove what the file channel wrote of these messages."""
    wanted = {str(message_id) for message_id in message_ids}
    for file in Path(settings.AMIR_MAIL_FOLDER).glob("*.txt"):
        if file.stem[-UUID_LETTERS:] in wanted:
            file.unlink(missing_ok=True)


def whatsapp_link(phone: str, body: str) -> str:
    """An address that opens WhatsApp with the text written; a person sends it themselves."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(body)}"


def _as_text(message: Message) -> str:
    calendar = f"\n{message.calendar}" if message.calendar else ""
    return (
        f"{message.way.label}\n{message.address}\n{message.subject}\n\n{message.body}\n{calendar}"
    )
