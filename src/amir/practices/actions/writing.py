"""Writing practices down by the template."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.permissions import may
from amir.places import open_gazetteer
from amir.programmes.queries import programmes_visible_to, themes_of

from ..enums import CostBand, Phase, PracticeState, TargetGroup
from ..models import Media, Practice, PracticeStatus
from ..rules import WRITE
from ..template import FIELDS, KEYS, TITLE_WORDS, words_of
from .assessing import settle_label

FACTS = (
    "title", "language", "country", "place", "themes", "target_groups", "phase", "cost_band",
    "started_on", "ended_on", "evaluated_on", "seeks_adopter", *KEYS,
)  # fmt: skip


@transaction.atomic
def write_practice(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID,
    is_invented: bool = False,
    **facts: Any,
) -> Practice:
    """Write a practice down as a draft; it gets the next number of its country.

    `facts`: names of FACTS; title and country at least. Raises as `write_practices`.
    """
    return write_practices(
        actor, organisation_id=organisation_id, programme_id=programme_id, rows=[facts],
        is_invented=is_invented,
    )[0]  # fmt: skip


@transaction.atomic
def write_practices(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID,
    rows: Sequence[Mapping[str, Any]],
    is_invented: bool = False,
    list_id: UUID | None = None,
) -> list[Practice]:
    """Write many down at once; the number of queries does not grow with them.

    Raises NotAllowed; Refused with the field that does not fit, and then writes none.
    """
    shared = {
        "organisation_id": organisation_id, "programme_id": programme_id,
        "is_invented": is_invented, "list_id": list_id, "written_by": actor.account_id,
    }  # fmt: skip
    if not may(actor, WRITE, Practice(**shared)):
        raise NotAllowed(_("You may not write practices for this organisation."))
    if not programmes_visible_to(actor).filter(pk=programme_id).exists():
        raise Refused(_("Choose a programme of your organisation."), field="programme")
    themes = {theme.key for theme in themes_of(programme_id)}
    made = []
    for facts in rows:
        practice = Practice(language="en", **shared)
        _fill(practice, facts, themes)
        made.append(practice)
    for country, own in _by_country(made).items():
        first = _next_number(programme_id, country)
        for number, practice in enumerate(own, start=first):
            practice.number = number
    Practice.objects.bulk_create(made)
    PracticeStatus.objects.bulk_create(
        PracticeStatus(
            organisation_id=organisation_id, practice=practice, programme_id=programme_id,
            country=practice.country, number=practice.number, state=practice.state,
            label=practice.label, themes=practice.themes,
        )
        for practice in made
    )  # fmt: skip
    return made


@transaction.atomic
def change_practice(
    actor: Actor, *, practice: Practice, version: int | None = None, **facts: Any
) -> Practice:
    """Change what a practice says. The country stays: its number belongs to it.

    What is published stays as it is until it is published again. A label whose demands are no
    longer met falls. Raises NotAllowed; Stale; Refused with the field that does not fit.
    """
    held = _locked(actor, practice, version)
    if facts.get("country", held.country) != held.country:
        raise Refused(_("The number belongs to the country. Write it anew."), field="country")
    _fill(held, facts, {theme.key for theme in themes_of(held.programme_id)})
    if held.state != PracticeState.DRAFT:
        demand_whole(held)
    held.version += 1
    held.save()
    settle_label(held)
    follow(held)
    return held


@transaction.atomic
def remove_draft(actor: Actor, *, practice: Practice) -> None:
    """Throw a draft away that was never reported, with its files.

    Raises NotAllowed; Refused for anything that was reported once.
    """
    held = _locked(actor, practice, None)
    if held.state != PracticeState.DRAFT or held.reported_on is not None:
        raise Refused(_("Only a draft that was never reported can be thrown away."))
    Media.objects.filter(practice=held).delete()
    held.transfers.all().delete()
    held.statuses.all().delete()
    held.delete()


def demand_whole(practice: Practice) -> None:
    """Refused unless everything is there that a reported practice needs."""
    for field in FIELDS:
        if field.is_needed and not getattr(practice, field.key).strip():
            raise Refused(_("Fill in: {field}").format(field=field.label), field=field.key)
    if not practice.themes:
        raise Refused(_("Choose at least one theme."), field="themes")


def follow(practice: Practice) -> None:
    """The row that partners see follows the practice."""
    PracticeStatus.objects.filter(practice=practice).update(
        state=practice.state, label=practice.label, themes=practice.themes
    )


def locked_practice(actor: Actor, practice: Practice, permission: str) -> Practice:
    """The practice as it stands now, locked. NotAllowed without the permission."""
    if not may(actor, permission, practice):
        raise NotAllowed(_("You may not change practices of this organisation."))
    return Practice.objects.select_for_update().get(pk=practice.pk)


def _locked(actor: Actor, practice: Practice, version: int | None) -> Practice:
    held = locked_practice(actor, practice, WRITE)
    if version is not None and held.version != version:
        raise Stale(
            _("Somebody else has changed this practice. Your text is still here: compare both.")
        )
    return held


def _next_number(programme_id: UUID, country: str) -> int:
    """Counted over the rows that all partners see; one at a time for programme and country."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"practices {programme_id} {country}"],
        )
    there = PracticeStatus.objects.filter(programme_id=programme_id, country=country)
    return (there.aggregate(last=Max("number"))["last"] or 0) + 1


