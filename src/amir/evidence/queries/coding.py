"""Excerpts, what coders said of them, and how far they agree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from amir.core.actor import Actor

from ..agreement import Agreement, agreement_of, pairs_of
from ..models import Code, Codebook, Coding, Excerpt, FocusGroup, Judgement
from .books import codes_of, named_codes, theme_of
from .groups import first_or_404, focus_groups_visible_to


def excerpts_visible_to(actor: Actor, programme_id: UUID | None = None) -> QuerySet[Excerpt]:
    """The excerpts of groups whose drafts the actor reads, with their group."""
    mine = focus_groups_visible_to(actor, programme_id).values("pk")
    rows = Excerpt.objects.filter(group__in=mine).select_related("group", "transcript")
    return rows.order_by("group__country", "group__number", "number")


def excerpt_or_404(actor: Actor, excerpt_id: UUID) -> Excerpt:
    """One excerpt. Raises Http404."""
    return first_or_404(excerpts_visible_to(actor).filter(pk=excerpt_id))


@dataclass(frozen=True)
class Seen:
    """What one coder said of an excerpt."""

    coder_id: UUID
    codebook_id: UUID
    codes: list[Code]


def seen_judgements(actor: Actor, excerpt: Excerpt, book: Codebook | None) -> list[Seen]:
    """What others said of an excerpt, once the actor has said it too: who codes is not led."""
    rows = list(
        Judgement.objects.filter(excerpt=excerpt).prefetch_related(
            Prefetch("codings", Coding.objects.all())
        )
    )
    mine = {row.codebook_id for row in rows if row.coder_id == actor.account_id}
    shown = [row for row in rows if row.codebook_id in mine or row.coder_id == actor.account_id]
    codes = named_codes(each.code_id for row in shown for each in row.codings.all())
    return [
        Seen(
            row.coder_id,
            row.codebook_id,
            [codes[each.code_id] for each in row.codings.all() if each.code_id in codes],
        )
        for row in shown
    ]


def coded(excerpts: Iterable[Excerpt]) -> dict[UUID, list[Code]]:
    """Excerpt -> its codes of all coders, each once, in the order of the codebook."""
    ids = [excerpt.pk for excerpt in excerpts]
    rows = Coding.objects.filter(judgement__excerpt__in=ids)
    pairs = list(rows.values_list("judgement__excerpt_id", "code_id"))
    codes = named_codes(code for _excerpt, code in pairs)
    found: dict[UUID, dict[UUID, Code]] = defaultdict(dict)
    for excerpt_id, code_id in pairs:
        if code_id in codes:
            found[excerpt_id][code_id] = codes[code_id]
    return {
        pk: sorted(held.values(), key=lambda code: (code.order, code.name))
        for pk, held in found.items()
    }


def said_in(group: FocusGroup) -> list[dict[str, str]]:
    """What was said in a group, as codes with theme and facet; each once."""
    held = coded(Excerpt.objects.filter(group=group))
    codes = named_codes(code.pk for each in held.values() for code in each)
    given = {code.pk for each in held.values() for code in each}
    return [
        {"code": code.name, "theme": theme_of(code, codes), "facet": code.facet}
        for code in sorted(codes.values(), key=lambda code: (code.order, code.name))
        if code.pk in given
    ]


def _judged(actor: Actor, book: Codebook) -> dict[UUID, dict[UUID, set[UUID]]]:
    """Excerpt -> coder -> codes, for all excerpts judged with a codebook."""
    mine = excerpts_visible_to(actor, book.programme_id).values("pk")
    rows = Judgement.objects.filter(codebook_id=book.pk, excerpt__in=mine)
    found: dict[UUID, dict[UUID, set[UUID]]] = defaultdict(dict)
    for excerpt_id, coder_id in rows.values_list("excerpt_id", "coder_id"):
        found[excerpt_id][coder_id] = set()
    given = Coding.objects.filter(judgement__in=rows.values("pk"))
    for excerpt_id, coder_id, code_id in given.values_list(
        "judgement__excerpt_id", "judgement__coder_id", "code_id"
    ):
        found[excerpt_id][coder_id].add(code_id)
    return found


def agreements(actor: Actor, book: Codebook) -> list[Agreement]:
    """How far each pair of coders agrees, those with the most excerpts in common first."""
    judged = _judged(actor, book)
    codes = [code.pk for code in codes_of(book)]
    return [agreement_of(judged, codes, *pair) for pair in pairs_of(judged)]


def agreement_between(
    actor: Actor, book: Codebook, pair: tuple[UUID, UUID] | None = None
) -> tuple[list[tuple[UUID, UUID]], Agreement | None, list[Code]]:
    """All pairs of coders, how far the wanted (else the first) pair agrees, and the codes."""
    judged = _judged(actor, book)
    pairs = pairs_of(judged)
    codes = codes_of(book)
    wanted = pair if pair in pairs else next(iter(pairs), None)
    if wanted is None:
        return pairs, None, codes
    return pairs, agreement_of(judged, [code.pk for code in codes], *wanted), codes
