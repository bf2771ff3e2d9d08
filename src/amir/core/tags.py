"""What every column holds, and what for: the basis of export, erasure and the register.

The build fails for a field without a tag (tests/guards). Classes:

- `W` work of an organisation, no person
- `L` links and states: ids, moments, codes; names nobody by itself
- `P` personal: a name, a contact, a trait
- `S` special: safeguarding, health, religion; stored sealed
- `K` secrets: digests, wrapped keys
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Field

F = TypeVar("F", bound="Field[Any, Any]")


@dataclass(frozen=True)
class Tag:
    """Class and purpose of a column; `kept` says what erasure does with it.

    `kept`: "erased" (blanked with its person), "kept" (stays as evidence without a name).
    `whose`: the column that names this person, if it is not the one whom the row is about.
    """

    data_class: str
    purpose: str
    kept: str = "kept"
    whose: str = ""


WORK = Tag("W", "running a programme")
LINK = Tag("L", "keeping records together")
CALLING = Tag("P", "addressing a person", "erased")
IDENTITY = Tag("P", "knowing who somebody is", "erased")
CONTACT = Tag("P", "reaching a person", "erased")
PROFILE = Tag("P", "finding a match", "erased")
EVIDENCE = Tag("L", "proving that somebody may be matched")
SPECIAL = Tag("S", "protecting a person", "erased")
SECRET = Tag("K", "signing in and sealing", "erased")


def tagged(tag: Tag, field: F) -> F:
    """The same field, with its tag."""
    field.amir_tag = tag  # type: ignore[attr-defined]
    return field


def tag_of(field: Any) -> Tag | None:
    """The tag of a field, or None."""
    found = getattr(field, "amir_tag", None)
    return found if isinstance(found, Tag) else None
