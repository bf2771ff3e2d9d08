"""The way in: what people answer by SMS. Higher rooms listen to `messages.received`.

`file`, the default, reads what lies in AMIR_HOME/mail/in: one text file a message, the number in
the first line, the text below. A provider of SMS is a class of one's own, named by its dotted
path in AMIR_SMS_IN.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.events import happened

SHIPPED = {"file": "amir.messages.incoming.Folder"}
RECEIVING = "receiving"
MOST_BYTES = 2_000


@dataclass(frozen=True)
class Received:
    """A message that came. `id` is the provider's own: the same message has the same."""

    id: str
    address: str = field(repr=False)
    text: str = field(repr=False)


class Incoming(Protocol):
    """Where messages come from; made anew each time."""

    def waiting(self) -> Iterator[Received]:
        """What came and was not taken in."""
        ...

    def taken_in(self, received: Received) -> None:
        """It need not be given again."""
        ...


class Folder:
    """Files that another program puts into a folder, or a person who tries it out."""

    def __init__(self) -> None:
        self.folder = Path(settings.AMIR_MAIL_FOLDER) / "in"

    def waiting(self) -> Iterator[Received]:
        """Every file, by name."""
        for file in sorted(self.folder.glob("*.txt")):
            first, _line, text = file.read_text("utf-8", "replace")[:MOST_BYTES].partition("\n")
            yield Received(file.stem, first.strip(), text.strip())

    def taken_in(self, received: Received) -> None:
        """The file goes."""
        (self.folder / f"{received.id}.txt").unlink(missing_ok=True)


def take_in() -> int:
    """Tell the rooms above of everything that waits; returns how many messages.

    A message is let go of after what it caused was written down; a worker that dies between the
    two takes it in again, so listeners go by its id.
    """
    name = settings.AMIR_SMS_IN
    source: Incoming = import_string(SHIPPED.get(name, name))()
    count = 0
    for received in source.waiting():
        with acting_as(platform(RECEIVING)) as nobody:
            happened("messages.received", nobody, received=received)
        source.taken_in(received)
        count += 1
    return count
