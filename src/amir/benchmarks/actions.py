"""Bringing sets of questions, and answering them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.events import happened
from amir.core.permissions import may
from amir.core.yaml_files import read_yaml
from amir.programmes.models import Programme

from .definition import Definition, Indicator, parse
from .enums import AssessedBy, AssessmentState, BenchmarkKind, BenchmarkStatus, Subject
from .models import Answer, Assessment, Benchmark
from .queries import Held, answers_of, definition_of
from .rules import ASSESS, BRING
from .shipped import shipped

LONGEST = 4_000


@dataclass(frozen=True)
class Said:
    """What is said to one question. Neither a value nor `is_na`: nothing yet, only words."""

    value: int | None = None
    is_na: bool = False
    narrative: str = ""
    evidence: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return self.value is None and not (self.is_na or self.narrative or self.evidence)


@transaction.atomic
def bring_benchmark(actor: Actor, *, programme: Programme, content: bytes) -> Benchmark:
    """Take in a set as YAML, as a draft. A draft of the same version is replaced.

    Raises NotAllowed; Refused with the place in the file that is wrong, or for a version that is
    not newer than what is published: what was answered once stays readable.
    """
    if not may(actor, BRING, programme):
        raise NotAllowed(_("Only the programme's coordinator brings sets of questions."))
    data = dict(read_yaml(content))
    definition = parse(data)
    held = Benchmark.objects.filter(programme=programme, key=definition.key)
    published = held.filter(status=BenchmarkStatus.PUBLISHED).order_by("-version").first()
    newest = max(
        published.version if published else 0,
        shipped()[definition.key].version if definition.key in shipped() else 0,
    )
    if definition.version <= newest:
        sentence = _("There is version {version} already. Give yours a higher number.")
        raise Refused(sentence.format(version=newest), field="upload")
    values = {
        "organisation_id": programme.organisation_id,
        "kind": definition.kind,
        "definition": data,
        "brought_by": actor.account_id,
    }
    return Benchmark.objects.update_or_create(
        programme=programme, key=definition.key, version=definition.version, defaults=values
    )[0]


@transaction.atomic
def publish_benchmark(actor: Actor, *, benchmark: Benchmark) -> Benchmark:
    """From now on all partners use this version; it never changes again.

    Raises NotAllowed; Refused if it is published already.
    """
    if not may(actor, BRING, benchmark):
        raise NotAllowed(_("Only the programme's coordinator publishes sets of questions."))
    held = Benchmark.objects.select_for_update().get(pk=benchmark.pk)
    if held.status != BenchmarkStatus.DRAFT:
        raise Refused(_("This version is published already."))
    held.status, held.published_on = BenchmarkStatus.PUBLISHED, clock.today()
    held.save(update_fields=["status", "published_on"])
    happened("benchmarks.published", actor, benchmark=held)
    return held


@transaction.atomic
def start_assessment(
    actor: Actor,
    *,
    organisation_id: UUID,
    held: Held,
    subject_kind: str,
    subject_id: UUID,
    by: str = AssessedBy.SELF,
    programme_id: UUID | None = None,
) -> Assessment:
    """Begin to answer a set about something; whoever has begun already goes on with theirs.

    Raises NotAllowed; Refused for a draft or an unknown kind of subject.
    """
    if actor.account_id is None or not actor.holds(ASSESS, organisation_id):
        raise NotAllowed(_("You may not assess for this organisation."))
    if held.is_draft:
        raise Refused(_("This set is a draft. Publish it first."))
    if subject_kind not in Subject.values or by not in AssessedBy.values:
        raise Refused(_("This cannot be assessed."))
    return Assessment.objects.get_or_create(
        subject_kind=subject_kind,
        subject_id=subject_id,
        assessor_id=actor.account_id,
        key=held.definition.key,
        by=by,
        state=AssessmentState.OPEN,
        defaults={
            "organisation_id": organisation_id,
            "programme_id": programme_id,
            "benchmark_id": held.benchmark_id,
            "benchmark_version": held.definition.version,
            "kind": held.definition.kind,
        },
    )[0]


@transaction.atomic
def answer(
    actor: Actor,
    *,
    assessment: Assessment,
    answers: Mapping[str, Said],
    version: int | None = None,
) -> Assessment:
    """Write down what is said to some questions; what is not named stays as it is.

    Raises NotAllowed for anybody but the assessor; Stale if `version` is not the present one;
    Refused for a question or an answer that the set does not have.
    """
    held = _open(actor, assessment, version)
    definition = definition_of(held)
    there = answers_of(held)
    for code, told in answers.items():
        indicator = definition.indicators.get(code)
        if indicator is None:
            raise Refused(_("This set has no such question."), field=code)
        _demand_fitting(indicator, told)
        if told.is_empty and code not in there:
            continue
        Answer.objects.update_or_create(
            assessment=held,
            indicator=code,
            defaults={
                "organisation_id": held.organisation_id,
                "value": told.value,
                "is_na": told.is_na,
                "narrative": told.narrative.strip(),
                "evidence": told.evidence.strip(),
            },
        )
    held.version += 1
    held.save(update_fields=["version"])
    return held


@transaction.atomic
def submit_assessment(
    actor: Actor, *, assessment: Assessment, version: int | None = None
) -> Assessment:
    """Hand it in: from now on it never changes.

    Raises NotAllowed, Stale; Refused while questions are open, or evidence is missing.
    """
    held = _open(actor, assessment, version)
    definition, there = definition_of(held), answers_of(held)
    still_open, bare = 0, 0
    for code, indicator in definition.indicators.items():
        row = there.get(code)
        if indicator.is_scored and (row is None or (row.value is None and not row.is_na)):
            still_open += 1
        elif indicator.needs_evidence and row and not row.is_na and not row.evidence:
            bare += 1
    if still_open:
        sentence = _("Answer every question first, or say that it does not apply. Open: {count}.")
        raise Refused(sentence.format(count=still_open))
    if bare:
        sentence = _("Some answers need evidence: a document, a link, a figure. Missing: {count}.")
        raise Refused(sentence.format(count=bare))
    held.state, held.submitted_on = AssessmentState.SUBMITTED, clock.today()
    held.version += 1
    held.save(update_fields=["state", "submitted_on", "version"])
    happened("benchmarks.submitted", actor, assessment=held)
    return held


@transaction.atomic
def keep_quick_check(
    actor: Actor, *, organisation_id: UUID, definition: Definition, answers: Mapping[str, int]
) -> Assessment:
    """Keep what somebody answered in the quick check, about their own organisation.

    Raises NotAllowed; Refused while questions are open.
    """
    if definition.kind != BenchmarkKind.QUICK_CHECK:
        raise Refused(_("This cannot be assessed."))
    made = start_assessment(
        actor,
        organisation_id=organisation_id,
        held=Held(definition),
        subject_kind=Subject.ORGANISATION,
        subject_id=organisation_id,
    )
    said = {code: Said(value=value) for code, value in answers.items()}
    return submit_assessment(actor, assessment=answer(actor, assessment=made, answers=said))


def _open(actor: Actor, assessment: Assessment, version: int | None) -> Assessment:
    """The assessment as it stands now, locked, if this actor may still change it."""
    if not may(actor, ASSESS, assessment) or assessment.assessor_id != actor.account_id:
        raise NotAllowed(_("Only who began an assessment answers it."))
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if held.state != AssessmentState.OPEN:
        raise Refused(_("This assessment was submitted and cannot be changed."))
    if version is not None and held.version != version:
        raise Stale(_("You have changed this in another window. Look at it again."))
    return held


def _demand_fitting(indicator: Indicator, told: Said) -> None:
    values: dict[str, Any] = {"narrative": told.narrative, "evidence": told.evidence}
    if any(len(text) > LONGEST for text in values.values()):
        raise Refused(_("The text is too long."), field=indicator.code)
    if told.is_na and (told.value is not None or not indicator.may_be_na):
        raise Refused(_("Choose an answer, or say that it does not apply."), field=indicator.code)
    if told.value is not None and not indicator.takes(told.value):
        raise Refused(_("Choose one of the answers."), field=indicator.code)
