"""Guides and codebooks: written, published, and begun anew as the next version."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.programmes.queries import themes_of

from ..enums import Facet
from ..models import Code, Codebook, Guide
from ..queries import Desk
from ..rules import PUBLISH, WRITE
from .checking import demand

LONGEST_GUIDE = 40_000
MOST_CODES = 500


@transaction.atomic
def write_guide(
    actor: Actor, *, desk: Desk, title: str, language: str, text: str, guide: Guide | None = None
) -> Guide:
    """Write a guide, or change a draft of one; `language` stays.

    Raises NotAllowed; Refused for empty words, or a guide that is published or there already.
    """
    demand(actor, guide or desk, WRITE)
    if not title.strip() or not text.strip():
        raise Refused(_("Write a title and the questions."), field="text")
    told = {"title": title.strip()[:200], "text": text.strip().replace("\r\n", "\n")}
    if len(told["text"]) > LONGEST_GUIDE:
        raise Refused(_("The guide is too long."), field="text")
    if guide is not None:
        if guide.published_on is not None:
            raise Refused(_("It is published. Begin a new version."))
        Guide.objects.filter(pk=guide.pk).update(**told)
        return Guide.objects.get(pk=guide.pk)
    key = slugify(title, allow_unicode=True)[:60] or uuid4().hex[:12]
    same = {"organisation_id": desk.organisation_id, "programme_id": desk.programme_id,
            "key": key, "language": language}  # fmt: skip
    if Guide.objects.filter(**same).exists():
        raise Refused(_("There is such a guide. Begin a new version of it."), field="title")
    return Guide.objects.create(**same, **told)


@transaction.atomic
def publish_guide(actor: Actor, *, guide: Guide) -> None:
    """Let partners read a guide; it never changes afterwards. Raises NotAllowed; Refused."""
    demand(actor, guide, PUBLISH)
    if guide.published_on is not None:
        raise Refused(_("It is published already."))
    guide.published_on = clock.today()
    guide.save(update_fields=["published_on"])


@transaction.atomic
def renew_guide(actor: Actor, *, guide: Guide) -> Guide:
    """Begin the next version of a guide as a draft. Raises NotAllowed; Refused if there is one."""
    demand(actor, guide, WRITE)
    same = Guide.objects.filter(
        organisation_id=guide.organisation_id, programme_id=guide.programme_id, key=guide.key,
        language=guide.language,
    )  # fmt: skip
    if same.filter(published_on=None).exists():
        raise Refused(_("A new version is being written already."))
    last = same.aggregate(last=Max("version"))["last"]
    return Guide.objects.create(
        organisation_id=guide.organisation_id, programme_id=guide.programme_id, key=guide.key,
        language=guide.language, version=last + 1, title=guide.title, text=guide.text,
    )  # fmt: skip


@transaction.atomic
def start_book(actor: Actor, *, desk: Desk, name: str, note: str = "") -> Codebook:
    """Begin a codebook. Raises NotAllowed; Refused for a name that is there already."""
    demand(actor, desk, WRITE)
    words = " ".join(name.split())[:120]
    if not words:
        raise Refused(_("Write a name."), field="name")
    same = {"organisation_id": desk.organisation_id, "programme_id": desk.programme_id}
    if Codebook.objects.filter(**same, name=words).exists():
        raise Refused(
            _("There is such a codebook. Begin a new version of it."), field="name"
        )  # fmt: skip
    return Codebook.objects.create(**same, name=words, note=note.strip()[:600])


@transaction.atomic
def write_code(
    actor: Actor,
    *,
    book: Codebook,
    name: str,
    code: Code | None = None,
    parent_id: UUID | None = None,
    facet: str = Facet.OTHER,
    theme: str = "",
    **told: str,
) -> Code:
    """Write a code of a draft: `told` are definition, include and exclude.

    Raises NotAllowed; Refused for a published codebook, a name twice, or codes in a circle.
    """
    _draft(actor, book)
    words = " ".join(name.split())[:120]
    if not words:
        raise Refused(_("Write a name."), field="name")
    others = Code.objects.filter(codebook=book).exclude(pk__in=[code.pk] if code else [])
    if others.filter(name=words).exists():
        raise Refused(_("There is a code with this name."), field="name")
    if theme and theme not in {each.key for each in themes_of(book.programme_id)}:
        raise Refused(_("The programme does not have this theme."), field="theme")
    if facet not in Facet.values:
        raise Refused(_("Choose what the code says."), field="facet")
    above = {each.pk: each.parent_id for each in Code.objects.filter(codebook=book)}
    if code is None and len(above) >= MOST_CODES:
        raise Refused(_("The codebook has enough codes."))
    if parent_id is not None and not _stands_above(parent_id, code, above):
        raise Refused(_("A code cannot stand under itself."), field="parent_id")
    values: dict[str, Any] = {
        "name": words, "parent_id": parent_id, "facet": facet, "theme": theme,
        **{key: told[key].strip() for key in ("definition", "include", "exclude") if key in told},
    }  # fmt: skip
    if code is None:
        return Code.objects.create(
            organisation_id=book.organisation_id, codebook=book, order=len(above) + 1,
            programme_id=book.programme_id, **values,
        )  # fmt: skip
    Code.objects.filter(pk=code.pk).update(**values)
    return Code.objects.get(pk=code.pk)


def _stands_above(parent_id: UUID, code: Code | None, above: dict[UUID, UUID | None]) -> bool:
    """Whether a code may stand under the other: it is of the same book, and no circle comes."""
    at: UUID | None = parent_id
    while at is not None:
        if at not in above or (code is not None and at == code.pk):
            return False
        at = above[at]
    return True


@transaction.atomic
def remove_code(actor: Actor, *, book: Codebook, code: Code) -> None:
    """Remove a code of a draft. Raises NotAllowed; Refused if codes stand under it."""
    _draft(actor, book)
    if Code.objects.filter(parent=code).exists():
        raise Refused(_("Codes stand under it. Move or remove them first."))
    code.delete()


@transaction.atomic
def publish_book(actor: Actor, *, book: Codebook) -> None:
    """Let partners code with a codebook; it never changes again. Raises NotAllowed; Refused."""
    _draft(actor, book, PUBLISH)
    codes = Code.objects.filter(codebook=book)
    if not codes.exists():
        raise Refused(_("Write at least one code."))
    book.published_on = clock.today()
    book.save(update_fields=["published_on"])
    codes.update(published_on=book.published_on)


@transaction.atomic
def renew_book(actor: Actor, *, book: Codebook) -> Codebook:
    """Begin the next version of a codebook with the same codes. Raises NotAllowed; Refused."""
    demand(actor, book, WRITE)
    same = Codebook.objects.filter(
        organisation_id=book.organisation_id, programme_id=book.programme_id, name=book.name
    )
    if same.filter(published_on=None).exists():
        raise Refused(_("A new version is being written already."))
    last = same.aggregate(last=Max("version"))["last"]
    made = Codebook.objects.create(
        organisation_id=book.organisation_id, programme_id=book.programme_id, name=book.name,
        version=last + 1, note=book.note,
    )  # fmt: skip
    codes = list(Code.objects.filter(codebook=book))
    ids = {code.pk: uuid4() for code in codes}
    for code in codes:
        code.parent_id = ids[code.parent_id] if code.parent_id else None
        code.pk, code.codebook, code.published_on = ids[code.pk], made, None
        code._state.adding = True
    Code.objects.bulk_create(codes)
    return made


def _draft(actor: Actor, book: Codebook, permission: str = WRITE) -> None:
    demand(actor, book, permission)
    if Codebook.objects.select_for_update().get(pk=book.pk).published_on is not None:
        raise Refused(_("It is published. Begin a new version."))
