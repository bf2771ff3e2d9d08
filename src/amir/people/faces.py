"""What a higher room hands to the slot `demo_people`: somebody to look around as."""

from dataclasses import dataclass
from uuid import UUID

TEMPLATE = "people/demo_group.html"  # wants: title, people (of Face), and perhaps note


@dataclass(frozen=True)
class Face:
    """Somebody of the demo world. `note` says what is special about their view."""

    account_id: UUID
    name: str
    role: str
    note: str = ""
