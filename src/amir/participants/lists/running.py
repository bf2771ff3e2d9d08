"""What the queue does with a list: read it, bring it in, take it back. Each may run twice."""

from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.organisations.models import Organisation
from amir.places import open_gazetteer

from ..enums import ListState
from ..models import ListedRow, PeopleList, SheetShape
from ..reading import locator
from ..rules import IMPORT
from .bringing import Bringing, Tell
from .deciding import Deciding, speaks_ours
from .overview import open_questions, overview_of
from .told import told_of
from .understanding import hear, open_files
from .undoing import undo_rows

READ, BRING, UNDO = "participants.read_list", "participants.bring_in_list", "participants.undo_list"
# Says in an overview that answers came after it, together with the order to bring the list in.
READ_FIRST = "read_first"


def held_list(list_id: UUID) -> PeopleList | None:
    """The list as it stands now, locked until the transaction ends."""
    return PeopleList.objects.select_for_update().filter(pk=list_id).first()


@transaction.atomic
def read_list(actor: Actor, *, list_id: UUID, tell: Tell) -> None:
    """Read the files with everything that was told. Doing it twice gives the same rows."""
    held = held_list(list_id)
    if held is None or held.state != ListState.READING:
        return
    _read(actor, held, tell)
    held.save()


def _read(actor: Actor, held: PeopleList, tell: Tell) -> None:
    tell(0, 3, _("Reading the files …"))
    organisation = Organisation.objects.get(pk=held.organisation_id)
    gazetteer = open_gazetteer()
    heard = hear(
        open_files(held.files.all()),
        told_of(held.answers),
        as_of=held.as_of,
        country=held.country,
        gazetteer=gazetteer,
        remembered=dict(
            SheetShape.objects.filter(organisation_id=held.organisation_id).values_list(
                "digest", "answers"
            )
        ),
    )
    tell(1, 3, _("Looking for people you know already …"))
    locate = lru_cache(locator(gazetteer, held.country or heard.understanding.country))
    rows = Deciding(actor, held, heard, locate, speaks_ours(organisation.language)).rows()
    tell(2, 3, _("Getting the preview ready …"))
    held.rows.all().delete()
    ListedRow.objects.bulk_create(rows, batch_size=1000)
    held.overview = overview_of(heard)
    held.answers, held.shape = heard.told.as_json(), heard.shape
    held.state = ListState.READ if heard.understanding.people else ListState.REFUSED
    tell(3, 3, "")


@transaction.atomic
def bring_in_list(actor: Actor, *, list_id: UUID, tell: Tell) -> None:
    """Write the whole list into the records. Doing it twice does it once."""
    held = held_list(list_id)
    if held is None or held.state != ListState.READ:
        return
    if not may(actor, IMPORT, held):
        raise NotAllowed(_("You may not bring lists into this organisation."))
    if held.overview.get(READ_FIRST):
        _read(actor, held, tell)
        if open_questions(held.overview):
            raise Refused(_("Answer the open questions first."))
    Bringing(actor, held, tell).run()
    if held.shape:
        SheetShape.objects.update_or_create(
            organisation_id=held.organisation_id,
            digest=held.shape,
            defaults={"answers": told_of(held.answers).lasting(), "used_at": clock.now()},
        )
    held.state, held.brought_in_at = ListState.BROUGHT_IN, clock.now()
    held.save()


@transaction.atomic
def take_list_back(actor: Actor, *, list_id: UUID, tell: Tell) -> None:
    """Undo a whole list. Doing it twice does it once."""
    held = held_list(list_id)
    if held is None or held.state != ListState.BROUGHT_IN:
        return
    if not may(actor, IMPORT, held):
        raise NotAllowed(_("You may not change lists of this organisation."))
    tell(0, 1, _("Undoing the list …"))
    undone = undo_rows(actor, held)
    held.overview["undone"] = {
        "removed": undone.removed, "restored": undone.restored, "kept": undone.kept,
    }  # fmt: skip
    held.state, held.undone_at = ListState.UNDONE, clock.now()
    held.save()
    tell(1, 1, "")
