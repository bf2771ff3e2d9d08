"""Programmes themselves: what they are, what they are about, what their funder wants said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.access.edges import open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.programmes.models import FundingText, Programme, Theme
from amir.programmes.rules import CREATE

from .checks import check_changes, check_days

CHANGEABLE = frozenset(
    {
        "name",
        "full_name",
        "summaries",
        "levers",
        "funder",
        "grant_number",
        "starts_on",
        "ends_on",
        "languages",
        "areas",
        "rules",
        "is_public",
        "shows_calendar",
    }
)


@transaction.atomic
def create_programme(
    actor: Actor,
    *,
    organisation_id: UUID,
    key: str,
    name: str,
    full_name: str,
    funder: str,
    grant_number: str,
    starts_on: date,
    ends_on: date,
    languages: Sequence[str],
    areas: Sequence[str],
    summary: str = "",
    summaries: Mapping[str, str] | None = None,
    levers: Sequence[Mapping[str, str]] = (),
    rules: Mapping[str, Any] | None = None,
    shows_calendar: bool = False,
) -> Programme:
    """A programme coordinated by an organisation, which from now on sees all of it.

    `summary` is the English one; `summaries` holds it by language.
    """
    programme = Programme(
        organisation_id=organisation_id,
        key=key,
        name=name,
        full_name=full_name,
        summaries={"en": summary, **(summaries or {})} if summary else dict(summaries or {}),
        levers=[dict(lever) for lever in levers],
        funder=funder,
        grant_number=grant_number,
        starts_on=starts_on,
        ends_on=ends_on,
        languages=list(languages),
        areas=list(areas),
        rules=dict(rules or {}),
        shows_calendar=shows_calendar,
    )
    if not may(actor, CREATE, programme):
        raise NotAllowed(_("Only the people who run this installation add programmes."))
    check_days(starts_on, ends_on)
    if Programme.objects.filter(key=key).exists():
        raise Refused(_("There is a programme with this address already."), field="key")
    programme.save(force_insert=True)
    open_programme(programme, organisation_id)
    return programme


@transaction.atomic
def change_programme(actor: Actor, *, programme: Programme, **changed: Any) -> None:
    """Change some of `CHANGEABLE`."""
    check_changes(actor, programme)
    if unknown := changed.keys() - CHANGEABLE:
        raise ValueError(f"not changeable: {unknown}")
    check_days(
        changed.get("starts_on", programme.starts_on), changed.get("ends_on", programme.ends_on)
    )
    for name, value in changed.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(changed))


@transaction.atomic
def add_theme(actor: Actor, *, programme: Programme, key: str, names: Mapping[str, str]) -> Theme:
    """A theme, last in order. `names`: language -> what it is called."""
    check_changes(actor, programme)
    if not key:
        raise Refused(_("Write the English name with letters."), field="name_en")
    if Theme.objects.filter(programme=programme, key=key).exists():
        raise Refused(_("This theme is there already."), field="key")
    order = Theme.objects.filter(programme=programme).count()
    return Theme.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        key=key,
        names=dict(names),
        order=order,
    )


@transaction.atomic
def change_theme(actor: Actor, *, theme: Theme, names: Mapping[str, str]) -> None:
    """Call a theme otherwise, by language."""
    check_changes(actor, theme)
    theme.names = dict(names)
    theme.save(update_fields=["names"])


@transaction.atomic
def add_funding_text(
    actor: Actor, *, programme: Programme, language: str, statement: str, disclaimer: str = ""
) -> FundingText:
    """The funder's statement in a language; a text that is there already is replaced."""
    check_changes(actor, programme)
    if not statement.strip():
        raise Refused(_("Write the funding statement."), field="statement")
    text, _made = FundingText.objects.update_or_create(
        programme=programme,
        language=language,
        defaults={"statement": statement.strip(), "disclaimer": disclaimer.strip()},
        create_defaults={
            "organisation_id": programme.organisation_id,
            "statement": statement.strip(),
            "disclaimer": disclaimer.strip(),
        },
    )
    return text


def open_programme(programme: Programme, organisation_id: UUID) -> None:
    """Everybody who works in the organisation sees the programme, through it."""
    open_edge(
        actor=organisation_id,
        kind="programme",
        field_set="programme",
        organisation=programme.organisation_id,
        subject=programme.pk,
    )
