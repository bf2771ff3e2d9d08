"""The desk: sets of questions of a programme, and assessments with them."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.kit import drafting
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.queries import names_of_colleagues
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW
from amir.programmes.wording import said

from .. import actions
from ..enums import AssessmentState, BenchmarkKind, Subject
from ..forms import AnswersForm, BringForm
from ..models import Assessment
from ..queries import (
    Held,
    all_sets_visible_to,
    answers_of,
    assessment_or_404,
    assessments_about,
    assessments_visible_to,
    definition_of,
    definitions_in,
    scores_of,
    scores_of_all,
    set_or_404,
)
from ..rules import ASSESS, BRING
from ..shipped import file_of, json_schema
from ..tables import ASSESSMENTS, SETS, AssessmentRow, SetRow, side_by_side


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


def _page(request: HttpRequest, programme: Programme, **shown: Any) -> dict[str, Any]:
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    may_bring = may(actor_of(request), BRING, programme)
    return {"programme": programme, "may_bring": may_bring, **shown}


@guarded(VIEW, load=programme_or_404)
def programme_benchmarks(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The sets of questions of a programme."""
    rows = [SetRow(programme, held) for held in all_sets_visible_to(actor_of(request), programme)]
    shown = SETS.show(request, rows)
    may_assess = may(actor_of(request), ASSESS)
    told = _page(request, programme, table=shown, may_assess=may_assess)
    return shown.download or render(request, "benchmarks/list.html", told)


