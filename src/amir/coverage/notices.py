"""Texts of this room: that something is due; never what."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from amir.messages import templates

DUE = templates.add(
    "coverage_due",
    subject=_("Something is due soon"),
    body=_("Your organisation has promised something that is due. See it here: {link}"),
    lifetime=timedelta(days=5),
)
