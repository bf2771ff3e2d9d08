"""The tables of this room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table
from amir.mentoring.models import Match
from amir.mentoring.queries import names_of_people
from amir.organisations.queries import names_of_colleagues

from . import alarms
from .enums import GatheringKind, Whom
from .models import Contact, Dismissal


class TodayFilter(KitForm):
    """Alarms of one rule."""

    rule = forms.ChoiceField(label=_("Why"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        rules = [(alarm.key, alarm.label) for alarm in alarms.registered()]
        field.choices = [("", _("All")), *rules]


TODAY = Table(
    key="today",
    title=_("Who needs me today"),
    columns=[
        Column("who", _("Who"), "who"),
        Column("rule", _("Why"), lambda row: row.ringing.alarm.label),
        Column("says", _("What we know"), lambda row: row.ringing.says),
        Column("since", _("Since"), lambda row: row.ringing.due.since, kind="date"),
    ],
    filters=TodayFilter,
    narrow=lambda rows, wanted: [
        row for row in rows if not wanted.get("rule") or row.ringing.alarm.key == wanted["rule"]
    ],
    ident=lambda row: str(row.thing_id),
    empty=_("Nobody waits for you."),
)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in words."""

    contact: Contact
    pair: str
    by: str


def contact_rows(actor: Actor, contacts: Iterable[Contact]) -> list[ContactRow]:
    """Contacts with names; three queries, however many."""
    found = list(contacts)
    pairs = names_of_matches(actor, {each.match_id for each in found})
    staff = names_of_colleagues(actor)
    return [ContactRow(c, pairs.get(c.match_id, ""), staff.get(c.by, "")) for c in found]


def names_of_matches(actor: Actor, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Match -> "mentee – mentor"; two queries."""
    matches = list(Match.objects.filter(pk__in=list(ids)))
    people = {p for m in matches for p in (m.mentee_person_id, m.mentor_person_id)}
    names = names_of_people(actor, people)
    return {
        match.pk: (
            f"{names.get(match.mentee_person_id, '')} – {names.get(match.mentor_person_id, '')}"
        )
        for match in matches
    }


class ContactFilter(KitForm):
    """Contacts with mentees, mentors or who sent the mentee."""

    whom = forms.ChoiceField(
        label=_("With whom"), choices=[("", _("All")), *Whom.choices], required=False
    )


CONTACTS = Table(
    key="care_contacts",
    title=_("Contacts with pairs"),
    columns=[
        Column("held_on", _("Day"), "contact.held_on", sort=lambda row: row.contact.held_on,
               kind="date"),
        Column("pair", _("Match"), "pair", sort=lambda row: row.pair, kind="person",
               link=lambda row: reverse("match_page", args=[row.contact.match_id])),
        Column("whom", _("With whom"), lambda row: row.contact.get_whom_display()),
        Column("is_reached", _("Reached"), "contact.is_reached", kind="tick"),
        Column("minutes", _("Minutes"), "contact.minutes", sort=lambda row: row.contact.minutes,
               kind="number"),
        Column("channel", _("How"), lambda row: row.contact.get_channel_display()),
        Column("nature", _("About what"), lambda row: row.contact.get_nature_display()),
        Column("note", _("Note"), "contact.note", is_hidden_at_first=True),
        Column("by", _("Who spoke"), "by"),
    ],
    order="-held_on",
    search=["pair", "by"],
    filters=ContactFilter,
    narrow=lambda rows, wanted: [
        row for row in rows if not wanted.get("whom") or row.contact.whom == wanted["whom"]
    ],
    ident=lambda row: str(row.contact.pk),
    empty=_("Contacts that you log stand here."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DismissalRow:
    """A dismissed alarm in words."""

    dismissal: Dismissal
    rule: str
    by: str


def dismissal_rows(actor: Actor, dismissals: Iterable[Dismissal]) -> list[DismissalRow]:
    """Dismissed alarms with the rule and who did it; two queries."""
    labels = {alarm.key: str(alarm.label) for alarm in alarms.registered()}
    staff = names_of_colleagues(actor)
    return [
        DismissalRow(each, labels.get(each.alarm, each.alarm), staff.get(each.by, ""))
        for each in dismissals
    ]


DISMISSALS = Table(
    key="dismissals",
    title=_("Dismissed alarms"),
    columns=[
        Column("on", _("Day"), "dismissal.created_at", kind="date",
               sort=lambda row: row.dismissal.created_at),
        Column("rule", _("Why it rang"), "rule", sort=lambda row: row.rule),
        Column("reason", _("Why nothing needs to be done"), "dismissal.reason"),
        Column("until", _("Shows again"), "dismissal.until", kind="date",
               sort=lambda row: row.dismissal.until),
        Column("by", _("Who"), "by"),
    ],
    order="-on",
    search=["rule", "by"],
    ident=lambda row: str(row.dismissal.pk),
    empty=_("No alarm was dismissed."),
)  # fmt: skip

GATHERINGS = Table(
    key="gatherings",
    title=_("Support of mentors"),
    columns=[
        Column("held_on", _("Day"), "held_on", sort="held_on", kind="date"),
        Column("title", _("Name"), "title", sort="title",
               link=lambda row: reverse("gathering", args=[row.pk])),
        Column("kind", _("What"), lambda row: GatheringKind(row.kind).label),
        Column("came", _("Came"), "came", kind="number"),
        Column("hosts", _("People of the place"), "hosts", kind="number"),
        Column("minutes", _("Minutes"), "minutes", kind="number"),
    ],
    order="-held_on",
    search=["title"],
    empty=_("Mentor groups, trainings, exchange and events stand here."),
    empty_label=_("Write one down"),
    empty_url="/desk/support/add/",
)  # fmt: skip

DELIVERIES = Table(
    key="deliveries",
    title=_("Messages that were sent"),
    columns=[
        Column("created_at", _("When"), "created_at", sort="created_at", kind="date"),
        Column("channel", _("How"), lambda row: row.get_channel_display()),
        Column("template", _("Which text"), "template", sort="template"),
        Column("language", _("Language"), "language"),
        Column("state", _("State"), lambda row: row.get_state_display(), kind="tag",
               tone=lambda row: {"sent": "good", "queued": "neutral"}.get(row.state, "warn")),
        Column("attempts", _("Tries"), "attempts", kind="number"),
        Column("cost_cents", _("Cents"), "cost_cents", sort="cost_cents", kind="number"),
        Column("error", _("Why not"), "error"),
    ],
    order="-created_at",
    search=["template"],
    empty=_("Messages of your organisation stand here: that they were sent, never what."),
)  # fmt: skip
