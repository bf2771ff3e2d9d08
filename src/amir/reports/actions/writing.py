"""Writing a report: sections, who owns them, comments. What two write at once is never lost."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.organisations.queries import colleagues_visible_to
from amir.programmes.models import Programme
from amir.programmes.queries import partner_organisations
from amir.programmes.rules import CHANGE
from amir.programmes.wording import said
from amir.reports.blocks import all_sources
from amir.reports.enums import ReportKind, SectionStatus
from amir.reports.markup import Live
from amir.reports.models import Report, ReportSection, SectionComment, SectionVersion
from amir.reports.queries import our_sections
from amir.reports.rules import WRITE

from .checks import demand_open, tell_status, words_checked


@transaction.atomic
def create_report(
    actor: Actor,
    *,
    programme: Programme,
    organisation_id: UUID,
    kind: str,
    title: str,
    language: str,
    country: str = "",
) -> Report:
    """Begin a report with the sections of its kind.

    Raises NotAllowed; Refused for an organisation that is no partner, a comparative report by
    another organisation than the one that coordinates, a national one without its country.
    """
    if not actor.holds(WRITE, organisation_id):
        raise NotAllowed(_("You may not write reports for this organisation."))
    if organisation_id not in partner_organisations(programme.pk):
        raise Refused(_("Your organisation is not a partner of this programme."))
    wanted = ReportKind(kind)
    if wanted is ReportKind.COMPARATIVE and not (
        programme.organisation_id == organisation_id and actor.holds(CHANGE, organisation_id)
    ):
        raise NotAllowed(_("The programme's coordinator writes the comparative report."))
    if wanted is ReportKind.NATIONAL and not country:
        raise Refused(_("Choose the country that it tells of."), field="country")
    if not title.strip():
        raise Refused(_("Write a title."), field="title")
    report = Report.objects.create(
        organisation_id=organisation_id, programme_id=programme.pk, kind=wanted,
        title=title.strip()[:200], language=language,
        country=country.upper() if wanted is ReportKind.NATIONAL else "",
    )  # fmt: skip
    for order, each in enumerate(our_sections()[wanted]):
        heading = str(said(each["titles"], language))
        _make_section(actor, report, each["key"], order, heading, each.get("text", ""))
    tell_status(report)
    return report


@transaction.atomic
def add_section(actor: Actor, *, report: Report, title: str) -> ReportSection:
    """One section more, at the end. Raises NotAllowed, Refused."""
    report = demand_open(actor, report)
    heading, _text = words_checked(title, "")
    held = ReportSection.objects.filter(report=report)
    keys = set(held.values_list("key", flat=True))
    stem = slugify(heading)[:34] or "section"
    key = next(k for n in range(len(keys) + 1) if (k := f"{stem}-{n}" if n else stem) not in keys)
    last = held.aggregate(last=Max("order"))["last"]
    made = _make_section(actor, report, key, 0 if last is None else last + 1, heading, "")
    tell_status(report)
    return made


@transaction.atomic
def write_section(
    actor: Actor, *, section: ReportSection, title: str, text: str, version: int | None
) -> ReportSection:
    """Replace the text that the actor saw, which was `version`; None: whatever stands there.

    Raises NotAllowed, Refused; Stale if somebody wrote meanwhile: nothing is overwritten.
    """
    report = demand_open(actor, section.report)
    heading, words = words_checked(title, text)
    held = ReportSection.objects.select_for_update().get(pk=section.pk)
    if version is not None and held.version != version:
        raise Stale(_("Somebody else changed this section meanwhile. Nothing is lost."))
    if (held.title, held.text) == (heading, words):
        return held
    held.title, held.text, held.version = heading, words, held.version + 1
    if held.status == SectionStatus.EMPTY:
        held.status = SectionStatus.DRAFT
    held.save()
    _keep_version(actor, held)
    tell_status(report)
    return held


@transaction.atomic
def set_section(
    actor: Actor, *, section: ReportSection, status: str, owner_id: UUID | None, order: int
) -> ReportSection:
    """Say who writes a section, how far it is and where it stands. Raises NotAllowed, Refused."""
    report = demand_open(actor, section.report)
    known = colleagues_visible_to(actor).filter(organisation_id=report.organisation_id)
    if owner_id is not None and not known.filter(account_id=owner_id).exists():
        raise Refused(_("Choose somebody who works in your organisation."), field="owner_id")
    held = ReportSection.objects.select_for_update().get(pk=section.pk)
    others = ReportSection.objects.filter(report=report).exclude(pk=held.pk)
    rows = list(others.select_for_update().order_by("order", "id"))
    held.status, held.owner_id = SectionStatus(status), owner_id
    rows.insert(max(order - 1, 0), held)
    for place, row in enumerate(rows):
        row.order = place
    ReportSection.objects.bulk_update(rows, ["order", "status", "owner_id"])
    tell_status(report)
    return held


@transaction.atomic
def place_block(
    actor: Actor, *, section: ReportSection, block: str, options: Mapping[str, str]
) -> ReportSection:
    """Put a live block at the end of a section. Raises NotAllowed, Refused."""
    demand_open(actor, section.report)
    source = all_sources().get(block)
    known = {option.name for option in source.options} if source else set()
    if source is None or not options.keys() <= known:
        raise Refused(_("Choose a block."), field="block")
    held = ReportSection.objects.select_for_update().get(pk=section.pk)
    text = f"{held.text}\n\n{Live(block, options)}".strip()
    return write_section(
        actor, section=section, title=held.title, text=text, version=held.version
    )  # fmt: skip


@transaction.atomic
def comment_on_section(actor: Actor, *, section: ReportSection, text: str) -> SectionComment:
    """Say something of a section. Raises NotAllowed, Refused."""
    report = demand_open(actor, section.report)
    if not text.strip():
        raise Refused(_("Write your comment."), field="text")
    return SectionComment.objects.create(
        organisation_id=report.organisation_id, section=section, text=text.strip()[:4_000],
        given_by=actor.account_id,
    )  # fmt: skip


@transaction.atomic
def settle_comment(actor: Actor, *, comment: SectionComment) -> None:
    """It is done with; done twice changes nothing. Raises NotAllowed, Refused."""
    demand_open(actor, comment.section.report)
    rows = SectionComment.objects.filter(pk=comment.pk, settled_on=None)
    rows.update(settled_on=clock.today())


def _make_section(
    actor: Actor, report: Report, key: str, order: int, title: str, text: str
) -> ReportSection:
    made = ReportSection.objects.create(
        organisation_id=report.organisation_id, report=report, key=key, order=order,
        title=title, text=text,
    )  # fmt: skip
    _keep_version(actor, made)
    return made


def _keep_version(actor: Actor, section: ReportSection) -> None:
    SectionVersion.objects.create(
        organisation_id=section.organisation_id, section=section, number=section.version,
        title=section.title, text=section.text, written_by=actor.account_id,
    )  # fmt: skip
