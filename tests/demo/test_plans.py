"""From focus groups to two cities' strategies: whole, published, and the same when told again."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from amir.consultations.models import Contribution, PublishedAnswer
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.demo.story import coordinator_of
from amir.demo.telling import chapters
from amir.demo.world import actor_for
from amir.evidence.models import Coding, GroupStatus, Judgement, PublishedGroup, PublishedQuote
from amir.practices.models import PracticeStatus, PublishedPractice
from amir.publishing.models import PublishedWork
from amir.reports.models import ReportStatus
from amir.strategies.models import Measure, Standing

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def counts() -> dict[str, int]:
    """What there is, as Elena sees it."""
    tables = (GroupStatus, PublishedGroup, PublishedQuote, Judgement, Coding, PracticeStatus,
              PublishedPractice, ReportStatus, Standing, Measure, Contribution, PublishedAnswer,
              PublishedWork)  # fmt: skip
    with acting_as(coordinator_of("papa-giovanni")):
        return {table._meta.label: table.objects.count() for table in tables}


def tell() -> None:
    for number, chapter in enumerate(chapters("amir")):
        if number < 3 or chapter.is_about_plans:
            chapter.tell()


def test_plans_are_told_from_groups_to_strategies_and_once() -> None:
    tell()
    once = counts()
    tell()
    assert counts() == once
    with acting_as(coordinator_of("papa-giovanni")):
        groups = Counter(GroupStatus.objects.values_list("country", flat=True))
        practices = Counter(PracticeStatus.objects.values_list("country", flat=True))
        late = set(GroupStatus.objects.exclude(state="published").values_list("country", flat=True))
        assert len(groups) == 8
        assert set(groups.values()) == {3}
        assert set(practices.values()) == {5}
        assert late == {"SE"}
        assert set(ReportStatus.objects.values_list("kind", "country", "state")) == {
            ("national", "IT", "published"), ("national", "GR", "writing"),
            ("comparative", "", "published"),
        }  # fmt: skip
        assert set(Contribution.objects.values_list("language", flat=True)) == {
            "ar", "en", "fr", "it"
        }  # fmt: skip
        assert set(PublishedPractice.objects.values_list("label", flat=True)) == {
            "reported", "promising", "transferred"
        }  # fmt: skip
    chiara = actor_for("Chiara Bassi", "papa-giovanni")
    with acting_as(chiara):
        assert len(set(Judgement.objects.values_list("coder_id", flat=True))) == 2
    with acting_as(VISITOR):
        works = list(PublishedWork.objects.all())
    assert {(work.kind, work.country, *work.languages) for work in works} == {
        ("answers", "IT", "it"), ("comparative", "", "en"), ("local", "GR", "el"),
        ("local", "GR", "en"), ("local", "IT", "en"), ("local", "IT", "it"),
        ("national", "IT", "it", "en"), ("shared", "", "en"),
    }  # fmt: skip
    for work in works:
        for language in work.languages:
            for page in range(1, 3):
                path = reverse("publication", args=[work.pk, language])
                answer = Client().get(f"{path}?page={page}")
                assert answer.status_code in (200, 404 if page > 1 else 200)
                assert len(answer.content) < 40 * 1024
