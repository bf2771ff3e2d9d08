"""What an organisation heard in focus groups: drafts, what is published, what waits."""

from datetime import timedelta

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.evidence import actions
from amir.evidence.models import Codebook, Excerpt, FocusGroup, Incoming, Transcript
from amir.evidence.queries import Desk, desk_or_404

from .side import Side

COUNTS = {"gender": {"women": 5, "men": 4}}


def hear_groups(side: Side) -> None:
    """A guide and a codebook in two states each; groups in three."""
    with acting_as(side.actor("researcher")) as rosa:
        desk = desk_or_404(rosa, side.programme)
        _write_books(side, rosa, desk)
        draft = _held(side, rosa, desk)
        _write_down(side, rosa, draft)
        published = _held(side, rosa, desk)
        _publish(side, rosa, published)
        planned = _planned(side, rosa, desk)
    side.ids |= {
        "group_id": draft.pk, "label": published.label,
        "planned_group": planned.pk, "evidence_group_step.group_id": planned.pk,
        "api:take_group_step.group_id": planned.pk,
    }  # fmt: skip


def _write_books(side: Side, rosa: Actor, desk: Desk) -> None:
    told = {"language": "en", "text": side.called("What do you need?")}
    issued = actions.write_guide(rosa, desk=desk, title=side.called("First"), **told)
    actions.publish_guide(rosa, guide=issued)
    guide = actions.write_guide(rosa, desk=desk, title=side.called("Second"), **told)
    book = actions.start_book(rosa, desk=desk, name=side.called("Codes"))
    given = actions.write_code(rosa, book=book, name=side.called("Work"), theme="work")
    actions.publish_book(rosa, book=book)
    draft = actions.start_book(rosa, desk=desk, name=side.called("Draft"))
    code = actions.write_code(rosa, book=draft, name=side.called("Rent"))
    side.ids |= {
        "guide_id": guide.pk, "book_id": draft.pk, "code_id": code.pk, "given_book": book.pk,
        "given_code": given.pk,
    }  # fmt: skip


def _planned(side: Side, rosa: Actor, desk: Desk) -> FocusGroup:
    return actions.plan_group(
        rosa, desk=desk, country=side.country, kind="tcn", place=side.called("Town"), language="en"
    )


def _held(side: Side, rosa: Actor, desk: Desk) -> FocusGroup:
    group = _planned(side, rosa, desk)
    actions.record_facts(
        rosa, group=group, held_on=clock.today() - timedelta(days=2), people=9, counts=COUNTS,
        consent_basis="signed",
    )  # fmt: skip
    actions.write_summary(rosa, group=group, summary=side.called("They look for work"))
    return FocusGroup.objects.get(pk=group.pk)


def _text(side: Side, rosa: Actor, group: FocusGroup) -> Transcript:
    paragraphs = [side.called("We look for work"), side.called("and for a flat"), "Every day."]
    made = actions.bring_text(
        rosa, group=group, kind="transcript", language="en", paragraphs=paragraphs
    )
    assert isinstance(made, Transcript)
    return made


def _write_down(side: Side, rosa: Actor, group: FocusGroup) -> None:
    """A text with an excerpt that two have coded, one without, and one that waits."""
    text, spare = _text(side, rosa, group), _text(side, rosa, group)
    excerpt = actions.make_excerpt(rosa, transcript=text, from_paragraph=1, to_paragraph=1)
    memo = actions.write_memo(rosa, group=group, excerpt=excerpt, text=side.called("Often heard"))
    _code(side, rosa, excerpt)
    waiting = actions.bring_text(
        rosa, group=group, kind="notes", language="en",
        paragraphs=[side.called("Notes"), "My name is Rima Haddad."],
    )  # fmt: skip
    assert isinstance(waiting, Incoming)
    side.ids |= {
        "text_id": text.pk, "evidence_text_remove.text_id": spare.pk, "order": 2,
        "excerpt_id": excerpt.pk, "memo_id": memo.pk, "incoming_id": waiting.pk,
    }  # fmt: skip


def _code(side: Side, rosa: Actor, excerpt: Excerpt) -> None:
    book = Codebook.objects.get(pk=side.ids["given_book"])
    actions.judge(rosa, excerpt=excerpt, book=book, codes=[side.ids["given_code"]])


def _publish(side: Side, rosa: Actor, group: FocusGroup) -> None:
    text = _text(side, rosa, group)
    excerpt = actions.make_excerpt(rosa, transcript=text, from_paragraph=2, to_paragraph=2)
    _code(side, rosa, excerpt)
    actions.approve_quote(rosa, excerpt=excerpt)
    for step in ("write", "code", "publish"):
        actions.take_step(rosa, group=group, step=step)
