"""Evidence as files that programs for qualitative analysis read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from amir.core.actor import Actor
from amir.programmes.models import Programme

from .models import Code, Codebook, Coding, Excerpt, FocusGroup, Memo, Passage, Transcript
from .queries import codes_of, focus_groups_visible_to, named_codes
from .refi import (
    QdaCase,
    QdaCode,
    QdaCoding,
    QdaProject,
    QdaSelection,
    QdaText,
    written_codebook,
    written_project,
)


def codebook_file(book: Codebook) -> bytes:
    """A codebook as .qdc."""
    return written_codebook(_tree(codes_of(book)))


def project_file(actor: Actor, programme: Programme) -> bytes:
    """All groups whose drafts the actor reads, as .qdpx. Coders are numbers, groups are cases."""
    groups = list(focus_groups_visible_to(actor, programme.pk))
    texts = list(Transcript.objects.filter(group__in=groups))
    excerpts = list(Excerpt.objects.filter(group__in=groups))
    codings = list(
        Coding.objects.filter(judgement__excerpt__in=excerpts).select_related("judgement")
    )
    codes = named_codes(each.code_id for each in codings)
    coders = sorted({each.judgement.coder_id for each in codings}, key=str)
    memos = list(Memo.objects.filter(group__in=groups))
    project = QdaProject(
        name=programme.name,
        codes=_tree(codes.values()),
        texts=_texts(groups, texts, excerpts, _by_excerpt(codings, codes), memos),
        cases=tuple(_case(group, texts) for group in groups),
        coders={coder: f"Coder {number}" for number, coder in enumerate(coders, 1)},
        notes=tuple((memo.pk, memo.text) for memo in memos),
    )
    return written_project(project)


def _tree(codes: Iterable[Code]) -> tuple[QdaCode, ...]:
    below: dict[UUID | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)

    def made(parent: UUID | None) -> tuple[QdaCode, ...]:
        return tuple(
            QdaCode(each.pk, each.name, each.definition, each.include, each.exclude, made(each.pk))
            for each in sorted(below[parent], key=lambda code: (code.order, code.name))
        )

    return made(None)


def _by_excerpt(
    codings: Iterable[Coding], codes: Mapping[UUID, Code]
) -> dict[UUID, list[QdaCoding]]:
    found: dict[UUID, list[QdaCoding]] = defaultdict(list)
    for each in codings:
        if each.code_id in codes:
            judged = each.judgement
            made = QdaCoding(each.pk, each.code_id, judged.coder_id, judged.judged_at)
            found[judged.excerpt_id].append(made)
    return found


def _texts(
    groups: Sequence[FocusGroup],
    texts: Sequence[Transcript],
    excerpts: Sequence[Excerpt],
    codings: Mapping[UUID, list[QdaCoding]],
    memos: Sequence[Memo],
) -> tuple[QdaText, ...]:
    labels = {group.pk: group.label for group in groups}
    paragraphs: dict[UUID, list[str]] = defaultdict(list)
    rows = Passage.objects.filter(transcript__in=texts).order_by("transcript", "order")
    for transcript_id, words in rows.values_list("transcript_id", "text"):
        paragraphs[transcript_id].append(words)
    first_text: dict[UUID, UUID] = {}
    pieces: dict[UUID, list[Excerpt]] = defaultdict(list)
    for excerpt in excerpts:
        pieces[excerpt.transcript_id].append(excerpt)
    found = []
    for text in texts:
        is_first = first_text.setdefault(text.group_id, text.pk) == text.pk
        told = paragraphs[text.pk]
        starts = _starts(told)
        found.append(
            QdaText(
                text.pk,
                f"{labels[text.group_id]} {text.kind}",
                "\n".join(told),
                tuple(
                    QdaSelection(
                        each.pk, f"{labels[text.group_id]}-Q{each.number}",
                        starts[each.from_paragraph - 1] + each.from_letter,
                        starts[each.to_paragraph - 1] + each.to_letter,
                        tuple(codings.get(each.pk, ())), each.translation,
                    )
                    for each in pieces[text.pk]
                ),
                tuple(m.pk for m in memos if is_first and m.group_id == text.group_id),
            )
        )  # fmt: skip
    return tuple(found)


def _starts(paragraphs: Sequence[str]) -> list[int]:
    """At which letter of the whole text each paragraph begins."""
    found, at = [], 0
    for words in paragraphs:
        found.append(at)
        at += len(words) + 1
    return found


def _case(group: FocusGroup, texts: Sequence[Transcript]) -> QdaCase:
    facts: list[tuple[str, str | int]] = [
        ("Kind", group.kind), ("Country", group.country), ("Place", group.place),
        ("Language", group.language),
    ]  # fmt: skip
    if group.held_on is not None:
        facts.append(("Held on", group.held_on.isoformat()))
    if group.people is not None:
        facts.append(("People", group.people))
    held = tuple(text.pk for text in texts if text.group_id == group.pk)
    return QdaCase(group.pk, group.label, held, tuple(facts))
