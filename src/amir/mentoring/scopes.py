"""For whom a plan can be made: the people of one organisation in one programme."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from amir.core.actor import Actor
from amir.organisations.queries import organisations_visible_to
from amir.participants.queries import participants_visible_to
from amir.programmes.models import Programme

from .rules import CHANGE_RULES, PLAN


class PeopleOf(TypedDict):
    """Whose people: of an organisation, in a programme or in none."""

    organisation_id: UUID
    programme_id: UUID | None


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

    @property
    def people(self) -> PeopleOf:
        """Its ids by name."""
        return {"organisation_id": self.organisation_id, "programme_id": self.programme_id}


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


def rule_scopes(actor: Actor) -> list[Scope]:
    """Everybody for whom the actor may change the rules; also before anybody is there."""
    found = [s for s in scopes(actor) if actor.holds(CHANGE_RULES, s.organisation_id)]
    peopled = {scope.organisation_id for scope in found}
    organisations = actor.organisations_where(CHANGE_RULES)
    return [*found, *(Scope(each, None, "") for each in organisations if each not in peopled)]


def scope_of(actor: Actor, key: str) -> Scope | None:
    """The scope of a form's key, if the actor may make plans for it."""
    return next((scope for scope in scopes(actor) if scope.key == key), None)
