"""Practices from a spreadsheet: bring it, answer, look, bring it in, take it back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.forms import KitForm
from amir.kit.sending import sent
from amir.kit.tables.exports import download
from amir.kit.toast import toast
from amir.programmes.queries import programmes_visible_to, themes_of

from ..enums import CostBand, ListState, Phase, TargetGroup
from ..exports import template_file
from ..forms import ListForm
from ..lists import actions
from ..lists.actions import CREATE
from ..lists.reading import LEAVE_OUT, TARGETS
from ..models import PracticeList
from ..queries import list_or_404, lists_visible_to
from ..rules import WRITE
from ..tables import LISTS
from ..template import FIELDS
from .desk import actor_of

EXTRA = "extra"
MOST_SHOWN = 200


@guarded(WRITE, methods=("GET", "POST"))
def practice_lists(request: HttpRequest) -> HttpResponse:
    """Bring a list; and the lists that were brought."""
    actor = actor_of(request)
    programmes = [(str(each.pk), each.name) for each in programmes_visible_to(actor)]
    form = ListForm(request.POST or None, request.FILES or None, programmes=programmes)
    made: list[PracticeList] = []

    def act(upload: Any, programme: str) -> None:
        made.append(
            actions.bring_list(
                actor, organisation_id=actor.organisations_where(WRITE)[0],
                programme_id=UUID(programme), name=upload.name, content=upload.read(),
            )
        )  # fmt: skip

    if sent(request, form, act):
        if made:
            return redirect("practice_list", list_id=made[0].pk)
        return redirect("practice_lists")
    shown = LISTS.show(request, lists_visible_to(actor))
    told = {"form": form, "table": shown}
    return shown.download or render(request, "practices/lists/home.html", told)


class ReviewForm(KitForm):
    """What the list leaves open: words of closed fields, the engine's questions, columns, rows."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, practice_list: PracticeList) -> None:
        super().__init__(data, initial={"version": practice_list.version})
        self.overview = practice_list.overview
        themes = {t.key: str(t.name) for t in themes_of(practice_list.programme_id)}
        self.named: dict[str, Any] = {
            "themes": themes, "target_groups": dict(TargetGroup.choices),
            "phase": dict(Phase.choices), "cost_band": dict(CostBand.choices),
        }  # fmt: skip
        for at, question in enumerate(self.overview["questions"]):
            self.fields[f"q{at}"] = self._question(question)
        labels = labels_of_targets()
        fields = [(EXTRA, _("Left out")), *labels.items()]
        for t, table in enumerate(self.overview["tables"]):
            for c, column in enumerate(table["columns"]):
                self.fields[f"c{t}-{c}"] = forms.ChoiceField(
                    label=column["header"], choices=fields, initial=column["field"],
                    required=False, widget=forms.Select,
                )  # fmt: skip

    def _question(self, question: dict[str, Any]) -> forms.Field:
        if question["kind"] == "word":
            label = _("What does “{word}” mean?").format(word=question["word"])
            named = self.named[question["column"]]
            choices = [(o["value"], named.get(o["value"], o["value"])) for o in question["options"]]
            choices.append((LEAVE_OUT, _("Leave it out")))
        else:
            label = unpacked(question["ask"])
            choices = [(o["value"], unpacked(o["says"])) for o in question["options"]]
        return forms.ChoiceField(label=label, choices=choices, initial=question["answer"],
                                 required=False, widget=forms.RadioSelect)  # fmt: skip

    def told(self) -> dict[str, Any]:
        """Answers and columns as the act takes them."""
        held = self.cleaned_data
        answers = {
            question["id"]: held[f"q{at}"]
            for at, question in enumerate(self.overview["questions"])
            if held.get(f"q{at}")
        }
        columns = {
            table["name"]: {
                column["header"]: held[f"c{t}-{c}"]
                for c, column in enumerate(table["columns"])
                if held.get(f"c{t}-{c}") and held[f"c{t}-{c}"] != column["field"]
            }
            for t, table in enumerate(self.overview["tables"])
        }
        return {"answers": answers, "columns": columns}


def unpacked(saying: dict[str, Any]) -> str:
    """A packed saying in the reader's language."""
    sentence: str = saying.get("template", "")
    return _(sentence).format(**saying["values"]) if sentence else ""


def labels_of_targets() -> dict[str, str]:
    """Field of a list -> what it is called."""
    own = {field.key: str(field.label) for field in FIELDS}
    return {target.field: own.get(target.field) or _(target.label.template) for target in TARGETS}


@guarded(WRITE, load=list_or_404, methods=("GET", "POST"))
def practice_list(request: HttpRequest, held: PracticeList) -> HttpResponse:
    """A list: its questions, its columns, and every row with what happens to it."""
    form = ReviewForm(request.POST or None, practice_list=held)

    def act(version: int, **_told: Any) -> None:
        actions.answer_list(
            actor_of(request), practice_list=held, told=form.told(), version=version
        )

    if sent(request, form, act):
        toast(request, _("The list was read again."))
        return redirect("practice_list", list_id=held.pk)
    rows = held.overview["rows"]
    told = {
        "list": held,
        "form": form,
        "is_open": held.state == ListState.READ,
        "rows": [
            {**row, "goes_in": row["act"] == CREATE,
             "says": [(p["column"], unpacked(p["says"])) for p in row["problems"]]}
            for row in rows[:MOST_SHOWN]
        ],
        "more": max(0, len(rows) - MOST_SHOWN),
        "going_in": sum(row["act"] == CREATE for row in rows),
        "staying_out": sum(row["act"] != CREATE for row in rows),
        "unanswered": sum(not each["answer"] for each in held.overview["questions"]),
    }  # fmt: skip
    return render(request, "practices/lists/list.html", told)


@guarded(WRITE, load=list_or_404, methods=("POST",))
def practice_list_in(request: HttpRequest, held: PracticeList) -> HttpResponse:
    """All rows that go in become drafts."""
    try:
        made = actions.bring_in(actor_of(request), practice_list=held)
        toast(request, _("Practices written down: {count}.").format(count=len(made)))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("practice_list", list_id=held.pk)


@guarded(WRITE, load=list_or_404, methods=("POST",))
def practice_list_undo(request: HttpRequest, held: PracticeList) -> HttpResponse:
    """Take the list back."""
    try:
        removed, kept = actions.undo_list(actor_of(request), practice_list=held)
        sentence = _("Taken back: {removed}. Kept, because somebody works on them: {kept}.")
        toast(request, sentence.format(removed=removed, kept=kept))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("practice_list", list_id=held.pk)


@guarded(WRITE, load=list_or_404, methods=("POST",))
def practice_list_discard(request: HttpRequest, held: PracticeList) -> HttpResponse:
    """Throw the list away."""
    try:
        actions.discard_list(actor_of(request), practice_list=held)
        toast(request, _("The list was thrown away."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("practice_list", list_id=held.pk)
    return redirect("practice_lists")


@guarded(WRITE)
def practice_template(request: HttpRequest) -> HttpResponse:
    """An empty list with headings that are surely understood."""
    return download("practices", "xlsx", template_file())
