"""Who may look at deliveries."""

from amir.core.permissions import Reach, permission

SEE_DELIVERIES = permission("messages.see_deliveries", Reach.ORGANISATION)
