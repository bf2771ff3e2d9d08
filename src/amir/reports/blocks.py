"""Live blocks: what stands in a report straight from records, with the ids of these records.

Rooms above register theirs in `AppConfig.ready`; a report names a block by its key.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.documents.model import Block, Paragraph
from amir.programmes.models import Programme

from .markup import Live
from .models import Report

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Option:
    """What whoever places the block may choose; "" leaves it open."""

    name: str
    label: str | Promise
    choices: Callable[[Programme], Choices]


@dataclass(frozen=True)
class Around:
    """What a block is made for: the report, its programme, the language of the document."""

    report: Report
    programme: Programme
    language: str


Render = Callable[[Actor, Around, Mapping[str, str]], Sequence[Block]]


@dataclass(frozen=True)
class BlockSource:
    """A kind of live block. `render` reads records as the actor and cites each of them."""

    key: str
    label: str | Promise
    render: Render
    options: tuple[Option, ...] = ()


_sources: dict[str, BlockSource] = {}


def register(source: BlockSource) -> None:
    """Offer a kind of block. ValueError: the key is taken by another one."""
    if _sources.setdefault(source.key, source) is not source:
        raise ValueError(f"the block {source.key} is registered twice")


def all_sources() -> dict[str, BlockSource]:
    """Every kind of block by key, in the order of their keys."""
    return dict(sorted(_sources.items()))


def rendered(actor: Actor, around: Around, live: Live) -> Sequence[Block]:
    """The blocks of one place; a name that nobody knows is said, never skipped."""
    source = _sources.get(live.name)
    if source is None:
        return [Paragraph(_("Nobody knows the block {name}.").format(name=live.name), "mark")]
    found = source.render(actor, around, live.options)
    return found or [Paragraph(_("There are no records for this yet."), "note")]
