"""The text of a reminder: that there is something to look at, and nothing of whom or what."""

from django.utils.translation import gettext_lazy as _

from amir.messages import templates

REMINDER = templates.add(
    "care_reminder",
    subject=_("A small reminder"),
    body=_("Please look here when you have a minute: {link}"),
)
