"""Focus groups in eight countries: held, written down, coded by two, published to the partners."""

from datetime import timedelta
from typing import Any

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.evidence import actions
from amir.evidence.models import Code, Codebook, FocusGroup, GroupStatus, Guide, Transcript
from amir.evidence.queries import Desk, desk_or_404

from .facts import what_is_known
from .moments import days_ago, on_day
from .world import actor_for

AGREED = 560  # days ago: before the first group
AT_WORK = 40  # days from a group to its codes


def agree_on_codes(facts: dict[str, Any]) -> None:
    """One guide and one codebook for all partners; nothing if they stand."""
    told = what_is_known("evidence")
    chiara = actor_for("Chiara Bassi", "papa-giovanni")
    with acting_as(chiara):
        if Codebook.objects.filter(name=told["book"]["name"]).exists():
            return
    with on_day(AGREED, chiara):
        desk = desk_or_404(chiara, facts["key"])
        guide = actions.write_guide(chiara, desk=desk, language="en", **told["guide"])
        actions.publish_guide(chiara, guide=guide)
        book = actions.start_book(chiara, desk=desk, name=told["book"]["name"])
        for code in told["book"]["codes"]:
            about = {name: value for name, value in code.items() if name != "key"}
            actions.write_code(chiara, book=book, **about)
        actions.publish_book(chiara, book=book)


def hear_groups(facts: dict[str, Any], country: dict[str, Any]) -> None:
    """The groups of a country; nothing if they are told."""
    coders = [actor_for(name, country["partner"]) for name in country["coders"]]
    with acting_as(coders[0]):
        desk = desk_or_404(coders[0], facts["key"])
        if GroupStatus.objects.filter(
            programme_id=desk.programme_id, organisation_id=desk.organisation_id
        ).exists():
            return
    for group in country["groups"]:
        _hear(desk, country, group, coders)


def _hear(desk: Desk, country: dict[str, Any], told: dict[str, Any], coders: list[Actor]) -> None:
    held_on, ago = days_ago(told["ago"]), told["ago"] - AT_WORK
    first, second = coders
    is_recorded = "in_english" in told
    with on_day(ago, first):
        group = actions.plan_group(
            first, desk=desk, country=country["country"], kind=told["kind"], place=told["place"],
            language=country["language"], moderator_id=first.account_id,
            note_taker_id=second.account_id, guide_id=Guide.objects.latest("created_at").pk,
        )  # fmt: skip
        women = told["women"]
        actions.record_facts(
            first, group=group, held_on=held_on, people=told["people"], minutes=95,
            invited=told["people"] + 3, consent_basis="signed", was_recorded=is_recorded,
            counts={"gender": {"women": women, "men": told["people"] - women}},
            recording_deleted_on=held_on + timedelta(days=AT_WORK - 10) if is_recorded else None,
        )  # fmt: skip
        actions.bring_text(
            first, group=_now(group), kind="transcript" if is_recorded else "notes",
            language=country["language"], paragraphs=[said[0] for said in told["said"]],
        )  # fmt: skip
        text = Transcript.objects.get(group=group)
        if is_recorded:
            words = [said[3] for said in told["said"]]
            actions.bring_translation(first, transcript=text, language="en", paragraphs=words)
        actions.write_summary(
            first, group=_now(group), summary=told["summary"],
            summary_translation=told.get("in_english", ""),
        )  # fmt: skip
        actions.take_step(first, group=_now(group), step="write")
    _code(text, told, coders, ago)
    with on_day(ago - 15, first):
        actions.take_step(first, group=_now(group), step="code")
        if not told.get("is_late"):
            actions.take_step(first, group=_now(group), step="publish")


def _code(text: Transcript, told: dict[str, Any], coders: list[Actor], ago: int) -> None:
    """Each paragraph is an excerpt; both coders judge it without looking at the other."""
    codes = {code["key"]: code["name"] for code in what_is_known("evidence")["book"]["codes"]}
    excerpts = []
    with on_day(ago - 5, coders[0]) as first:
        for place in range(1, len(told["said"]) + 1):
            made = actions.make_excerpt(
                first, transcript=text, from_paragraph=place, to_paragraph=place
            )
            actions.approve_quote(first, excerpt=made)
            excerpts.append(made)
    for number, coder in enumerate(coders, start=1):
        with on_day(ago - 5 - number, coder):
            book = Codebook.objects.get(name=what_is_known("evidence")["book"]["name"])
            ids = {each.name: each.pk for each in Code.objects.filter(codebook=book)}
            for excerpt, said in zip(excerpts, told["said"], strict=True):
                given = [ids[codes[key]] for key in said[number]]
                actions.judge(coder, excerpt=excerpt, book=book, codes=given)


def _now(group: FocusGroup) -> FocusGroup:
    return FocusGroup.objects.get(pk=group.pk)
