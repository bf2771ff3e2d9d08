"""Who may what with the handbook. Whoever works in a partner reads it (programmes.view)."""

from amir.core.permissions import Reach, permission

WRITE = permission("handbook.write", Reach.ORGANISATION)
COMMENT = permission("handbook.comment", Reach.ORGANISATION)
