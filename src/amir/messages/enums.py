"""Fixed words of this room."""

from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Messages of the platform itself, such as a sign-in code before any organisation is known.
PLATFORM = UUID(int=0)


class Way(TextChoices):
    """How a message reaches somebody."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")


class DeliveryState(TextChoices):
    """What became of a message."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    CAPPED = "capped", _("Not sent: today's limit is reached")
