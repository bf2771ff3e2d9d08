"""For whom a plan can be made: the people of one organisation in one programme."""

from dataclasses import dataclass
from uuid import UUID

from amir.core.actor import Actor
from amir.organisations.queries import organisations_visible_to
from amir.participants.queries import participants_visible_to
from amir.programmes.models import Programme

from .rules import PLAN


@dataclass(frozen=True, slots=True)
class Scope:
    """An organisation's people, in a programme or in none."""

    organisation_id: UUID
    programme_id: UUID | None
    label: str

    @property
    def key(self) -> str:
        """For a form."""
        return f"{self.organisation_id}:{self.programme_id or ''}"


def scopes(actor: Actor) -> list[Scope]:
    """Everybody for whom the actor may make a plan; three queries."""
    organisations = actor.organisations_where(PLAN)
    rows = participants_visible_to(actor).filter(organisation_id__in=organisations)
    pairs = rows.order_by().values_list("organisation_id", "programme_id").distinct()
    found = sorted(pairs, key=str)
    programmes = dict(
        Programme.objects.filter(pk__in=[p for _, p in found if p]).values_list("pk", "name")
    )
    names = dict(
        organisations_visible_to(actor).filter(pk__in=organisations).values_list("pk", "name")
    )
    return [
        Scope(
            organisation_id,
            programme_id,
            " · ".join(
                filter(
                    None,
                    [
                        names.get(organisation_id, "") if len(organisations) > 1 else "",
                        programmes.get(programme_id, "") if programme_id else "",
                    ],
                )
            ),
        )
        for organisation_id, programme_id in found
    ]


def scope_of(actor: Actor, key: str) -> Scope | None:
    """The scope of a form's key, if the actor may make plans for it."""
    return next((scope for scope in scopes(actor) if scope.key == key), None)
