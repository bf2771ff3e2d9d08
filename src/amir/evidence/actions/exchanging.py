"""Bringing what other programs for qualitative analysis wrote."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused

from ..enums import Facet, TextKind
from ..intake import checked
from ..models import Code, Codebook, Coding, Excerpt, FocusGroup, Judgement
from ..queries import Desk
from ..refi import QdaCode, QdaProject, QdaSelection, QdaText
from .books import MOST_CODES, start_book
from .checking import ask_about_names, changeable, whoever
from .texts import keep_text

MOST_DEEP = 20


@transaction.atomic
def bring_book(
    actor: Actor, *, desk: Desk, name: str, codes: Sequence[QdaCode]
) -> tuple[Codebook, dict[UUID, UUID]]:
    """A new codebook, as a draft, with these codes; also which code of the file became which.

    Raises NotAllowed; Refused for a name that is there already, no codes, or names twice.
    """
    book = start_book(actor, desk=desk, name=name)
    rows: list[Code] = []
    became: dict[UUID, UUID] = {}
    _collect(book, codes, None, rows, became)
    if not rows:
        raise Refused(_("There are no codes in it."), field="file")
    Code.objects.bulk_create(rows)
    return book, became


def _collect(
    book: Codebook,
    codes: Sequence[QdaCode],
    parent: Code | None,
    rows: list[Code],
    became: dict[UUID, UUID],
    depth: int = 0,
) -> None:
    taken = {row.name for row in rows}
    for each in codes:
        if len(rows) >= MOST_CODES or depth > MOST_DEEP:
            raise Refused(_("There are too many codes in it."), field="file")
        words = " ".join(each.name.split())[:120] or _("Without a name")
        # Elsewhere two codes may have one name, under different ones.
        name, number = words, 2
        while name in taken:
            name, number = f"{words[:110]} ({number})", number + 1
        taken.add(name)
        row = Code(
            id=uuid4(), organisation_id=book.organisation_id, codebook=book, name=name,
            programme_id=book.programme_id, parent=parent, definition=each.definition,
            include=each.include, exclude=each.exclude, facet=Facet.OTHER, order=len(rows) + 1,
        )  # fmt: skip
        became[each.guid] = row.pk
        rows.append(row)
        _collect(book, each.below, row, rows, became, depth + 1)
        taken |= {row.name for row in rows}


@transaction.atomic
def bring_project(
    actor: Actor,
    *,
    desk: Desk,
    group: FocusGroup,
    project: QdaProject,
    language: str,
    names_are_fine: bool = False,
) -> Codebook | None:
    """Texts, excerpts and codings of a project become part of a group; its codes a new codebook.

    Codings stay apart by coder, so that agreement can be computed. The codebook that came of it,
    if the file has codes. Raises NotAllowed; Refused for likely names, or before it was held.
    """
    held = changeable(actor, group)
    if held.held_on is None:
        raise Refused(_("Write down first how the group went."))
    texts = [(text, checked_lines(text)) for text in project.texts]
    if not texts:
        raise Refused(_("There are no texts in it."), field="file")
    every = [line for _text, lines in texts for line in lines if line.strip()]
    checked(every)
    ask_about_names(every, held.country, names_are_fine)
    book: Codebook | None = None
    became: Mapping[UUID, UUID] = {}
    if project.codes:
        name = f"{project.name or held.label} ({clock.now():%Y-%m-%d %H:%M})"
        book, became = bring_book(actor, desk=desk, name=name, codes=project.codes)
    for text, lines in texts:
        _bring_pieces(actor, held, text, lines, language, book, became)
    return book


def checked_lines(text: QdaText) -> list[str]:
    """The lines of a text; their order and letters stay, so that positions fit."""
    return text.text.split("\n")


def _bring_pieces(
    actor: Actor,
    group: FocusGroup,
    text: QdaText,
    lines: list[str],
    language: str,
    book: Codebook | None,
    became: Mapping[UUID, UUID],
) -> None:
    transcript = keep_text(actor, group, TextKind.TRANSCRIPT, language, lines)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    excerpts: list[Excerpt] = []
    judgements: list[Judgement] = []
    codings: list[Coding] = []
    for piece in text.selections:
        words = text.text[piece.start : piece.end]
        if piece.end > len(text.text) or not words.strip():
            raise Refused(_("A mark in the file lies outside of its text."), field="file")
        group.last_excerpt += 1
        first, last = bisect_right(starts, piece.start), bisect_right(starts, piece.end - 1)
        excerpt = Excerpt(
            id=uuid4(), organisation_id=group.organisation_id, programme_id=group.programme_id,
            group=group, transcript=transcript, number=group.last_excerpt, text=words,
            from_paragraph=first, from_letter=piece.start - starts[first - 1],
            to_paragraph=last, to_letter=piece.end - starts[last - 1],
            translation=piece.description, made_by=actor.account_id,
        )  # fmt: skip
        excerpts.append(excerpt)
        if book is not None:
            _judge(actor, excerpt, piece, book, became, judgements, codings)
    Excerpt.objects.bulk_create(excerpts)
    Judgement.objects.bulk_create(judgements)
    Coding.objects.bulk_create(codings)
    group.save(update_fields=["last_excerpt"])


def _judge(
    actor: Actor,
    excerpt: Excerpt,
    piece: QdaSelection,
    book: Codebook,
    became: Mapping[UUID, UUID],
    judgements: list[Judgement],
    codings: list[Coding],
) -> None:
    by_coder: dict[UUID, set[UUID]] = {}
    for each in piece.codings:
        if each.code in became:
            by_coder.setdefault(each.coder or whoever(actor), set()).add(became[each.code])
    for coder, codes in by_coder.items():
        judgement = Judgement(
            id=uuid4(), organisation_id=excerpt.organisation_id, excerpt=excerpt,
            codebook_id=book.pk, coder_id=coder, judged_at=clock.now(),
        )  # fmt: skip
        judgements.append(judgement)
        codings += [
            Coding(organisation_id=excerpt.organisation_id, judgement=judgement, code_id=code)
            for code in sorted(codes, key=str)
        ]
