"""The desk: practices, written, assessed, labelled, published."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.benchmarks.enums import AssessmentState
from amir.benchmarks.queries import scores_of_all
from amir.core import drafts
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.kit import drafting
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.organisations.queries import names_of_colleagues
from amir.programmes.models import Programme, Theme
from amir.programmes.queries import programme_or_404, programmes_visible_to, themes_of
from amir.programmes.rules import VIEW
from amir.programmes.wording import country_name, languages_to_write

from .. import actions
from ..actions.writing import FACTS
from ..enums import CostBand, Label, PracticeState, TargetGroup
from ..forms import PracticeForm
from ..lifecycle import steps_from
from ..models import Practice
from ..queries import (
    assessments_of,
    media_of,
    own_practice_or_404,
    practice_or_404,
    practices_visible_to,
    published_of,
    standing_of,
    transfers_of,
)
from ..rules import ASSESS, PUBLISH, WRITE
from ..tables import LABEL_TONES, STATE_TONES, practices_table
from ..template import FIELDS


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


def themes_to_choose(programme_id: UUID) -> list[tuple[str, str]]:
    """The themes of a programme in the reader's language."""
    return [(theme.key, str(theme.name)) for theme in themes_of(programme_id)]


@guarded(VIEW)
def practices(request: HttpRequest) -> HttpResponse:
    """Practices of one's own, and what partners have published."""
    actor = actor_of(request)
    names = {theme.key: str(theme.name) for theme in Theme.objects.order_by("-order", "key")}
    shown = practices_table(names).show(request, practices_visible_to(actor))
    programmes = programmes_visible_to(actor) if may(actor, WRITE) else ()
    told = {"table": shown, "programmes": programmes, "may_write": may(actor, WRITE)}
    return shown.download or render(request, "practices/list.html", told)


@guarded(WRITE, load=None, methods=("GET", "POST"))
def practice_add(request: HttpRequest, key: str) -> HttpResponse:
    """Write a practice down; a title is enough to begin."""
    programme = programme_or_404(actor_of(request), key)
    actor, draft = actor_of(request), f"practice-of-{programme.key}"
    choices = themes_to_choose(programme.pk)

    house = actor.organisations_where(WRITE)[0]
    ours = Organisation.objects.filter(pk=house).values("country", "language").first()
    languages = languages_to_write(programme.languages)

    def build(data: Any = None, initial: Any = None) -> PracticeForm:
        return PracticeForm(data, themes=choices, languages=languages, is_draft=True, is_new=True,
                            initial={**(ours or {}), **(initial or {})})  # fmt: skip

    kept = _kept(request, draft, build)
    if isinstance(kept, HttpResponse):
        return kept
    form = kept
    made: list[Practice] = []

    def act(**_told: Any) -> None:
        made.append(
            actions.write_practice(
                actor, organisation_id=house, programme_id=programme.pk, **form.facts()
            )
        )

    if sent(request, form, act):
        drafts.forget(actor, draft)
        if made:
            toast(request, _("It is written down as {code}.").format(code=made[0].code))
            return redirect("practice_page", practice_id=made[0].pk)
        return redirect("practices")
    told = _page(request, programme, form=form, draft=draft, heading=_("A new practice"))
    return render(request, "practices/form.html", told)


def _kept(request: HttpRequest, draft: str, build: Any) -> PracticeForm | HttpResponse:
    """The form with what was typed before; a redirect if it is to be finished later."""
    posted = request.POST if request.method == "POST" else None
    if posted is not None and drafting.is_saving(request):
        drafting.save(actor_of(request), draft, posted)
        toast(request, _("Your text is kept. You can go on later."))
        return redirect("practices")
    initial = None if posted is not None else drafting.initial(actor_of(request), draft, build)
    return cast(PracticeForm, build(posted, initial))


def _page(request: HttpRequest, programme: Programme | None, **shown: Any) -> dict[str, Any]:
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    return {"programme": programme, **shown}


@guarded(VIEW, load=practice_or_404)
def practice_page(request: HttpRequest, practice: Practice) -> HttpResponse:
    """A practice, where it stands, and what is missing for the next label."""
    actor = actor_of(request)
    is_own = practice.organisation_id in actor.organisations_where(WRITE)
    programme = programmes_visible_to(actor).filter(pk=practice.programme_id).first()
    names = dict(themes_to_choose(practice.programme_id))
    told = _page(
        request, programme, practice=practice, is_own=is_own,
        state_tone=STATE_TONES[practice.state], label_tone=LABEL_TONES[practice.label],
        facts=_facts(practice, names),
        texts=[(f.label, getattr(practice, f.key)) for f in FIELDS if getattr(practice, f.key)],
        standing=standing_of(practice) if is_own else None,
        steps=[s for s in steps_from(practice.state)
               if is_own and may(actor, PUBLISH if s.is_public else WRITE, practice)],
        assessments=_judged(actor, practice) if is_own else [],
        may_assess=is_own and may(actor, ASSESS, practice)
        and practice.state != PracticeState.DRAFT,
        transfers=transfers_of(practice), media=media_of(practice),
        published=published_of([practice.pk]).get(practice.pk),
    )  # fmt: skip
    if told["standing"] and told["standing"].next:
        told["next_label"] = Label(told["standing"].next).label
    return render(request, "practices/page.html", told)


