"""Texts that leave this room: nothing of any concern."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from amir.messages import templates

CONCERN_WAITS = templates.add(
    "concern_waits",
    subject=_("Something urgent has waited too long"),
    body=_("Something urgent has waited too long. Please make sure that somebody looks: {link}"),
    lifetime=timedelta(days=2),
)
