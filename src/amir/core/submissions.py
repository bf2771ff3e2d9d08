"""A form sent twice acts once: its hidden id is claimed in the same transaction as the act."""

from uuid import UUID

from django.db import connections

from amir.core.actor import Actor
from amir.core.models import Submission

CLAIM = """
insert into core_submission (id, account_id, answer, at) values (%s, %s, '', now())
on conflict (id) do nothing
"""


def claim(actor: Actor, form_id: UUID) -> bool:
    """True for the first sending of a form; False when it was sent before (by anybody).

    A second sending waits until the first has ended, and then is False, or True if the first
    was taken back.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(CLAIM, [form_id, actor.account_id])
        return bool(cursor.rowcount)


def remember_answer(form_id: UUID, address: str) -> None:
    """Keep where the first sending led, for the second."""
    Submission.objects.filter(pk=form_id).update(answer=address)


def answer_of(form_id: UUID) -> str:
    """Where the first sending led; "" if it is not this actor's or not known."""
    found = Submission.objects.filter(pk=form_id).values_list("answer", flat=True).first()
    return found or ""
