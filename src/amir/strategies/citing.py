"""What strategies can cite today: sources outside, focus groups, quotes, practices, reports,
answers.

Each reads through the queries of the room that owns the thing. A room above registers its own
kind with `citable.register`.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from amir.benchmarks.enums import AssessmentState
from amir.benchmarks.models import Answer, Assessment
from amir.benchmarks.queries import assessments_visible_to, definitions_in
from amir.core.actor import Actor
from amir.evidence.models import PublishedGroup, PublishedQuote
from amir.evidence.queries import published_groups, published_quotes
from amir.practices.enums import PracticeState
from amir.practices.models import Practice
from amir.practices.queries import practices_visible_to
from amir.programmes.queries import programmes_visible_to
from amir.programmes.wording import said
from amir.reports.models import ReportEdition
from amir.reports.queries import numbered_editions

from .actions.leaning import OUTSIDE
from .citable import MOST_FOUND, Citable, Found, register
from .models import Source

GROUP, QUOTE, PRACTICE, REPORT, ANSWER = "group", "quote", "practice", "report", "answer"


def register_kinds() -> None:
    """Called once at start-up."""
    register(Citable(GROUP, _("Focus groups"), _search_groups, _find_groups))
    register(Citable(QUOTE, _("Quotes"), _search_quotes, _find_quotes))
    register(Citable(PRACTICE, _("Practices"), _search_practices, _find_practices))
    register(Citable(REPORT, _("Reports"), _search_reports, _find_reports))
    register(Citable(ANSWER, _("Answers to sets of questions"), _search_answers, _find_answers))
    register(Citable(OUTSIDE, _("Sources outside"), _search_sources, _find_sources))


def _by_id(found: Iterable[Found]) -> dict[UUID, Found]:
    return {each.id: each for each in found}


def _source(row: Source) -> Found:
    return Found(OUTSIDE, row.pk, f"S{row.number}", row.title, row.address)


def _search_sources(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[Found]:
    return [_source(row) for row in Source.objects.filter(strategy_id=strategy_id)[:MOST_FOUND]]


def _find_sources(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Found]:
    return _by_id(_source(row) for row in Source.objects.filter(pk__in=ids))


def _group(row: PublishedGroup) -> Found:
    """A group keeps its id when it is published anew."""
    return Found(GROUP, row.group_id, row.label, f"{row.get_kind_display()}, {row.place}")


def _search_groups(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[Found]:
    return [_group(row) for row in published_groups(programme_id)[:MOST_FOUND]]


def _find_groups(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Found]:
    mine = programmes_visible_to(actor).values("pk")
    rows = PublishedGroup.objects.filter(group_id__in=ids, programme_id__in=mine)
    return _by_id(_group(row) for row in rows)


def _quote(row: PublishedQuote) -> Found:
    words = Truncator(row.translation or row.text).chars(120)
    return Found(QUOTE, row.pk, row.label, words)


def _search_quotes(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[Found]:
    return [_quote(row) for row in published_quotes(programme_id)[:MOST_FOUND]]


def _find_quotes(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Found]:
    mine = programmes_visible_to(actor).values("pk")
    rows = PublishedQuote.objects.filter(pk__in=ids, programme_id__in=mine)
    return _by_id(_quote(row) for row in rows)


def _practice(row: Practice) -> Found:
    return Found(PRACTICE, row.pk, row.code, row.title, reverse("practice_page", args=[row.pk]))


def _search_practices(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[Found]:
    rows = practices_visible_to(actor).filter(
        programme_id=programme_id, state=PracticeState.PUBLISHED
    )
    return [_practice(row) for row in rows[:MOST_FOUND]]


def _find_practices(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Found]:
    rows = practices_visible_to(actor).filter(pk__in=ids, state=PracticeState.PUBLISHED)
    return _by_id(_practice(row) for row in rows)


def _report(number: str, row: ReportEdition, key: str) -> Found:
    return Found(REPORT, row.pk, number, row.title, reverse("report_edition", args=[key, row.pk]))


def _search_reports(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[Found]:
    """The newest edition of each report; an older one that is cited stays cited."""
    keys = _programme_keys(actor)
    if programme_id not in keys:
        return []
    newest = {row.report_id: (n, row) for n, row in numbered_editions([programme_id]).values()}
    return [_report(n, row, keys[programme_id]) for n, row in newest.values()][:MOST_FOUND]


def _find_reports(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Found]:
    keys = _programme_keys(actor)
    held = numbered_editions(keys)
    return _by_id(_report(*held[each], keys[held[each][1].programme_id]) for each in ids
                  if each in held)  # fmt: skip


def _programme_keys(actor: Actor) -> dict[UUID, str]:
    return dict(programmes_visible_to(actor).values_list("pk", "key"))


def _answers(rows: Iterable[Answer]) -> list[Found]:
    """The answers with their questions; two queries at most."""
    held = list(rows)
    asked = definitions_in({row.assessment_id: row.assessment for row in held}.values())
    found = []
    for row in held:
        assessment: Assessment = row.assessment
        question = asked[assessment.pk].indicators.get(row.indicator)
        if question is None or assessment.submitted_on is None:
            continue
        number = f"{assessment.key}-{assessment.submitted_on:%y%m%d}-{row.indicator}"
        value = "–" if row.value is None else str(row.value)
        found.append(Found(ANSWER, row.pk, number[:40], f"{said(question.texts)} {value}"))
    return found


def _search_answers(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[Found]:
    mine = assessments_visible_to(actor).filter(
        state=AssessmentState.SUBMITTED, programme_id=programme_id
    )
    rows = Answer.objects.filter(assessment__in=mine.values("pk")).select_related("assessment")
    return _answers(rows.order_by("-assessment__submitted_on", "indicator")[:MOST_FOUND])


def _find_answers(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Found]:
    mine = assessments_visible_to(actor).filter(state=AssessmentState.SUBMITTED)
    rows = Answer.objects.filter(pk__in=ids, assessment__in=mine.values("pk"))
    return _by_id(_answers(rows.select_related("assessment")))
