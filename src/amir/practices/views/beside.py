"""Beside a practice: who took it over, files and links, lists from spreadsheets."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.programmes.models import Partner
from amir.programmes.rules import VIEW

from .. import actions
from ..enums import MediaKind
from ..forms import MediaForm, TransferForm
from ..models import Media, Practice, Transfer
from ..queries import media_or_404, own_media_or_404, own_practice_or_404, transfer_or_404
from ..rules import WRITE
from .desk import actor_of

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


@guarded(WRITE, load=own_practice_or_404, methods=("GET", "POST"))
def transfer_add(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Who took it over, and how."""
    partners = Partner.objects.filter(programme_id=practice.programme_id).exclude(
        partner_organisation_id=practice.organisation_id
    )
    choices = [(str(each.partner_organisation_id), each.name) for each in partners]
    form = TransferForm(request.POST or None, partners=choices)

    def act(partner: str, **told: Any) -> None:
        actions.add_transfer(
            actor_of(request), practice=practice,
            adopter_organisation_id=UUID(partner) if partner else None, **told,
        )  # fmt: skip

    if sent(request, form, act):
        toast(request, _("It is written down who took it over."))
        return redirect("practice_page", practice_id=practice.pk)
    return render(request, "practices/transfer.html", {"practice": practice, "form": form})


@guarded(WRITE, load=transfer_or_404, methods=("POST",))
def transfer_remove(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """It was a mistake."""
    actions.remove_transfer(actor_of(request), transfer=transfer)
    toast(request, _("It is taken out."))
    return redirect("practice_page", practice_id=transfer.practice_id)


@guarded(WRITE, load=own_practice_or_404, methods=("GET", "POST"))
def media_add(request: HttpRequest, practice: Practice) -> HttpResponse:
    """A file or a link."""
    form = MediaForm(request.POST or None, request.FILES or None)

    def act(title: str, upload: Any, url: str) -> None:
        if upload:
            actions.add_file(actor_of(request), practice=practice, title=title, name=upload.name,
                             content=upload.read())  # fmt: skip
        else:
            actions.add_link(actor_of(request), practice=practice, title=title, url=url)

    if sent(request, form, act):
        toast(request, _("It stands beside the practice."))
        return redirect("practice_page", practice_id=practice.pk)
    return render(request, "practices/media.html", {"practice": practice, "form": form})


@guarded(WRITE, load=own_media_or_404, methods=("POST",))
def media_remove(request: HttpRequest, media: Media) -> HttpResponse:
    """Take it away."""
    try:
        actions.remove_media(actor_of(request), media=media)
        toast(request, _("It is taken out."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("practice_page", practice_id=media.practice_id)


@guarded(VIEW, load=media_or_404)
def practice_media(request: HttpRequest, media: Media) -> HttpResponse:
    """A file of a practice."""
    if media.kind != MediaKind.FILE:
        raise Http404
    return as_file(media.name, bytes(media.content or b""))


def as_file(name: str, content: bytes) -> HttpResponse:
    """A file to keep; nothing in it is ever run here."""
    ending = name.rpartition(".")[2].lower()
    response = HttpResponse(content, content_type=TYPES.get(ending, "application/octet-stream"))
    safe = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in name)
    response["Content-Disposition"] = (
        f'attachment; filename="{safe.encode("ascii", "replace").decode().replace("?", "-")}"'
    )
    return response
