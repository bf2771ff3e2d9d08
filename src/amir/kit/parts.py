"""Small pieces of data that components show."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list. Without `url` it cannot be started yet; `hint` says why."""

    label: Text
    url: str = ""
    state: Literal["done", "to do", "started", "waiting", "problem"] = "to do"
    hint: Text = ""
