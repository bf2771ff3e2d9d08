"""The only writers of programmes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may

from .enums import EventKind, PartnerRole
from .models import (
    Cohort,
    Decision,
    Deliverable,
    Event,
    FundingText,
    Partner,
    Programme,
    Theme,
    Tick,
)
from .queries import partner_organisations
from .rules import CHANGE, CREATE, OPEN_COHORT, TICK

CHANGEABLE = frozenset({
    "name", "full_name", "summaries", "levers", "funder", "grant_number", "starts_on", "ends_on",
    "languages", "areas", "rules", "is_public", "shows_calendar",
})  # fmt: skip


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
    _check_days(starts_on, ends_on)
    if Programme.objects.filter(key=key).exists():
        raise Refused(_("There is a programme with this address already."), field="key")
    programme.save(force_insert=True)
    _open_programme(programme, organisation_id)
    return programme


@transaction.atomic
def change_programme(actor: Actor, *, programme: Programme, **changed: Any) -> None:
    """Change some of `CHANGEABLE`."""
    _check_changes(actor, programme)
    if unknown := changed.keys() - CHANGEABLE:
        raise ValueError(f"not changeable: {unknown}")
    _check_days(
        changed.get("starts_on", programme.starts_on), changed.get("ends_on", programme.ends_on)
    )
    for name, value in changed.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(changed))


@transaction.atomic
def add_theme(actor: Actor, *, programme: Programme, key: str, names: Mapping[str, str]) -> Theme:
    """A theme, last in order. `names`: language -> what it is called."""
    _check_changes(actor, programme)
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
    _check_changes(actor, theme)
    theme.names = dict(names)
    theme.save(update_fields=["names"])


@transaction.atomic
def add_funding_text(
    actor: Actor, *, programme: Programme, language: str, statement: str, disclaimer: str = ""
) -> FundingText:
    """The funder's statement in a language; a text that is there already is replaced."""
    _check_changes(actor, programme)
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


@transaction.atomic
def add_partner(
    actor: Actor,
    *,
    programme: Programme,
    organisation_id: UUID,
    role: str,
    name: str,
    country: str,
) -> Partner:
    """An organisation joins; everybody who works there sees the programme from now on."""
    _check_changes(actor, programme)
    if not name.strip():
        raise Refused(_("Write the name of the partner."), field="name")
    partners = Partner.objects.filter(programme=programme)
    if partners.filter(partner_organisation_id=organisation_id).exists():
        raise Refused(_("This organisation is a partner already."), field="organisation_id")
    partner = Partner.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        partner_organisation_id=organisation_id,
        role=PartnerRole(role),
        name=name.strip(),
        country=country.upper(),
        order=partners.count(),
    )
    if organisation_id != programme.organisation_id:
        _open_programme(programme, organisation_id)
    return partner


@transaction.atomic
def remove_partner(actor: Actor, *, partner: Partner) -> None:
    """A partner leaves. What it ticked stays; it sees the programme's own pages no longer."""
    _check_changes(actor, partner)
    if partner.partner_organisation_id == partner.organisation_id:
        raise Refused(_("The organisation that coordinates the programme cannot leave it."))
    close_edges(
        actor=partner.partner_organisation_id, kind="programme", subject=partner.programme_id
    )
    partner.delete()


@transaction.atomic
def add_event(
    actor: Actor,
    *,
    programme: Programme,
    kind: str,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    place: str = "",
    country: str = "",
    notes: str = "",
    is_public: bool = False,
) -> Event:
    """A date of the programme. `ends_on` None: it is one day."""
    _check_changes(actor, programme)
    event = Event(organisation_id=programme.organisation_id, programme=programme)
    return _write_event(
        event,
        kind=kind,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        place=place,
        country=country,
        notes=notes,
        is_public=is_public,
    )


@transaction.atomic
def change_event(actor: Actor, *, event: Event, **values: Any) -> Event:
    """Change a date; `values` as for `add_event`, all of them."""
    _check_changes(actor, event)
    return _write_event(event, **values)


