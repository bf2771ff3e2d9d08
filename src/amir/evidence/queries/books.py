"""Guides and codebooks: own ones, and those that partners have published."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.programmes.queries import partner_organisations

from ..models import Code, Codebook, Guide
from ..rules import VIEW
from .groups import first_or_404


def _own_or_published(actor: Actor, programme: Programme) -> Q:
    partners = partner_organisations(programme.pk)
    own = Q(organisation_id__in=actor.organisations_where(VIEW))
    issued = Q(published_on__isnull=False, organisation_id__in=partners)
    return Q(programme_id=programme.pk) & (own | issued)


def guides_visible_to(actor: Actor, programme: Programme) -> QuerySet[Guide]:
    """Own guides in every version, and the published ones of partners."""
    return Guide.objects.filter(_own_or_published(actor, programme))


def guide_or_404(actor: Actor, programme: Programme, guide_id: UUID) -> Guide:
    """One guide. Raises Http404."""
    return first_or_404(guides_visible_to(actor, programme).filter(pk=guide_id))


def books_visible_to(actor: Actor, programme: Programme) -> QuerySet[Codebook]:
    """Own codebooks in every version, and the published ones of partners."""
    rows = Codebook.objects.filter(_own_or_published(actor, programme))
    return rows.annotate(code_count=Count("codes"))


def book_or_404(actor: Actor, programme: Programme, book_id: UUID) -> Codebook:
    """One codebook. Raises Http404."""
    return first_or_404(books_visible_to(actor, programme).filter(pk=book_id))


def coding_book(actor: Actor, programme: Programme, wanted: UUID | None = None) -> Codebook | None:
    """The codebook that one codes with: the wanted one, else the newest that is published."""
    rows = books_visible_to(actor, programme)
    if wanted is not None and (found := rows.filter(pk=wanted).first()):
        return found
    return rows.filter(published_on__isnull=False).order_by("-published_on", "-version").first()


def codes_of(book: Codebook) -> list[Code]:
    """The codes of a codebook as a tree: each followed by those below it, with its `depth`."""
    below: dict[UUID | None, list[Code]] = {}
    for code in Code.objects.filter(codebook=book):
        below.setdefault(code.parent_id, []).append(code)
    found: list[Code] = []

    def walk(parent: UUID | None, depth: int) -> None:
        for code in below.get(parent, []):
            code.depth = depth  # type: ignore[attr-defined]
            found.append(code)
            walk(code.pk, depth + 1)

    walk(None, 0)
    return found


def code_or_404(book: Codebook, code_id: UUID) -> Code:
    """One code of a codebook. Raises Http404."""
    return first_or_404(Code.objects.filter(codebook=book, pk=code_id))


def named_codes(ids: Iterable[UUID]) -> dict[UUID, Code]:
    """Codes by id, of whatever codebook that may be read, with all that stand above them."""
    found = Code.objects.in_bulk(list(set(ids)))
    books = {code.codebook_id for code in found.values()}
    return {code.pk: code for code in Code.objects.filter(codebook__in=books)}


def theme_of(code: Code, codes: Mapping[UUID, Code]) -> str:
    """The programme's theme of a code: its own, else that of the nearest one above; or ""."""
    at: Code | None = code
    while at is not None:
        if at.theme:
            return at.theme
        at = codes.get(at.parent_id) if at.parent_id else None
    return ""


def themes_of_codes(codes: Mapping[UUID, Code]) -> dict[UUID, str]:
    """Code -> theme."""
    return {pk: theme_of(code, codes) for pk, code in codes.items()}
