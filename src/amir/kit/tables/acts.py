"""One act on many rows: the boxes in front of the rows and the buttons under them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

Rows = Any


@dataclass(frozen=True, slots=True)
class BulkAct:
    """A button of the bulk bar. `permission` empty: whoever sees the table may do it."""

    name: str
    label: str | Promise
    kind: str = "secondary"
    icon: str = ""
    permission: str = ""
    confirm: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was posted: the act and the rows. `everything`: all rows of the filter, every page."""

    act: str
    ids: tuple[str, ...] = field(default=())
    everything: bool = False

    @classmethod
    def of(cls, request: HttpRequest, acts: Sequence[BulkAct]) -> "Chosen | None":
        """What the person chose; None if no known act was posted."""
        act = request.POST.get("act", "")
        if request.method != "POST" or act not in {known.name for known in acts}:
            return None
        ids = tuple(dict.fromkeys(request.POST.getlist("row")))
        return cls(act, ids, request.POST.get("everything") == "1")
