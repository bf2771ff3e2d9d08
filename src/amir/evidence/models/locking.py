"""Who reads and writes which rows of this room, as SQL."""

from amir.core.access.locks import either, organisation_in, purpose
from amir.programmes.models import SEEN_BY_PARTNERS

SETUP = purpose("setup")
# Drafts: the organisation's own work.
OWN = either(organisation_in("work"), SETUP)
# Small rows without texts, and copies of what was published.
SHARED = either(organisation_in("work"), SEEN_BY_PARTNERS, SETUP)
# Guides and codebooks: own, and those of partners once they are published.
ISSUED = either(organisation_in("work"), f"published_on is not null and {SEEN_BY_PARTNERS}", SETUP)
