"""Certificates: given on the desk, taken away by mentors, checked by everybody."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.guard import guarded
from amir.core.permissions import may
from amir.documents.writers import FORMS, as_download
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.organisations.queries import organisations_visible_to
from amir.participants.models import Participant
from amir.participants.queries import participant_or_404
from amir.people.queries import callings_of, identities_of

from .. import actions, rules
from ..certificate import address_of, as_document, issuer_of, method_of
from ..forms import CertificateForm
from ..models import Certificate
from ..queries import (
    certificate_by_code,
    certificate_or_404,
    certificates_of_me,
    certificates_visible_to,
    keys_of,
    my_certificate_or_404,
)
from ..rules import CERTIFY, MINE
from ..tables import CERTIFICATES
from .acting import actor_of


def mentor_or_404(actor: Actor, *, participant_id: UUID) -> Participant:
    """A mentor of an organisation in which the actor certifies."""
    found = participant_or_404(actor, participant_id=participant_id)
    if found.side != "mentor" or not may(actor, CERTIFY, found):
        raise Http404
    return found


def organisation_or_404(actor: Actor, *, organisation_id: UUID) -> Organisation:
    """An organisation; they are public."""
    found = organisations_visible_to(actor).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found


@guarded(CERTIFY)
def certificates(request: HttpRequest) -> HttpResponse:
    """All that were given."""
    shown = CERTIFICATES.show(request, certificates_visible_to(actor_of(request)))
    return shown.download or render(request, "closures/certificates.html", {"table": shown})


@guarded(CERTIFY, load=mentor_or_404, methods=("GET", "POST"))
def certificate_give(request: HttpRequest, mentor: Participant) -> HttpResponse:
    """Give one to a mentor."""
    actor = actor_of(request)
    identity = identities_of(actor, [mentor.person_id]).get(mentor.person_id)
    calling = callings_of(actor, [mentor.person_id]).get(mentor.person_id)
    known = identity.full_name if identity and identity.full_name else ""
    initial = {
        "name": known or (calling.preferred_name if calling else ""),
        "language": get_language(),
        "ends_on": clock.today(),
    }
    form = CertificateForm(request.POST or None, initial=initial)

    def act(**told: Any) -> None:
        actions.issue_certificate(actor, participant=mentor, **told)

    if sent(request, form, act):
        toast(request, _("The certificate stands on the mentor's own page."))
        return redirect("certificates")
    told = {"participant": mentor, "form": form, "calling": calling}
    return render(request, "closures/give.html", told)


@guarded(CERTIFY, load=certificate_or_404)
def certificate_page(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """What it says, and where it is checked."""
    told = {"certificate": certificate, "address": address_of(certificate.code),
            "forms": list(FORMS)}  # fmt: skip
    return render(request, "closures/certificate.html", told)


@guarded(CERTIFY, load=certificate_or_404, methods=("POST",))
def certificate_withdraw(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """It was given by mistake."""
    actions.withdraw_certificate(actor_of(request), certificate=certificate)
    toast(request, _("It does not hold any more."))
    return redirect("certificate_page", certificate_id=certificate.pk)


@guarded(CERTIFY, load=certificate_or_404)
def certificate_file(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """The certificate as a file (?as=pdf, html or docx)."""
    return _file(request, certificate)


@guarded(MINE)
def me_certificates(request: HttpRequest) -> HttpResponse:
    """My certificates, to take away."""
    rows = list(certificates_of_me(actor_of(request)))
    told = {"rows": [(row, address_of(row.code)) for row in rows]}
    return render(request, "closures/me/certificates.html", told)


@guarded(MINE, load=my_certificate_or_404)
def me_certificate_file(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Mine as a file; the badge for other platforms with ?as=badge."""
    if request.GET.get("as") == "badge":
        response = JsonResponse(certificate.badge, content_type="application/vc+ld+json")
        response["Content-Disposition"] = 'attachment; filename="badge.json"'
        return response
    return _file(request, certificate)


@guarded("public")
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine: name and period, nothing else."""
    found = certificate_by_code(code)
    told: dict[str, Any] = {"facts": None}
    if found is not None:
        told["facts"] = rules.public_facts(found)
        told["organisation"] = Organisation.objects.get(pk=found.organisation_id)
    response = render(request, "closures/verify.html", told, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@guarded("public", load=organisation_or_404)
def issuer(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The organisation as an issuer of badges, with its public keys, for programs."""
    address = issuer_of(organisation.pk)
    methods = [
        {
            "id": method_of(organisation.pk, key.pk),
            "type": "Multikey",
            "controller": address,
            "publicKeyMultibase": key.public,
        }
        for key in keys_of(organisation.pk)
    ]
    return JsonResponse(
        {
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                "https://w3id.org/security/multikey/v1",
            ],
            "id": address,
            "type": ["Profile"],
            "name": organisation.name,
            "verificationMethod": methods,
            "assertionMethod": [method["id"] for method in methods],
        },
        content_type="application/ld+json",
    )


def _file(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    ending = request.GET.get("as", "pdf")
    if ending not in FORMS:
        raise Http404
    organisation = Organisation.objects.get(pk=certificate.organisation_id)
    document = as_document(certificate, organisation.name)
    return as_download(document, ending, name="certificate")