@transaction.atomic
def record_decision(
    actor: Actor, *, event: Event, text: str, decided_on: date, due_on: date | None = None
) -> Decision:
    """What a meeting decided, and by when it is to be done."""
    _check_changes(actor, event)
    if event.kind != EventKind.MEETING:
        raise Refused(_("Only a meeting of the partners takes decisions."))
    if not text.strip():
        raise Refused(_("Write what was decided."), field="text")
    return Decision.objects.create(
        organisation_id=event.organisation_id,
        programme_id=event.programme_id,
        event=event,
        text=text.strip(),
        decided_on=decided_on,
        due_on=due_on,
    )


@transaction.atomic
def add_deliverable(
    actor: Actor,
    *,
    programme: Programme,
    title: str,
    due_on: date | None = None,
    per_partner: bool = True,
) -> Deliverable:
    """Something owed to the funder, last in order: by each partner, or once for all."""
    _check_changes(actor, programme)
    if not title.strip():
        raise Refused(_("Write what is to be delivered."), field="title")
    return Deliverable.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        title=title.strip(),
        due_on=due_on,
        per_partner=per_partner,
        order=Deliverable.objects.filter(programme=programme).count(),
    )


@transaction.atomic
def tick_deliverable(
    actor: Actor,
    *,
    deliverable: Deliverable,
    organisation_id: UUID,
    done_on: date,
    link: str = "",
    note: str = "",
) -> Tick:
    """A partner says that it is done, for itself only; saying it again replaces what was said."""
    _check_ticks(actor, deliverable, organisation_id)
    said = {"done_on": done_on, "link": link, "note": note, "ticked_by": actor.account_id}
    tick, _made = Tick.objects.update_or_create(
        deliverable=deliverable,
        organisation_id=organisation_id,
        defaults=said,
        create_defaults={"id": uuid4(), "programme_id": deliverable.programme_id, **said},
    )
    return tick


@transaction.atomic
def untick_deliverable(actor: Actor, *, deliverable: Deliverable, organisation_id: UUID) -> None:
    """Take a tick back; without a tick nothing happens."""
    _check_ticks(actor, deliverable, organisation_id)
    Tick.objects.filter(deliverable=deliverable, organisation_id=organisation_id).delete()


@transaction.atomic
def open_cohort(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID,
    name: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Cohort:
    """A group that a partner accompanies in the same months."""
    cohort = Cohort(
        organisation_id=organisation_id,
        programme_id=programme_id,
        name=name.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    if not may(actor, OPEN_COHORT, cohort):
        raise NotAllowed(_("Only a coordinator opens a cohort."))
    if organisation_id not in partner_organisations(programme_id):
        raise Refused(_("Your organisation is not a partner of this programme."))
    if not cohort.name:
        raise Refused(_("Give the cohort a name."), field="name")
    if starts_on and ends_on:
        _check_days(starts_on, ends_on)
    cohort.save(force_insert=True)
    return cohort


def _open_programme(programme: Programme, organisation_id: UUID) -> None:
    """Everybody who works in the organisation sees the programme, through it."""
    open_edge(
        actor=organisation_id,
        kind="programme",
        field_set="programme",
        organisation=programme.organisation_id,
        subject=programme.pk,
    )


def _write_event(event: Event, **values: Any) -> Event:
    if not values["title"].strip():
        raise Refused(_("Give the date a title."), field="title")
    values["ends_on"] = values.get("ends_on") or values["starts_on"]
    _check_days(values["starts_on"], values["ends_on"])
    values["kind"] = EventKind(values["kind"])
    for name, value in values.items():
        setattr(event, name, value)
    event.save()
    return event


def _check_changes(actor: Actor, part: Any) -> None:
    """NotAllowed unless the actor may change the programme that the part belongs to."""
    if not may(actor, CHANGE, part):
        raise NotAllowed(_("Only the programme's coordinator changes this."))


def _check_ticks(actor: Actor, deliverable: Deliverable, organisation_id: UUID) -> None:
    """Refused unless the organisation owes this and the actor ticks for it."""
    if not may(actor, TICK, Tick(organisation_id=organisation_id)):
        raise NotAllowed(_("You can say this for your own organisation only."))
    if organisation_id not in partner_organisations(deliverable.programme_id):
        raise Refused(_("Your organisation is not a partner of this programme."))


def _check_days(first: date, last: date) -> None:
    if last < first:
        raise Refused(_("The last day is before the first day."), field="ends_on")