def _facts(practice: Practice, themes: dict[str, str]) -> list[tuple[str, str]]:
    country = country_name(practice.country)
    groups = [str(TargetGroup(each).label) for each in practice.target_groups]
    cost = CostBand(practice.cost_band).label if practice.cost_band else ""
    years = " – ".join(str(day.year) for day in (practice.started_on, practice.ended_on) if day)
    found = [
        (_("Where"), f"{practice.place}, {country}".strip(", ")),
        (_("Themes"), ", ".join(themes.get(each, each) for each in practice.themes)),
        (_("For whom"), ", ".join(groups)),
        (_("Pilot or regular"), str(practice.get_phase_display())),
        (_("Cost"), str(cost)),
        (_("Since"), years),
    ]
    return [(label, value) for label, value in found if value]


def _judged(actor: Actor, practice: Practice) -> list[dict[str, Any]]:
    """Who assessed it, and the scores of those who have submitted."""
    rows = assessments_of(practice)
    names, scores = names_of_colleagues(actor), scores_of_all(rows)
    return [
        {
            "row": row,
            "who": names.get(row.assessor_id, ""),
            "is_submitted": row.state == AssessmentState.SUBMITTED,
            "points": scores[row.pk].overall.whole,
            "coverage": scores[row.pk].overall.percent,
        }
        for row in rows
    ]


@guarded(WRITE, load=own_practice_or_404, methods=("GET", "POST"))
def practice_edit(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Change what a practice says."""
    actor, draft = actor_of(request), f"practice-{practice.pk}"
    choices = themes_to_choose(practice.programme_id)
    held = {name: getattr(practice, name) for name in FACTS if name != "country"}
    held["version"] = practice.version
    programme = Programme.objects.filter(pk=practice.programme_id).first()
    known = [*(programme.languages if programme else ()), practice.language]
    languages = languages_to_write(known)

    def build(data: Any = None, initial: Any = None) -> PracticeForm:
        return PracticeForm(data, themes=choices, languages=languages,
                            initial={**held, **(initial or {})},
                            is_draft=practice.state == PracticeState.DRAFT)  # fmt: skip

    kept = _kept(request, draft, build)
    if isinstance(kept, HttpResponse):
        return kept
    form = kept

    def act(**_told: Any) -> None:
        actions.change_practice(actor, practice=practice, version=form.cleaned_data["version"],
                                **form.facts())  # fmt: skip

    if sent(request, form, act):
        drafts.forget(actor, draft)
        toast(request, _("The practice is changed."))
        return redirect("practice_page", practice_id=practice.pk)
    told = {"practice": practice, "form": form, "draft": draft, "heading": practice.code}
    return render(request, "practices/form.html", told)


@guarded(WRITE, load=own_practice_or_404, methods=("POST",))
def practice_step(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Report, take back, publish, withdraw."""
    try:
        actions.step_practice(
            actor_of(request), practice=practice, step=request.POST.get("step", "")
        )
        toast(request, _("Done."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("practice_page", practice_id=practice.pk)


@guarded(ASSESS, load=own_practice_or_404, methods=("POST",))
def practice_assess(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Begin to judge it by the criteria, or go on."""
    try:
        made = actions.assess_practice(actor_of(request), practice=practice)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("practice_page", practice_id=practice.pk)
    return redirect("assessment_answers", assessment_id=made.pk)


@guarded(WRITE, load=own_practice_or_404, methods=("POST",))
def practice_label(request: HttpRequest, practice: Practice) -> HttpResponse:
    """The next label, if nothing is missing."""
    try:
        held = actions.raise_label(actor_of(request), practice=practice)
        toast(request, _("The label is now: {label}.").format(label=held.get_label_display()))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("practice_page", practice_id=practice.pk)


@guarded(WRITE, load=own_practice_or_404, methods=("POST",))
def practice_remove(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Throw a draft away."""
    try:
        actions.remove_draft(actor_of(request), practice=practice)
        toast(request, _("The draft is thrown away."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("practice_page", practice_id=practice.pk)
    return redirect("practices")
