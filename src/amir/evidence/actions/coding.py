"""Marking excerpts, giving codes, approving quotes, memos."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused

from ..lifecycle import CODED, HELD, WRITTEN
from ..models import (
    Code,
    Codebook,
    Coding,
    Excerpt,
    FocusGroup,
    Judgement,
    Memo,
    Passage,
    Transcript,
)
from ..rules import PUBLISH
from .checking import ask_about_names, changeable, demand, whoever

MOST_PARAGRAPHS = 50
LONGEST_MEMO = 10_000


@transaction.atomic
def make_excerpt(
    actor: Actor,
    *,
    transcript: Transcript,
    from_paragraph: int,
    to_paragraph: int,
    starts_with: str = "",
    ends_with: str = "",
    from_letter: int | None = None,
    to_letter: int | None = None,
) -> Excerpt:
    """Mark a piece of a text: paragraphs from and to, trimmed by letters or by words.

    `starts_with` is looked for in the first paragraph, `ends_with` in the last one; letters count
    within these paragraphs, `to_letter` is the first that does not belong to it any more.
    Raises NotAllowed; Refused if there is no such piece.
    """
    group = _open_for_coding(actor, transcript.group)
    if to_paragraph < from_paragraph:
        raise Refused(_("The last paragraph stands before the first."), field="to_paragraph")
    if to_paragraph - from_paragraph >= MOST_PARAGRAPHS:
        raise Refused(_("This is too long for an excerpt."), field="to_paragraph")
    rows = Passage.objects.filter(
        transcript=transcript, order__gte=from_paragraph, order__lte=to_paragraph
    )
    passages = list(rows)
    if len(passages) != to_paragraph - from_paragraph + 1:
        raise Refused(_("There is no such paragraph."), field="from_paragraph")
    start, end = _trimmed(passages, starts_with, ends_with, from_letter, to_letter)
    text = _between([each.text for each in passages], start, end)
    if not text.strip():
        raise Refused(_("There are no words in it."), field="from_paragraph")
    whole = start == 0 and end == len(passages[-1].text)
    # A number is never given twice: somebody may have cited it.
    group.last_excerpt += 1
    group.save(update_fields=["last_excerpt"])
    return Excerpt.objects.create(
        organisation_id=group.organisation_id, programme_id=group.programme_id, group=group,
        transcript=transcript, number=group.last_excerpt, from_paragraph=from_paragraph,
        from_letter=start, to_paragraph=to_paragraph, to_letter=end, text=text,
        made_by=actor.account_id,
        translation="\n".join(each.translation for each in passages) if whole else "",
    )  # fmt: skip


def _trimmed(
    passages: Sequence[Passage],
    starts_with: str,
    ends_with: str,
    from_letter: int | None,
    to_letter: int | None,
) -> tuple[int, int]:
    """First letter within the first paragraph, and the letter after the last within the last."""
    first, last = passages[0].text, passages[-1].text
    start = from_letter or 0
    if starts_with:
        start = first.find(starts_with)
        if start < 0:
            raise Refused(
                _("These words do not stand in the first paragraph."), field="starts_with"
            )
    end = len(last) if to_letter is None else to_letter
    if ends_with:
        # In one paragraph, the end is looked for after the beginning.
        at = last.find(ends_with, start if len(passages) == 1 else 0)
        if at < 0:
            raise Refused(_("These words do not stand in the last paragraph."), field="ends_with")
        end = at + len(ends_with)
    if not 0 <= start <= len(first) or not 0 <= end <= len(last):
        raise Refused(_("The paragraph is not so long."), field="from_paragraph")
    return start, end


def _between(texts: Sequence[str], start: int, end: int) -> str:
    if len(texts) == 1:
        return texts[0][start:end]
    return "\n".join([texts[0][start:], *texts[1:-1], texts[-1][:end]])


@transaction.atomic
def judge(actor: Actor, *, excerpt: Excerpt, book: Codebook, codes: Collection[UUID]) -> Judgement:
    """Say which codes of a codebook fit an excerpt; none may fit. Replaces what one said before.

    Raises NotAllowed; Refused for codes of another codebook.
    """
    _open_for_coding(actor, excerpt.group)
    wanted = set(codes)
    known = Code.objects.filter(codebook=book, pk__in=wanted)
    if book.programme_id != excerpt.programme_id or known.count() != len(wanted):
        raise Refused(_("Choose codes of this codebook."), field="codes")
    judgement, _is_new = Judgement.objects.update_or_create(
        excerpt=excerpt, codebook_id=book.pk, coder_id=whoever(actor),
        defaults={"organisation_id": excerpt.organisation_id, "judged_at": clock.now()},
    )  # fmt: skip
    held = set(Coding.objects.filter(judgement=judgement).values_list("code_id", flat=True))
    Coding.objects.filter(judgement=judgement, code_id__in=held - wanted).delete()
    Coding.objects.bulk_create(
        Coding(organisation_id=excerpt.organisation_id, judgement=judgement, code_id=code)
        for code in sorted(wanted - held, key=str)
    )
    return judgement


@transaction.atomic
def translate_excerpt(
    actor: Actor, *, excerpt: Excerpt, translation: str, names_are_fine: bool = False
) -> None:
    """Write the translation of an excerpt. Raises NotAllowed; Refused for likely names."""
    group = _open_for_coding(actor, excerpt.group)
    ask_about_names([translation], group.country, names_are_fine)
    excerpt.translation = translation.strip()
    excerpt.save(update_fields=["translation"])


@transaction.atomic
def approve_quote(
    actor: Actor, *, excerpt: Excerpt, is_approved: bool = True, names_are_fine: bool = False
) -> None:
    """Let partners read an excerpt as a quote once its group is published, or no more.

    Raises NotAllowed; Refused for likely names in it.
    """
    demand(actor, excerpt, PUBLISH)
    group = _open_for_coding(actor, excerpt.group)
    if is_approved:
        words = [excerpt.text, excerpt.translation]
        ask_about_names(words, group.country, names_are_fine)
    excerpt.approved_on = clock.today() if is_approved else None
    excerpt.approved_by = actor.account_id if is_approved else None
    excerpt.save(update_fields=["approved_on", "approved_by"])


@transaction.atomic
def remove_excerpt(actor: Actor, *, excerpt: Excerpt) -> None:
    """Remove an excerpt with what coders said of it; its number is not given again.

    Raises NotAllowed.
    """
    _open_for_coding(actor, excerpt.group)
    Coding.objects.filter(judgement__excerpt=excerpt).delete()
    Judgement.objects.filter(excerpt=excerpt).delete()
    Memo.objects.filter(excerpt=excerpt).delete()
    excerpt.delete()


@transaction.atomic
def write_memo(
    actor: Actor, *, group: FocusGroup, text: str, excerpt: Excerpt | None = None
) -> Memo:
    """Write down a thought on a group, or on an excerpt of it. Raises NotAllowed; Refused."""
    demand(actor, group)
    words = text.strip()
    if not words:
        raise Refused(_("Write the memo."), field="text")
    return Memo.objects.create(
        organisation_id=group.organisation_id, group=group, excerpt=excerpt,
        text=words[:LONGEST_MEMO], written_by=actor.account_id,
    )  # fmt: skip


@transaction.atomic
def remove_memo(actor: Actor, *, memo: Memo) -> None:
    """Remove one's own memo. Raises NotAllowed for somebody else's."""
    demand(actor, memo)
    if memo.written_by != actor.account_id:
        raise NotAllowed(_("Whoever wrote the memo removes it."))
    memo.delete()


def _open_for_coding(actor: Actor, group: FocusGroup) -> FocusGroup:
    held = changeable(actor, group)
    if held.state not in (HELD, WRITTEN, CODED):
        raise Refused(_("Write down first how the group went."))
    return held
