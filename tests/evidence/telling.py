"""Told by acts: a guide, a codebook, a group with a text, excerpts and codes."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.evidence import actions
from amir.evidence.models import Code, Codebook, Excerpt, FocusGroup, Passage, Transcript
from amir.evidence.queries import desk_or_404
from tests.consortium import Consortium, actor_of

WORDS = (
    "We look for work every day.",
    "The rent is too high, and nobody answers.",
    "A neighbour showed us where to ask.",
)


def planned(who: UUID, country: str = "IT", **plan: Any) -> FocusGroup:
    """A group that is planned."""
    actor = actor_of(who)
    told = {"kind": "tcn", "place": "Bologna", "language": "it", **plan}
    with acting_as(actor):
        return actions.plan_group(actor, desk=desk_or_404(actor, "amir"), country=country, **told)


def held(who: UUID, **plan: Any) -> FocusGroup:
    """A group that was held, with nine people."""
    group, actor = planned(who, **plan), actor_of(who)
    with acting_as(actor):
        actions.record_facts(
            actor, group=group, held_on=clock.today() - timedelta(days=3), people=9,
            counts={"gender": {"women": 5, "men": 4}, "age": {"18_29": 1, "30_44": 8}},
            consent_basis="signed",
        )  # fmt: skip
        return FocusGroup.objects.get(pk=group.pk)


def with_text(who: UUID, paragraphs: tuple[str, ...] = WORDS, **plan: Any) -> Transcript:
    """A held group with a text."""
    group, actor = held(who, **plan), actor_of(who)
    with acting_as(actor):
        made = actions.bring_text(
            actor, group=group, kind="transcript", language="en", paragraphs=paragraphs
        )
    assert isinstance(made, Transcript)
    return made


def book_with(who: UUID, codes: dict[str, dict[str, Any]], name: str = "First") -> Codebook:
    """A published codebook; each code by name with its values."""
    actor = actor_of(who)
    with acting_as(actor):
        book = actions.start_book(actor, desk=desk_or_404(actor, "amir"), name=name)
        for code, values in codes.items():
            actions.write_code(actor, book=book, name=code, **values)
        actions.publish_book(actor, book=book)
        return Codebook.objects.get(pk=book.pk)


def code_ids(actor: Actor, book: Codebook) -> dict[str, UUID]:
    """Name -> id."""
    with acting_as(actor):
        return dict(Code.objects.filter(codebook=book).values_list("name", "pk"))


def excerpt_of(who: UUID, transcript: Transcript, number: int = 1, **piece: Any) -> Excerpt:
    """An excerpt of one paragraph."""
    actor = actor_of(who)
    told = {"from_paragraph": number, "to_paragraph": number, **piece}
    with acting_as(actor):
        return actions.make_excerpt(actor, transcript=transcript, **told)


def published(consortium: Consortium, who: UUID, *codes: str, **plan: Any) -> FocusGroup:
    """A published group whose first paragraph is a quote with these codes of the book "First"."""
    text, actor = with_text(who, **plan), actor_of(who)
    excerpt = excerpt_of(who, text)
    with acting_as(actor):
        book = Codebook.objects.get(name="First")
        given = Code.objects.filter(codebook=book, name__in=codes).values_list("pk", flat=True)
        actions.judge(actor, excerpt=excerpt, book=book, codes=list(given))
        actions.approve_quote(actor, excerpt=excerpt)
        group = FocusGroup.objects.get(pk=text.group_id)
        actions.write_summary(actor, group=group, summary="They look for work.")
        for step in ("write", "code", "publish"):
            actions.take_step(actor, group=group, step=step)
        return FocusGroup.objects.get(pk=group.pk)


def words_of(transcript: Transcript) -> list[str]:
    """The paragraphs as they are kept."""
    return list(Passage.objects.filter(transcript=transcript).values_list("text", flat=True))


YESTERDAY = date(2025, 6, 2)
