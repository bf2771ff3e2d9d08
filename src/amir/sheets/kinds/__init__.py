"""The kinds of columns, by name."""

from .base import Kind
from .choice import Choice, GenderPreference, Role
from .countries import Country
from .email import Email
from .gender import Gender
from .languages import Languages
from .names import Name
from .options import Options
from .place import Place
from .words import Text

_ALL: tuple[Kind, ...] = (
    Text(),
    Name(),
    Email(),
    Languages(),
    Gender(),
    Country(),
    Options(),
    Choice(),
    Role(),
    GenderPreference(),
    Place(),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
