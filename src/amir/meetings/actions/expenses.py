"""What a mentor paid: asking for it, and settling it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match

from ..enums import ExpenseKind, ExpenseState
from ..models import Expense
from ..rules import CHANGE

MOST_CENTS = 1_000_00


def claim_expense(
    actor: Actor, *, match: Match, spent_on: date, cents: int, kind: str, has_receipt: bool
) -> Expense:
    """The mentor of a match asks for money back. Raises NotAllowed, Refused."""
    if actor.account_id is None or actor.account_id != match.mentor_person_id:
        raise NotAllowed(_("Only the mentor can ask for this."))
    if not 1 <= cents <= MOST_CENTS:
        raise Refused(_("Write an amount up to 1000."), field="amount")
    if kind not in ExpenseKind.values:
        raise Refused(_("Choose one of the answers."), field="kind")
    if not match.agreed_on <= spent_on <= clock.today():
        raise Refused(_("Choose a day of your match, not after today."), field="spent_on")
    with transaction.atomic():
        return Expense.objects.create(
            organisation_id=match.organisation_id, match=match, spent_on=spent_on, cents=cents,
            mentee_person_id=match.mentee_person_id, mentor_person_id=match.mentor_person_id,
            kind=kind, has_receipt=has_receipt,
        )  # fmt: skip


def settle_expense(actor: Actor, *, expense: Expense, state: str) -> None:
    """The money was given, or will not be. Raises NotAllowed; Refused if it was settled."""
    if actor.account_id is None or not may(actor, CHANGE, expense):
        raise NotAllowed(_("You may not settle expenses in this organisation."))
    if state not in (ExpenseState.PAID, ExpenseState.REFUSED):
        raise Refused(_("Choose one of the answers."), field="state")
    changed = Expense.objects.filter(pk=expense.pk, state=ExpenseState.ASKED).update(
        state=state, settled_at=clock.now(), settled_by=actor.account_id
    )
    if not changed:
        raise Refused(_("Somebody settled this already."))
