"""Who may what with concerns."""

from amir.core.permissions import Reach, permission

REPORT = permission("safeguarding.report", Reach.PUBLIC)
KNOW = permission("safeguarding.know", Reach.ORGANISATION)
READ = permission("safeguarding.read", Reach.ORGANISATION)
DECIDE = permission("safeguarding.decide", Reach.ORGANISATION)

# The platform writes a report down, whoever it comes from: the audit must not name them.
PURPOSE = "report"
