"""Who may open the desk."""

from amir.core.permissions import Reach, permission

DESK = permission("web.desk", Reach.ORGANISATION)
