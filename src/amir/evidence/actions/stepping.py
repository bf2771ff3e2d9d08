"""The steps of a group, what each of them needs, and publishing it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import happened
from amir.programmes.queries import settings_of

from ..lifecycle import STEPS
from ..models import (
    Excerpt,
    FocusGroup,
    Incoming,
    Judgement,
    PublishedGroup,
    PublishedQuote,
    Transcript,
)
from ..queries import coded, named_codes, said_in, theme_of
from ..rules import PUBLISH, SMALL_COUNT, WRITE
from .checking import demand
from .planning import save


def missing_for(group: FocusGroup, step: str) -> list[str]:
    """What must be there before a step, in sentences; empty if nothing is missing."""
    missing = []
    if step == "hold" and (group.held_on is None or not group.people):
        missing.append(_("Write down how it went: day, people, consent."))
    if step == "write":
        if not group.summary and not Transcript.objects.filter(group=group).exists():
            missing.append(_("Bring a text or write a summary."))
        if Incoming.objects.filter(group=group).exists():
            missing.append(_("A text waits for your decision about names."))
    if step == "code" and not Judgement.objects.filter(excerpt__group=group).exists():
        missing.append(_("Mark at least one excerpt and give it codes."))
    if step == "publish":
        if not group.summary:
            missing.append(_("Write the summary of the group."))
        if group.was_recorded and group.recording_deleted_on is None:
            missing.append(_("Delete the recording, and write down when."))
    return missing


@transaction.atomic
def take_step(actor: Actor, *, group: FocusGroup, step: str) -> None:
    """Take one step of the lifecycle. Publishing copies facts and approved quotes for partners.

    Raises NotAllowed; Refused if the step cannot be taken from here, or something is missing.
    """
    known = STEPS.get(step)
    if known is None:
        raise Refused(_("This step does not exist."))
    publishes = step in ("publish", "take_back")
    demand(actor, group, PUBLISH if publishes else WRITE)
    group = FocusGroup.objects.select_for_update().get(pk=group.pk)
    if group.state not in known.sources:
        raise Refused(
            _("This cannot be done now: the group is {state}.").format(
                state=group.get_state_display().lower()
            )
        )
    if missing := missing_for(group, step):
        raise Refused(" ".join(missing))
    today = clock.today() if step == "publish" else None
    save(group, state=known.target, published_on=today)
    if step == "publish":
        _publish(actor, group)
    elif step == "take_back":
        PublishedGroup.objects.filter(group=group).delete()
        happened("evidence.taken_back", actor, group=group)


def _publish(actor: Actor, group: FocusGroup) -> None:
    """Copies of the group and of its approved quotes."""
    least = settings_of(group.programme_id)[SMALL_COUNT.key]
    facts = ("programme_id", "number", "kind", "country", "place", "language", "mode", "held_on",
             "people", "summary", "summary_translation", "published_on")  # fmt: skip
    published = PublishedGroup.objects.create(
        organisation_id=group.organisation_id,
        group=group,
        counts=shown_counts(group.counts, least),
        said=said_in(group),
        **{name: getattr(group, name) for name in facts},
    )
    excerpts = list(
        Excerpt.objects.filter(group=group, approved_on__isnull=False).select_related("transcript")
    )
    codes_by_excerpt = coded(excerpts)
    codes = named_codes(code.pk for held in codes_by_excerpt.values() for code in held)
    quotes = []
    for excerpt in excerpts:
        held = codes_by_excerpt.get(excerpt.pk, [])
        quotes.append(
            PublishedQuote(
                organisation_id=group.organisation_id, published=published,
                programme_id=group.programme_id, country=group.country,
                group_number=group.number, number=excerpt.number, text=excerpt.text,
                language=excerpt.transcript.language, translation=excerpt.translation,
                codes=[code.name for code in held],
                themes=sorted({theme_of(code, codes) for code in held} - {""}),
                facets=sorted({code.facet for code in held}),
            )
        )  # fmt: skip
    PublishedQuote.objects.bulk_create(quotes)
    happened("evidence.published", actor, group=group)


def shown_counts(counts: Mapping[str, Mapping[str, int]], least: int) -> dict[str, dict[str, Any]]:
    """The counts with small ones left out (None).

    A single one that is left out could be subtracted from the whole: the next smallest goes too.
    """
    shown: dict[str, dict[str, Any]] = {}
    for name, parts in counts.items():
        filled = sorted((number, part) for part, number in parts.items() if number)
        hidden = {part for number, part in filled if number < least}
        if len(hidden) == 1 and len(filled) > 1:
            hidden.add(next(part for _number, part in filled if part not in hidden))
        shown[name] = {part: None if part in hidden else number for part, number in parts.items()}
    return shown
