"""Who may what with practices. Partners of the programme read what is published."""

from amir.core.permissions import Reach, permission

WRITE = permission("practices.write", Reach.ORGANISATION)
ASSESS = permission("practices.assess", Reach.ORGANISATION)
PUBLISH = permission("practices.publish", Reach.ORGANISATION)