@guarded(BRING, load=programme_or_404, methods=("GET", "POST"))
def benchmark_bring(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Bring a set as a file."""
    form = BringForm(request.POST or None, request.FILES or None)

    def act(upload: Any) -> None:
        actions.bring_benchmark(actor_of(request), programme=programme, content=upload.read())

    if sent(request, form, act):
        toast(request, _("The set is here as a draft. Publish it when it is right."))
        return redirect("programme_benchmarks", key=programme.key)
    return render(request, "benchmarks/bring.html", _page(request, programme, form=form))


@guarded(VIEW)
def benchmark_page(request: HttpRequest, key: str, benchmark: str, version: int) -> HttpResponse:
    """What is asked, and how an answer counts."""
    programme = programme_or_404(actor_of(request), key)
    held = set_or_404(actor_of(request), programme, benchmark, version)
    definition = held.definition
    is_for_us = definition.kind != BenchmarkKind.CRITERIA and not held.is_draft
    told = _page(
        request, programme, held=held, definition=definition, name=said(definition.names),
        about=said(definition.about), kind=BenchmarkKind(definition.kind).label,
        parts=[_part(part) for part in definition.dimensions],
        may_assess=is_for_us and may(actor_of(request), ASSESS),
    )  # fmt: skip
    return render(request, "benchmarks/page.html", told)


def _part(part: Any) -> dict[str, Any]:
    questions = [
        {"text": said(each.texts), "options": [(said(option.texts), round(
            each.points(option.value))) for option in each.options]}
        for each in part.indicators
    ]  # fmt: skip
    return {"title": said(part.texts), "weight": part.weight, "questions": questions}


@guarded(VIEW)
def benchmark_file(request: HttpRequest, key: str, benchmark: str, version: int) -> HttpResponse:
    """A set of ours as YAML: to read, to translate, to make one's own."""
    programme = programme_or_404(actor_of(request), key)
    held = set_or_404(actor_of(request), programme, benchmark, version)
    content = None if held.benchmark else file_of(benchmark)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{benchmark}.yaml"'
    return response


@guarded("public")
def benchmark_schema(request: HttpRequest) -> HttpResponse:
    """What a set looks like, as JSON Schema."""
    return HttpResponse(json_schema(), content_type="application/schema+json")


@guarded(BRING, methods=("POST",))
def benchmark_publish(request: HttpRequest, key: str, benchmark: str, version: int) -> HttpResponse:
    """From now on all partners use it."""
    programme, held = _set_or_404(request, key, benchmark, version)
    if held.benchmark is None or not may(actor_of(request), BRING, programme):
        raise Http404
    try:
        actions.publish_benchmark(actor_of(request), benchmark=held.benchmark)
        toast(request, _("All partners can use it now."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("benchmark_page", key=key, benchmark=benchmark, version=version)


@guarded(ASSESS, methods=("POST",))
def benchmark_assess(request: HttpRequest, key: str, benchmark: str, version: int) -> HttpResponse:
    """Begin a self-assessment of one's own organisation."""
    programme, held = _set_or_404(request, key, benchmark, version)
    mine = actor_of(request).organisations_where(ASSESS)[0]
    try:
        made = actions.start_assessment(
            actor_of(request), organisation_id=mine, held=held, programme_id=programme.pk,
            subject_kind=Subject.ORGANISATION, subject_id=mine,
        )  # fmt: skip
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("benchmark_page", key=key, benchmark=benchmark, version=version)
    return redirect("assessment_answers", assessment_id=made.pk)


def _set_or_404(
    request: HttpRequest, key: str, benchmark: str, version: int
) -> tuple[Programme, Held]:
    programme = programme_or_404(actor_of(request), key)
    return programme, set_or_404(actor_of(request), programme, benchmark, version)


@guarded(ASSESS)
def assessments(request: HttpRequest) -> HttpResponse:
    """The assessments of one's own organisation."""
    actor = actor_of(request)
    rows = list(assessments_visible_to(actor).prefetch_related("answers")[:500])
    definitions, names = definitions_in(rows), names_of_colleagues(actor)
    shown = ASSESSMENTS.show(
        request,
        [
            AssessmentRow(row, definitions[row.pk], scores_of(row, definitions[row.pk]),
                          names.get(row.assessor_id, ""))
            for row in rows
        ],
    )  # fmt: skip
    return shown.download or render(request, "benchmarks/assessments.html", {"table": shown})


@guarded(ASSESS, load=assessment_or_404)
def assessment_page(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What was answered; the scores, beside those of others about the same thing."""
    actor = actor_of(request)
    definition, there = definition_of(assessment), answers_of(assessment)
    names = names_of_colleagues(actor)
    others = [
        row
        for row in assessments_about(assessment.subject_kind, [assessment.subject_id])
        if row.state == AssessmentState.SUBMITTED
        and row.pk != assessment.pk
        # Only within one version can figures be compared.
        and (row.key, row.benchmark_version, row.benchmark_id)
        == (assessment.key, assessment.benchmark_version, assessment.benchmark_id)
    ]
    scores = scores_of_all([assessment, *others])
    columns = [
        (f"{row.get_by_display()}: {names.get(row.assessor_id, '')}".strip(": "), scores[row.pk])
        for row in [assessment, *others]
    ]
    told = {
        "assessment": assessment,
        "name": said(definition.names),
        "assessor": names.get(assessment.assessor_id, ""),
        "is_mine": assessment.assessor_id == actor.account_id,
        "is_open": assessment.state == AssessmentState.OPEN,
        "compared": side_by_side(definition, columns),
        "answers": [_answered(definition, code, there) for code in definition.indicators],
    }
    return render(request, "benchmarks/assessment.html", told)


def _answered(definition: Any, code: str, there: Any) -> dict[str, Any]:
    indicator, row = definition.indicators[code], there.get(code)
    chosen = next(
        (said(each.texts) for each in indicator.options if row and each.value == row.value), None
    )
    return {"question": said(indicator.texts), "answer": row, "chosen": chosen}


@guarded(ASSESS, load=assessment_or_404, methods=("GET", "POST"))
def assessment_answers(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Answer the questions; nothing that was typed is lost."""
    actor = actor_of(request)
    if assessment.assessor_id != actor.account_id or assessment.state != AssessmentState.OPEN:
        return redirect("assessment_page", assessment_id=assessment.pk)
    definition, draft = definition_of(assessment), f"assessment-{assessment.pk}"

    def build(data: Any = None, initial: Any = None) -> AnswersForm:
        return AnswersForm(data, definition=definition, held=answers_of(assessment),
                           version=assessment.version, initial=initial)  # fmt: skip

    posted = request.POST if request.method == "POST" else None
    if posted is not None and drafting.is_saving(request):
        drafting.save(actor, draft, posted)
        toast(request, _("Your answers are kept. You can go on later."))
        return redirect("assessments")
    kept = None if posted is not None else drafting.initial(actor, draft, build)  # type: ignore[arg-type]
    form = build(posted, kept)

    def act(**_told: Any) -> None:
        actions.answer(actor, assessment=assessment, answers=form.told(),
                       version=form.cleaned_data["version"])  # fmt: skip

    if sent(request, form, act):
        drafts.forget(actor, draft)
        toast(request, _("Your answers are written down. Submit them when you are done."))
        return redirect("assessment_page", assessment_id=assessment.pk)
    told = {"assessment": assessment, "form": form, "name": said(definition.names), "draft": draft}
    return render(request, "benchmarks/answers.html", told)


@guarded(ASSESS, load=assessment_or_404, methods=("POST",))
def assessment_submit(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Hand it in."""
    try:
        actions.submit_assessment(actor_of(request), assessment=assessment)
        toast(request, _("The assessment is submitted."))
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("assessment_page", assessment_id=UUID(str(assessment.pk)))
