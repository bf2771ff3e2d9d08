"""Who may what with reports. Editions are read by whoever works in a partner (programmes.view)."""

from amir.core.permissions import Reach, permission

# Drafts: read, write, comment, translate.
WRITE = permission("reports.write", Reach.ORGANISATION)
PUBLISH = permission("reports.publish", Reach.ORGANISATION)
