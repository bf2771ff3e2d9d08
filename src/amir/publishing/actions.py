"""Copying what was published, and withdrawing it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.documents.model import Document, Paragraph
from amir.documents.saved import from_plain
from amir.organisations.models import Organisation
from amir.programmes.models import Programme

from .models import PublishedWork
from .rules import WITHDRAW

SUMMARY = 300  # letters


@transaction.atomic
def publish_work(
    actor: Actor, *, organisation_id: UUID, programme_id: UUID, work_id: UUID, kind: str,
    documents: Mapping[str, Any], number: int | None = None, **place: str,
) -> PublishedWork:  # fmt: skip
    """Put an edition where everybody reads it; the newest one comes first.

    Called when a lower room publishes: that act has asked for the permission. `documents`:
    language -> document (documents/saved.py), the first language first. Published twice, it
    stands there once.
    """
    rows = PublishedWork.objects.filter(work_id=work_id)
    last = rows.order_by("-number").first()
    wanted = number or (last.number + 1 if last else 1)
    if there := rows.filter(number=wanted).first():
        return there
    rows.update(is_newest=False)
    read: dict[str, Document] = {code: from_plain(each) for code, each in documents.items()}
    return PublishedWork.objects.create(
        organisation_id=organisation_id, programme_id=programme_id, work_id=work_id, kind=kind,
        number=wanted, languages=list(documents), documents=dict(documents),
        is_open=Programme.objects.get(pk=programme_id).is_public,
        titles={code: each.title for code, each in read.items()},
        summaries={code: _first_words(each) for code, each in read.items()},
        organisation_name=Organisation.objects.get(pk=organisation_id).name,
        published_on=clock.today(), **place,
    )  # fmt: skip


@transaction.atomic
def withdraw_work(actor: Actor, *, work: PublishedWork, why: str) -> None:
    """Take an edition back: its words go, its address says when and why; the one before counts.

    Raises NotAllowed; Refused without a reason, or if it was withdrawn already.
    """
    if not may(actor, WITHDRAW, work):
        raise NotAllowed(_("Only those who published it may withdraw it."))
    held = PublishedWork.objects.select_for_update().get(pk=work.pk)
    if held.withdrawn_on is not None:
        raise Refused(_("It was withdrawn already."))
    if not why.strip():
        raise Refused(_("Say why. Everybody reads it."), field="why")
    held.withdrawn_on, held.withdrawn_why = clock.today(), why.strip()[:300]
    held.documents, held.summaries, held.is_newest = {}, {}, False
    held.save()
    rows = PublishedWork.objects.filter(work_id=held.work_id, withdrawn_on=None)
    newest = rows.order_by("-number").values("pk")[:1]
    PublishedWork.objects.filter(pk__in=newest).update(is_newest=True)
    happened("publishing.withdrawn", actor, work=held)


def _first_words(document: Document) -> str:
    """The first paragraph that is no warning, cut at a word."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.kind in ("plain", "lead"):
            said = block.text
            text = said if isinstance(said, str) else "".join(_said(part) for part in said)
            if len(text) <= SUMMARY:
                return text
            return f"{text[:SUMMARY].rpartition(' ')[0]} …"
    return ""


def _said(part: Any) -> str:
    return str(getattr(part, "text", None) or getattr(part, "value", ""))
