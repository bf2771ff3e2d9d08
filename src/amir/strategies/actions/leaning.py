"""What a strategy leans on, and who was asked to the table."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may

from ..citable import Found, kind_of
from ..codes import PARTNERSHIP, code_list
from ..content import MODELS
from ..enums import Turnout
from ..models import Citation, Involved, Source, Strategy
from ..rules import WRITE
from .writing import demand_writable

OUTSIDE = "source"


@transaction.atomic
def cite(
    actor: Actor, *, strategy: Strategy, kind: str, key: str, cited_kind: str, cited_id: UUID,
    note: str = "",
) -> Citation:  # fmt: skip
    """Let a part lean on something that the actor sees, by its number.

    Raises NotAllowed; Refused for a part or a thing that is not there.
    """
    demand_writable(actor, strategy)
    if kind not in MODELS or not MODELS[kind].objects.filter(strategy=strategy, key=key).exists():
        raise Refused(_("This part is no longer there."))
    citable = kind_of(cited_kind)
    found = citable.find(actor, [cited_id]).get(cited_id) if citable else None
    if found is None:
        raise Refused(_("Choose something from the list."), field="cited")
    return _cited(strategy, kind, key, found, note)


@transaction.atomic
def cite_outside(
    actor: Actor, *, strategy: Strategy, kind: str, key: str, title: str, address: str = "",
    note: str = "",
) -> Citation:  # fmt: skip
    """Let a part lean on something outside the platform: it gets the next number, as "S3".

    Raises NotAllowed; Refused for no title, or a part that is not there.
    """
    demand_writable(actor, strategy)
    if not title.strip():
        raise Refused(_("Write what the source is called."), field="title")
    if kind not in MODELS or not MODELS[kind].objects.filter(strategy=strategy, key=key).exists():
        raise Refused(_("This part is no longer there."))
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    last = strategy.sources.aggregate(last=Max("number"))["last"] or 0
    source = Source(
        id=uuid4(), organisation_id=strategy.organisation_id, strategy=strategy, number=last + 1,
        title=title.strip()[:300], address=address,
    )  # fmt: skip
    source.save(force_insert=True)
    found = Found(OUTSIDE, source.pk, f"S{source.number}", source.title, source.address)
    return _cited(strategy, kind, key, found, note)


@transaction.atomic
def drop_citation(actor: Actor, *, citation: Citation) -> None:
    """A part leans on it no longer. Raises NotAllowed, Refused."""
    demand_writable(actor, citation.strategy)
    citation.delete()


@transaction.atomic
def involve(
    actor: Actor, *, strategy: Strategy, group: str, name: str, turnout: str, note: str = ""
) -> Involved:
    """Write down that an organisation of a group was invited, came, or said no.

    The same name in the same group changes. Raises NotAllowed, Refused.
    """
    if not may(actor, WRITE, strategy):
        raise NotAllowed(_("You may not write this strategy."))
    if group not in code_list(PARTNERSHIP).keys:
        raise Refused(_("Choose a group from the list."), field="group")
    if turnout not in Turnout.values:
        raise Refused(_("Say whether they came."), field="turnout")
    if not name.strip():
        raise Refused(_("Write the name of the organisation."), field="name")
    return Involved.objects.update_or_create(
        strategy=strategy,
        group=group,
        name=name.strip()[:200],
        defaults={
            "organisation_id": strategy.organisation_id,
            "turnout": turnout,
            "note": note.strip()[:300],
        },
    )[0]


@transaction.atomic
def uninvolve(actor: Actor, *, involved: Involved) -> None:
    """Take an organisation off the map: it was written down by mistake. Raises NotAllowed."""
    if not may(actor, WRITE, involved.strategy):
        raise NotAllowed(_("You may not write this strategy."))
    involved.delete()


def _cited(strategy: Strategy, kind: str, key: str, found: Found, note: str) -> Citation:
    return Citation.objects.update_or_create(
        strategy=strategy,
        part_kind=kind,
        part_key=key,
        cited_kind=found.kind,
        cited_id=found.id,
        defaults={
            "organisation_id": strategy.organisation_id,
            "number": found.number[:40],
            "title": found.title[:300],
            "note": note.strip()[:300],
        },
    )[0]
