"""The chapters of a programme's story, in the order in which they are told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from amir.programmes.wording import country_name

from . import (
    applying,
    consulting,
    endings,
    first_pairs,
    handbook,
    hearing,
    meeting,
    planning,
    practices,
    reporting,
    story,
    world,
    year,
)
from .facts import facts_of, what_is_known


@dataclass(frozen=True)
class Chapter:
    """A part of the story: what the progress bar says, and how it is told."""

    doing: str
    tell: Callable[[], None]
    # Whether it is about what partners learn and plan; the others are about mentoring.
    is_about_plans: bool = False


def chapters(programme: str) -> Iterator[Chapter]:
    """The chapters of one programme. Each is whole or not at all; told twice it changes nothing."""
    facts = facts_of(programme)
    yield Chapter(_("The programme and its partners"), partial(world.found, facts))
    yield Chapter(_("Who works where"), partial(world.staff, facts))
    yield Chapter(_("Calendar and deliverables"), partial(world.calendar, facts))
    yield Chapter(_("The first people apply"), partial(applying.apply_and_be_chosen, facts))
    yield Chapter(_("The first pairs"), partial(first_pairs.match_first, facts))
    for group in facts["groups"]:
        place = group["cohort"]
        yield Chapter(
            _("{place}: a list of people").format(place=place),
            partial(story.bring_group, facts, group),
        )
        yield Chapter(
            _("{place}: pairs, questions, answers").format(place=place),
            partial(story.plan_group, facts, group),
        )
        yield Chapter(
            _("{place}: goals and meetings").format(place=place),
            partial(meeting.meet_group, facts, group),
        )
    yield Chapter(_("Half a year of meetings"), partial(year.live_on, facts))
    yield Chapter(_("Closings and certificates"), partial(endings.end_or_pause, facts))
    yield Chapter(_("The handbook and its test round"), partial(handbook.try_handbook, facts))
    yield from _plans(facts)


def _plans(facts: dict[str, Any]) -> Iterator[Chapter]:
    """From what people say to the strategies of two cities."""
    told: list[tuple[str, Callable[..., None], tuple[Any, ...]]] = [
        (_("A guide and a codebook"), hearing.agree_on_codes, ()),
    ]
    for each in what_is_known("evidence")["countries"]:
        doing = _("{country}: focus groups").format(country=country_name(each["country"]))
        told.append((doing, hearing.hear_groups, (each,)))
    for each in what_is_known("practices")["countries"]:
        doing = _("{country}: practices").format(country=country_name(each["country"]))
        told.append((doing, practices.collect, (each,)))
    told.append((_("Reports"), reporting.write_reports, ()))
    told.append((_("The shared strategy"), planning.share_strategy, ()))
    for each in what_is_known("strategies")["local"]:
        told.append((each["title"]["en"], planning.plan_place, (each, consulting.ask_people)))
    for doing, tell, arguments in told:
        yield Chapter(doing, partial(tell, facts, *arguments), is_about_plans=True)