def _by_country(practices: Sequence[Practice]) -> dict[str, list[Practice]]:
    found: dict[str, list[Practice]] = {}
    for practice in practices:
        found.setdefault(practice.country, []).append(practice)
    return found


def _fill(practice: Practice, facts: Mapping[str, Any], themes: set[str]) -> None:
    """Take the facts over. Refused for what the template does not allow."""
    place_before = (practice.place, practice.country)
    for name, value in facts.items():
        if name not in FACTS:
            raise Refused(_("This field is not known."), field=name)
        setattr(practice, name, value.strip() if isinstance(value, str) else value)
    practice.title = " ".join(practice.title.split())
    practice.country = practice.country.upper()
    demand_fitting(practice, themes)
    if (practice.place, practice.country) != place_before:
        _locate(practice)


def demand_fitting(practice: Practice, themes: set[str]) -> None:
    """Refused with the field, where the template, the programme or the calendar says no."""
    if not practice.title:
        raise Refused(_("Write a title."), field="title")
    if words_of(practice.title) > TITLE_WORDS or len(practice.title) > 200:
        raise Refused(_("The title has at most {most} words.").format(most=TITLE_WORDS),
                      field="title")  # fmt: skip
    for field in FIELDS:
        over = words_of(getattr(practice, field.key)) - field.max_words
        if over > 0:
            sentence = _("{field}: at most {most} words. It has {over} too many.")
            raise Refused(
                sentence.format(field=field.label, most=field.max_words, over=over),
                field=field.key,
            )
    if len(practice.country) != 2 or not (
        practice.country.isascii() and practice.country.isalpha()
    ):
        raise Refused(_("Choose a country."), field="country")
    _demand_known(practice, themes)
    _demand_days(practice)


def _demand_known(practice: Practice, themes: set[str]) -> None:
    if not set(practice.themes) <= themes:
        raise Refused(_("Choose themes of the programme."), field="themes")
    if not set(practice.target_groups) <= set(TargetGroup.values):
        raise Refused(_("Choose target groups of the list."), field="target_groups")
    if practice.phase and practice.phase not in Phase.values:
        raise Refused(_("Choose pilot or regular service."), field="phase")
    if practice.cost_band and practice.cost_band not in CostBand.values:
        raise Refused(_("Choose one of the cost bands."), field="cost_band")


def _demand_days(practice: Practice) -> None:
    today = clock.today()
    if practice.started_on and practice.started_on > today:
        raise Refused(_("A practice has begun already."), field="started_on")
    if practice.ended_on and practice.started_on and practice.ended_on < practice.started_on:
        raise Refused(_("It cannot end before it begins."), field="ended_on")
    if practice.evaluated_on and practice.evaluated_on > today:
        raise Refused(_("The evaluation must have been made."), field="evaluated_on")


def _locate(practice: Practice) -> None:
    """Where the municipality lies; a place that nobody knows stands on no map."""
    town = None
    if practice.place:
        town = open_gazetteer().municipality(practice.place, practice.country)
    practice.latitude = town.latitude if town else None
    practice.longitude = town.longitude if town else None
