"""The kinds of columns, by name."""

from .agreement import AGREEMENT
from .availability import AVAILABILITY
from .base import Kind
from .choice import Choice, GenderPreference, Role
from .countries import Country
from .dates import BIRTH, EVIDENCE_DATE, YEAR
from .email import Email
from .explained import Explained
from .gender import Gender
from .languages import Languages
from .names import Name
from .numbers import CAPACITY
from .options import Options
from .phones import PHONE
from .place import Place
from .words import Text

_ALL: tuple[Kind, ...] = (
    Text(),
    Name(),
    Email(),
    PHONE,
    Explained(Languages()),
    Explained(Gender(), least=3),
    BIRTH,
    YEAR,
    EVIDENCE_DATE,
    Explained(AGREEMENT),
    Country(),
    Place(),
    Explained(AVAILABILITY),
    Explained(Options()),
    CAPACITY,
    Explained(Choice()),
    Explained(Role()),
    Explained(GenderPreference()),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
