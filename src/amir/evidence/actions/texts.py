"""Texts of a group: brought, looked through for names, translated, corrected."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.pointing import pointed_out, replaced
from amir.programmes.queries import settings_of

from ..enums import TextKind
from ..intake import checked
from ..lifecycle import CODED, HELD, WRITTEN
from ..models import Excerpt, FocusGroup, Incoming, Passage, Transcript
from ..rules import INCOMING_DAYS
from .checking import ask_about_names, changeable, whoever

MOST_TEXTS = 50
AT_ONCE = 1_000


@transaction.atomic
def bring_text(
    actor: Actor, *, group: FocusGroup, kind: str, language: str, paragraphs: Sequence[str]
) -> Transcript | Incoming:
    """Keep a text of a group. If something in it looks like a name, it waits for a decision.

    Raises NotAllowed; Refused before the group was held, or if there are no words.
    """
    held = _writable(actor, group)
    told = checked(list(paragraphs))
    if kind not in TextKind.values:
        raise Refused(_("Choose what it is."), field="kind")
    if Transcript.objects.filter(group=held).count() >= MOST_TEXTS:
        raise Refused(_("The group has enough texts."))
    if not pointed_out(told, region=held.country):
        return keep_text(actor, held, kind, language, told)
    return Incoming.objects.create(
        organisation_id=held.organisation_id, group=held, kind=kind, language=language,
        sealed=drafts.seal({"paragraphs": told}), brought_by=whoever(actor),
    )  # fmt: skip


def paragraphs_in(incoming: Incoming) -> list[str]:
    """The paragraphs of a text that waits. Refused when it has waited too long."""
    days = settings_of(incoming.group.programme_id)[INCOMING_DAYS.key]
    found = drafts.unseal(incoming.sealed, seconds=days * 86_400)
    if found is None:
        raise Refused(_("The text has waited too long and cannot be opened. Bring it again."))
    return [str(each) for each in found["paragraphs"]]


@transaction.atomic
def decide_names(actor: Actor, *, incoming: Incoming, by: Mapping[str, str]) -> Transcript:
    """Keep a text that has waited, with the words in `by` replaced everywhere.

    Raises NotAllowed; Refused if the words are not among those that were pointed out.
    """
    if incoming.brought_by != actor.account_id:
        raise NotAllowed(_("Whoever brought the text decides."))
    group = _writable(actor, incoming.group)
    told = paragraphs_in(incoming)
    known = {each.words for each in pointed_out(told, region=group.country)}
    if not set(by) <= known:
        raise Refused(_("These words were not pointed out."))
    transcript = keep_text(actor, group, incoming.kind, incoming.language, replaced(told, by))
    incoming.delete()
    return transcript


@transaction.atomic
def discard_incoming(actor: Actor, *, incoming: Incoming) -> None:
    """Throw a text away that waits for a decision. Raises NotAllowed."""
    if incoming.brought_by != actor.account_id:
        raise NotAllowed(_("Whoever brought the text decides."))
    incoming.delete()


@transaction.atomic
def bring_translation(
    actor: Actor,
    *,
    transcript: Transcript,
    language: str,
    paragraphs: Sequence[str],
    names_are_fine: bool = False,
) -> None:
    """Put a translation beside a text, paragraph by paragraph.

    Raises NotAllowed; Refused if the paragraphs are not as many, or hold likely names.
    """
    group = _writable(actor, transcript.group)
    told = checked(list(paragraphs))
    if language == transcript.language:
        raise Refused(_("This is the language of the original."), field="language")
    if len(told) != transcript.paragraphs:
        raise Refused(
            _(
                "The translation has {count} paragraphs, the original {wanted}. "
                "Each paragraph needs its translation."
            ).format(count=len(told), wanted=transcript.paragraphs),
            field="text",
        )
    ask_about_names(told, group.country, names_are_fine)
    passages = list(Passage.objects.filter(transcript=transcript))
    for passage, text in zip(passages, told, strict=True):
        passage.translation = text
    Passage.objects.bulk_update(passages, ["translation"], batch_size=AT_ONCE)
    transcript.translation_language = language
    transcript.save(update_fields=["translation_language"])


@transaction.atomic
def change_passage(
    actor: Actor,
    *,
    passage: Passage,
    text: str,
    translation: str = "",
    names_are_fine: bool = False,
) -> None:
    """Correct a paragraph or its translation.

    Raises NotAllowed; Refused if an excerpt holds words of it, or for likely names.
    """
    transcript = passage.transcript
    group = _writable(actor, transcript.group)
    lines = " ".join(text.split())
    if not lines:
        raise Refused(_("A paragraph needs words."), field="text")
    if lines != passage.text and _is_quoted(transcript.pk, passage.order):
        raise Refused(
            _("An excerpt holds words of this paragraph. Remove the excerpt first."), field="text"
        )
    ask_about_names([lines, translation], group.country, names_are_fine)
    passage.text, passage.translation = lines, " ".join(translation.split())
    passage.save(update_fields=["text", "translation"])


@transaction.atomic
def remove_text(actor: Actor, *, transcript: Transcript) -> None:
    """Remove a text with its paragraphs. Raises NotAllowed; Refused while excerpts hold to it."""
    _writable(actor, transcript.group)
    if Excerpt.objects.filter(transcript=transcript).exists():
        raise Refused(_("Excerpts hold to this text. Remove them first."))
    Passage.objects.filter(transcript=transcript).delete()
    transcript.delete()


def _writable(actor: Actor, group: FocusGroup) -> FocusGroup:
    held = changeable(actor, group)
    if held.state not in (HELD, WRITTEN, CODED):
        raise Refused(_("Write down first how the group went."))
    return held


def _is_quoted(transcript_id: UUID, order: int) -> bool:
    held = Excerpt.objects.filter(transcript_id=transcript_id, from_paragraph__lte=order)
    return held.filter(to_paragraph__gte=order).exists()


def keep_text(
    actor: Actor, group: FocusGroup, kind: str, language: str, paragraphs: Sequence[str]
) -> Transcript:
    """The rows of a text, as it is."""
    transcript = Transcript.objects.create(
        id=uuid4(), organisation_id=group.organisation_id, group=group, kind=kind,
        language=language, paragraphs=len(paragraphs), added_by=actor.account_id,
    )  # fmt: skip
    Passage.objects.bulk_create(
        (
            Passage(organisation_id=group.organisation_id, transcript=transcript, order=order,
                    text=text)
            for order, text in enumerate(paragraphs, 1)
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    return transcript
