"""Dates and what meetings decide."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.programmes.enums import EventKind
from amir.programmes.models import Decision, Event, Programme

from .checks import check_changes, check_days


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
    check_changes(actor, programme)
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
    check_changes(actor, event)
    return _write_event(event, **values)


@transaction.atomic
def record_decision(
    actor: Actor, *, event: Event, text: str, decided_on: date, due_on: date | None = None
) -> Decision:
    """What a meeting decided, and by when it is to be done."""
    check_changes(actor, event)
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


def _write_event(event: Event, **values: Any) -> Event:
    if not values["title"].strip():
        raise Refused(_("Give the date a title."), field="title")
    values["ends_on"] = values.get("ends_on") or values["starts_on"]
    check_days(values["starts_on"], values["ends_on"])
    values["kind"] = EventKind(values["kind"])
    for name, value in values.items():
        setattr(event, name, value)
    event.save()
    return event
