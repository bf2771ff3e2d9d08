"""Who may take back what was published. Everybody reads it."""

from amir.core.permissions import Reach, permission

WITHDRAW = permission("publishing.withdraw", Reach.ORGANISATION)
