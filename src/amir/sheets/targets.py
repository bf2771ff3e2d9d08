"""What the engine looks for in a list. The caller says which fields exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .sayings import Saying


@dataclass(frozen=True, slots=True)
class Target:
    """One field that columns may be mapped to.

    `kind` names the reader in `kinds.KINDS`; `words` the vocabulary list it reads by (for kinds
    that serve several fields). `many`: several columns may feed the field, joined as `joined` says.
    `part` tells the engine which fields it may reason about: who a row is, how to reach the person.
    """

    field: str
    kind: str
    label: Saying
    words: str = ""
    many: bool = False
    joined: Literal["list", "text", "merged", "week"] = "text"
    part: Literal["role", "full_name", "given_name", "family_name", "contact", "born", "id", ""] = (
        ""
    )


Targets = Sequence[Target]


def by_field(targets: Targets) -> dict[str, Target]:
    """The targets by their field."""
    return {target.field: target for target in targets}
