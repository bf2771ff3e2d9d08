"""The chapters of a programme's story, in the order in which they are told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from . import applying, endings, first_pairs, handbook, meeting, story, world, year
from .facts import facts_of


@dataclass(frozen=True)
class Chapter:
    """A part of the story: what the progress bar says, and how it is told."""

    doing: str
    tell: Callable[[], None]


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
