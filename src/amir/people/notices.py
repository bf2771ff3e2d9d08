"""Texts that leave this room. The code itself is `sign_in_code` of the messages room."""

from django.utils.translation import gettext_lazy as _

from amir.messages import templates

CONTACT_CHANGE = templates.add(
    "contact_change",
    subject=_("A new number or address for you"),
    body=_(
        "Somebody asked us to use another number or address for you. If this was not you, "
        "say no here: {link}"
    ),
)
