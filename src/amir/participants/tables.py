"""The table of participants."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.search import matching
from amir.kit.forms import KitForm
from amir.kit.tables import BulkAct, Column, Table

from .enums import EvidenceKind, Side
from .lifecycle import State
from .models import Participant
from .queries import standings_of
from .rules import DECIDE
from .standing import missing_kinds, standings_by_rows
from .wording import THEMES, kinds, language_name, spoken_choices, theme_name

NAMES = ["person__calling__preferred_name", "person__identity__full_name"]
TONES = {
    State.APPLICANT: "warn",
    State.ACCEPTED: "info",
    State.TRAINED: "info",
    State.AVAILABLE: "good",
    State.MATCHED: "accent",
    State.REFUSED: "neutral",
    State.LEFT: "neutral",
}
READY = "make_ready"


class Narrow(KitForm):
    """The filter bar."""

    side = forms.ChoiceField(label=_("Side"), choices=[("", _("All")), *Side.choices])
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *State.choices])
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("All")), *THEMES.items()])
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [("", _now("All")), *spoken_choices()]
    )
    missing = forms.ChoiceField(
        label=_("Missing evidence"), choices=[("", _("All")), *EvidenceKind.choices]
    )


def narrowed(rows: QuerySet[Participant], wanted: dict[str, Any]) -> QuerySet[Participant]:
    """The rows that fit the filter bar."""
    for name in ("side", "state"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("theme"):
        rows = rows.filter(needs__theme=wanted["theme"])
    if wanted.get("language"):
        rows = rows.filter(person__profile__languages__has_key=wanted["language"])
    if wanted.get("missing"):
        rows = rows.filter(pk__in=_missing(rows, wanted["missing"]))
    return rows


def _missing(rows: QuerySet[Participant], kind: str) -> list[Any]:
    # The rule stands once, in readiness.py, so the rows are asked one by one.
    few = list(rows.prefetch_related(None).only("pk", "side"))
    return [pk for pk, held in standings_of(few).items() if kind in missing_kinds(held)]


def by_name(rows: QuerySet[Participant], text: str) -> QuerySet[Participant]:
    """The rows with such a name, in any spelling."""
    return matching(rows, NAMES, text)


# Templates call what they find; the bar only asks whether there is a search.
by_name.do_not_call_in_templates = True  # type: ignore[attr-defined]


def full_name_of(participant: Participant) -> str:
    """The full name, where it says more than what somebody is called."""
    person = participant.person
    full_name = person.identity.full_name if hasattr(person, "identity") else ""
    return full_name if full_name != person.calling.preferred_name else ""


def place_of(participant: Participant) -> str:
    """Where they live."""
    return participant.person.profile.place if hasattr(participant.person, "profile") else ""


def missing_of(participant: Participant) -> str:
    """The evidence that a row still lacks."""
    rows = participant.evidence.all()
    return kinds(missing_kinds(standings_by_rows(participant.side, rows, clock.today())))


def languages_of(participant: Participant) -> str:
    """The languages of a row."""
    profile = getattr(participant.person, "profile", None)
    return ", ".join(language_name(tag) for tag in profile.languages) if profile else ""


PARTICIPANTS = Table(
    key="participants",
    title=_("People"),
    order="name",
    columns=[
        Column(
            "name", _("Name"), "person.calling.preferred_name",
            sort="person__calling__preferred_name", kind="person",
            link=lambda p: reverse("participant_detail", args=[p.pk]), note=full_name_of,
        ),
        Column("side", _("Side"), lambda p: p.get_side_display(), sort="side", kind="tag"),
        Column(
            "state", _("State"), lambda p: p.get_state_display(), sort="state", kind="tag",
            tone=lambda p: TONES[p.state],
        ),
        Column("languages", _("Languages"), languages_of, note=place_of, width=30),
        Column(
            "needs", _("Themes"), lambda p: ", ".join(theme_name(n.theme) for n in p.needs.all()),
            width=24,
        ),
        Column("missing", _("Missing evidence"), missing_of, width=30),
        Column("since", _("Since"), "waiting_since", sort="waiting_since", kind="date"),
        Column("full_name", _("Full name"), full_name_of, width=30, is_hidden_at_first=True),
        Column("place", _("Place"), place_of, is_hidden_at_first=True),
        Column(
            "capacity", _("How many at once"), "capacity", kind="number", is_hidden_at_first=True
        ),
    ],
    search=by_name,
    filters=Narrow,
    narrow=narrowed,
    acts=[
        BulkAct(READY, _("Ready for a match, if all is there"), icon="check", permission=DECIDE),
        BulkAct("accept", _("Accept"), permission=DECIDE),
        BulkAct("complete_training", _("Training completed"), permission=DECIDE),
        BulkAct("leave", _("Leaves the programme"), permission=DECIDE),
    ],
    empty=_("Bring a list, or add the first person by hand."),
    empty_label=_("Add a person"),
    empty_url=reverse_lazy("participant_add"),  # type: ignore[arg-type]
)  # fmt: skip
