"""Live blocks from what a programme says of itself: facts, partners, themes, deliverables."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core.actor import Actor
from amir.documents.model import Block, Cited, Facts, Listing, Paragraph, Table
from amir.programmes.enums import PartnerRole
from amir.programmes.queries import partners_of, progress_of, themes_of
from amir.programmes.wording import country_name, said

from .blocks import Around, BlockSource, register


def programme_block(
    actor: Actor, around: Around, options: Mapping[str, str]
) -> Sequence[Block]:  # fmt: skip
    """Who pays, with which grant, from when to when."""
    programme, key = around.programme, str(around.programme.pk)
    facts = (
        (_("Programme"), programme.full_name),
        (_("Funder"), programme.funder),
        (_("Grant"), programme.grant_number or None),
        (_("First day"), programme.starts_on),
        (_("Last day"), programme.ends_on),
    )
    rows = tuple(
        (label, Cited(value, key, programme.name) if value else None) for label, value in facts
    )
    return [Facts(rows)]


def partners_block(actor: Actor, around: Around, options: Mapping[str, str]) -> Sequence[Block]:
    """Who runs the programme, in its order."""
    rows = tuple(
        (
            Cited(partner.name, str(partner.pk), partner.name),
            country_name(partner.country, around.language),
            str(PartnerRole(partner.role).label),
        )
        for partner in partners_of(around.programme)
    )
    return [Table((_("Partner"), _("Country"), _("Role")), rows)] if rows else []


def themes_block(actor: Actor, around: Around, options: Mapping[str, str]) -> Sequence[Block]:
    """What the programme works on."""
    items = tuple(
        (Cited(str(said(theme.names, around.language)), str(theme.pk), theme.key),)
        for theme in themes_of(around.programme.pk)
    )
    return [Listing(items)] if items else []


def deliverables_block(
    actor: Actor, around: Around, options: Mapping[str, str]
) -> Sequence[Block]:  # fmt: skip
    """What is owed to the funder, by when, and how many partners have done it."""
    progress = progress_of(actor, around.programme)
    rows = []
    for due in progress.rows:
        ticks = sorted(due.ticks.values(), key=lambda tick: tick.done_on)
        key = str(due.deliverable.pk)
        counted = " ".join(str(tick.pk) for tick in ticks) or key
        rows.append(
            (
                Cited(due.deliverable.title, key),
                Cited(due.deliverable.due_on, key) if due.deliverable.due_on else None,
                Cited(len(ticks), counted, due.deliverable.title),
                Cited(len(due.missing), key),
            )
        )
    if not rows:
        return []
    headings = (_("Deliverable"), _("Due on"), _("Done by"), _("Still open"))
    done = sum(not due.missing for due in progress.rows)
    told = _("Of {count} deliverables, {done} are done by all who owe them.")
    return [
        Paragraph(told.format(count=len(rows), done=done), "note"),
        Table(headings, tuple(rows)),
    ]


def register_all() -> None:
    """Called once at start-up."""
    register(BlockSource("programme", gettext_lazy("The programme in figures"), programme_block))
    register(BlockSource("partners", gettext_lazy("Partners"), partners_block))
    register(BlockSource("themes", gettext_lazy("Themes"), themes_block))
    register(BlockSource("deliverables", gettext_lazy("Deliverables"), deliverables_block))
