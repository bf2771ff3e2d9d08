"""New versions of the rules, and previews too long to wait for."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.events import happened
from amir.core.models import Work
from amir.core.permissions import may
from amir.core.tasks import defer

from ..models import RuleSet
from ..rule_books import rule_book
from ..rulebook import checked_changes
from ..rules import CHANGE_RULES

PREVIEW = "mentoring.preview_rules"


def save_rules(
    actor: Actor,
    *,
    organisation_id: UUID,
    changes: Mapping[str, Any],
    programme_id: UUID | None = None,
    note: str = "",
    based_on: int | None = None,
) -> RuleSet:
    """Keep these changes to the defaults as the version that counts from now on.

    `based_on`: the version that the changes were made from. Raises NotAllowed, Stale if another
    version was saved since, Refused if the rules make no sense or nothing differs.
    """
    version = RuleSet(
        id=uuid4(), organisation_id=organisation_id, programme_id=programme_id, note=note.strip()
    )
    _require(actor, version)
    with transaction.atomic():
        _one_at_a_time(organisation_id)
        book = rule_book(organisation_id, programme_id)
        if based_on is not None and based_on != book.number:
            raise Stale(
                _("Version {number} was saved meanwhile. Look at it, or save once more to put "
                  "yours in its place.").format(number=book.number)
            )  # fmt: skip
        version.changes = checked_changes(changes, over=book.over)
        if version.changes == book.changes:
            raise Refused(_("These are the rules that count already. Change something first."))
        version.number = book.number + 1
        assert actor.account_id is not None  # noqa: S101  told to the type checker
        version.made_by = actor.account_id
        version.save(force_insert=True)
        happened("mentoring.rules_changed", actor, rule_set=version)
    return version


def start_preview(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID | None,
    changes: Mapping[str, Any],
    note: str,
    on: date,
) -> Work:
    """Have a preview worked out in the background; it is kept as a draft of the actor alone.

    Raises NotAllowed, Refused if the rules make no sense.
    """
    _require(actor, RuleSet(organisation_id=organisation_id))
    over = rule_book(organisation_id, programme_id).over
    checked = checked_changes(changes, over=over)
    key = preview_key(organisation_id, programme_id)
    ticket = str(uuid4())
    with transaction.atomic():
        drafts.save(actor, key, {"ticket": ticket, "changes": checked, "note": note})
        return defer(
            PREVIEW,
            actor,
            title=_("What other rules would change"),
            organisation_id=organisation_id,
            of=str(organisation_id),
            programme=str(programme_id) if programme_id else None,
            on=on.isoformat(),
            ticket=ticket,
        )


def preview_key(organisation_id: UUID, programme_id: UUID | None) -> str:
    """Under which the actor's last preview for these people is kept."""
    return f"rules-preview:{organisation_id}:{programme_id or ''}"


def _require(actor: Actor, version: RuleSet) -> None:
    if actor.account_id is None or not may(actor, CHANGE_RULES, version):
        raise NotAllowed(_("You may not change the rules of this organisation."))


def _one_at_a_time(organisation_id: UUID) -> None:
    """Two who save at once get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rules {organisation_id}"]
        )
