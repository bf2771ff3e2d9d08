"""A certificate as a document, and as an Open Badge."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from amir.documents.model import Document, Facts, Paragraph, qr_figure, shown
from amir.programmes.queries import funding_of

from .badge import CONTEXTS
from .enums import Competency
from .models import Certificate


def address_of(code: str) -> str:
    """Where everybody can check a certificate."""
    return str(settings.SITE_URL) + reverse("verify", kwargs={"code": code})


def issuer_of(organisation_id: UUID) -> str:
    """The address of an organisation as an issuer, with its public keys."""
    return str(settings.SITE_URL) + reverse("issuer", kwargs={"organisation_id": organisation_id})


def as_document(certificate: Certificate, organisation: str) -> Document:
    """One page to print, in the certificate's language, with a code to check it."""
    language = certificate.language
    with translation.override(language):
        funding = None
        if certificate.programme_id is not None:
            funding = funding_of(certificate.programme_id, language)
        period = _("From {first} to {last}").format(
            first=shown(certificate.starts_on, language), last=shown(certificate.ends_on, language)
        )
        address = address_of(certificate.code)
        return Document(
            title=_("Certificate of peer mentoring"),
            subtitle=certificate.name,
            language=language,
            made_on=certificate.issued_on,
            organisation=organisation,
            look="certificate",
            blocks=(
                Paragraph(
                    _("has accompanied newcomers as a volunteer mentor with {organisation}.")
                    .format(organisation=organisation),
                    "lead",
                ),
                Facts(((_("Period"), period), (_("Hours"), certificate.hours),
                       (_("Given on"), certificate.issued_on))),
                Paragraph(" · ".join(_names(certificate.competencies))),
                qr_figure(
                    address, alt=_("Address to check this certificate"), caption=address, width=26
                ),
            ),
            small_print=tuple(
                text for text in (str(funding.statement) if funding else "",) if text
            ),
        )  # fmt: skip


def as_credential(certificate: Certificate, *, organisation: str, at: str) -> dict[str, Any]:
    """The Open Badge before it is signed; who holds it is named, and nothing else of them."""
    with translation.override("en"):
        competencies = ", ".join(_names(certificate.competencies))
        issuer = issuer_of(certificate.organisation_id)
        return {
            "@context": CONTEXTS,
            "id": address_of(certificate.code),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": _("Peer mentor"),
            "issuer": {"id": issuer, "type": ["Profile"], "name": organisation},
            "validFrom": at,
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "identifier": [
                    {
                        "type": "IdentityObject",
                        "hashed": False,
                        "identityHash": certificate.name,
                        "identityType": "name",
                    }
                ],
                "activityStartDate": _moment(certificate.starts_on),
                "activityEndDate": _moment(certificate.ends_on),
                "achievement": {
                    "id": f"{issuer}#peer-mentor",
                    "type": ["Achievement"],
                    "achievementType": "CommunityService",
                    "name": _("Peer mentor"),
                    "description": _("Accompanied newcomers as a volunteer mentor."),
                    "criteria": {
                        "narrative": _("{hours} hours of mentoring. Shown: {competencies}.").format(
                            hours=certificate.hours, competencies=competencies
                        )
                    },
                },
            },
        }


def method_of(organisation_id: UUID, key_id: UUID) -> str:
    """The address of one public key of an organisation."""
    return f"{issuer_of(organisation_id)}#{key_id}"


def _names(codes: Sequence[str]) -> list[str]:
    return [str(Competency(code).label) for code in codes if code in Competency.values]


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
