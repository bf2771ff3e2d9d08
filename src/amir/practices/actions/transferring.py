"""Who took a practice over, and what stands beside its words: files and links."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import happened

from ..enums import MediaKind
from ..models import Media, Practice, Transfer
from ..rules import WRITE
from ..template import words_of
from .assessing import settle_label
from .writing import follow, locked_practice

HOW_WORDS = 150
MOST_MEDIA = 10
WEB = ("https://", "http://")
LARGEST = 10 * 1024 * 1024
# Ending -> how such a file begins; what only claims to be one is refused.
KINDS = {
    ".pdf": (b"%PDF-",), ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}  # fmt: skip


@transaction.atomic
def add_transfer(
    actor: Actor,
    *,
    practice: Practice,
    adopter: str,
    country: str,
    since: date,
    how: str,
    place: str = "",
    link: str = "",
    adopter_organisation_id: UUID | None = None,
) -> Transfer:
    """Write down who took the practice over, and what they changed.

    `adopter_organisation_id`: if they are here too. Raises NotAllowed; Refused with the field.
    """
    held = locked_practice(actor, practice, WRITE)
    if not adopter.strip() or not how.strip():
        raise Refused(_("Write who took it over, and how."), field="how")
    if words_of(how) > HOW_WORDS:
        raise Refused(_("At most {most} words.").format(most=HOW_WORDS), field="how")
    if link and not link.startswith(WEB):
        raise Refused(_("A link begins with https://."), field="link")
    if adopter_organisation_id == held.organisation_id:
        raise Refused(_("Somebody else must take it over."), field="adopter")
    if since > clock.today():
        raise Refused(_("It must have begun already."), field="since")
    if held.started_on and since < held.started_on:
        raise Refused(_("Nobody can take it over before it began."), field="since")
    made = Transfer.objects.create(
        organisation_id=held.organisation_id, practice=held, adopter=adopter.strip()[:200],
        adopter_organisation_id=adopter_organisation_id, country=country.upper()[:2],
        place=place.strip()[:120], since=since, how=how.strip(), link=link.strip(),
    )  # fmt: skip
    _touch(held)
    happened("practices.transferred", actor, transfer=made)
    return made


@transaction.atomic
def remove_transfer(actor: Actor, *, transfer: Transfer) -> None:
    """It was written down by mistake; a label that stood on it falls."""
    held = locked_practice(actor, transfer.practice, WRITE)
    Transfer.objects.filter(pk=transfer.pk).delete()
    _touch(held)
    settle_label(held)
    follow(held)


@transaction.atomic
def add_link(actor: Actor, *, practice: Practice, title: str, url: str) -> Media:
    """A link to something that shows the practice. Raises NotAllowed; Refused."""
    held = _with_room(actor, practice, title)
    if not url.startswith(WEB):
        raise Refused(_("A link begins with https://."), field="url")
    made = Media.objects.create(
        organisation_id=held.organisation_id, practice=held, kind=MediaKind.LINK,
        title=title.strip()[:200], url=url,
    )  # fmt: skip
    _touch(held)
    return made


@transaction.atomic
def add_file(actor: Actor, *, practice: Practice, title: str, name: str, content: bytes) -> Media:
    """A picture or a PDF. Raises NotAllowed; Refused for anything else, or too much of it."""
    held = _with_room(actor, practice, title)
    ending = f".{name.rpartition('.')[2].lower()}"
    if not any(content.startswith(sign) for sign in KINDS.get(ending, ())):
        raise Refused(_("This is no PDF, PNG or JPEG file."), field="upload")
    if len(content) > LARGEST:
        raise Refused(_("A file has at most 10 MB."), field="upload")
    made = Media.objects.create(
        organisation_id=held.organisation_id, practice=held, kind=MediaKind.FILE,
        title=title.strip()[:200], name=name[-200:], content=content,
    )  # fmt: skip
    _touch(held)
    return made


@transaction.atomic
def remove_media(actor: Actor, *, media: Media) -> None:
    """Take a file or a link away; what is published keeps it until it is published again."""
    held = locked_practice(actor, media.practice, WRITE)
    Media.objects.filter(pk=media.pk).delete()
    _touch(held)


def _with_room(actor: Actor, practice: Practice, title: str) -> Practice:
    held = locked_practice(actor, practice, WRITE)
    if not title.strip():
        raise Refused(_("Write in words what it shows."), field="title")
    if Media.objects.filter(practice=held).count() >= MOST_MEDIA:
        sentence = _("A practice has at most {most} files and links.")
        raise Refused(sentence.format(most=MOST_MEDIA), field="title")
    return held


def _touch(practice: Practice) -> None:
    practice.version += 1
    practice.save(update_fields=["version"])
