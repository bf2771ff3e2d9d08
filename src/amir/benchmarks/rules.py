"""Who may what with benchmarks. Whoever works in a partner reads what is published."""

from amir.core.permissions import Reach, permission

BRING = permission("benchmarks.bring", Reach.ORGANISATION)
ASSESS = permission("benchmarks.assess", Reach.ORGANISATION)
