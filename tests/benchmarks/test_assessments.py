"""A set is brought and published, something is assessed with it, and nobody else reads it."""

import io

import pytest
import yaml
from django.urls import reverse
from docx import Document as open_docx

from amir.benchmarks import actions
from amir.benchmarks.actions import Said
from amir.benchmarks.models import Answer, Assessment, Benchmark
from amir.benchmarks.queries import (
    assessments_visible_to,
    benchmarks_visible_to,
    criteria_of,
    scores_of,
    sets_of,
)
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from tests.benchmarks.test_definition import SET
from tests.consortium import Consortium, actor_of, also, signed_in

pytestmark = pytest.mark.django_db
ALL_YES = dict.fromkeys(
    ("lead", "levels", "figures", "asked", "network", "associations", "work", "housing",
     "attention", "budget", "owners", "public"), "100"
)  # fmt: skip


def brought(consortium: Consortium, **changed: object) -> Benchmark:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return actions.bring_benchmark(
            carla, programme=consortium.programme,
            content=yaml.safe_dump({**SET, **changed}).encode(),
        )  # fmt: skip


def begun(consortium: Consortium) -> Assessment:
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        return actions.start_assessment(
            kostas, organisation_id=consortium.asyl.pk, held=sets_of(None)["practice"],
            subject_kind="organisation", subject_id=consortium.asyl.pk,
            programme_id=consortium.programme.pk,
        )  # fmt: skip


def test_draft_is_for_its_programme_until_it_is_published(consortium: Consortium) -> None:
    draft = brought(consortium)
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(kostas):
        assert list(benchmarks_visible_to(kostas)) == []
        assert "own" not in sets_of(consortium.programme.pk)
        with pytest.raises(NotAllowed):
            actions.publish_benchmark(kostas, benchmark=draft)
    with acting_as(carla):
        actions.publish_benchmark(carla, benchmark=draft)
    with acting_as(kostas):
        assert sets_of(consortium.programme.pk)["own"].benchmark_id == draft.pk
    with acting_as(actor_of(consortium.nour)) as nour:
        assert list(benchmarks_visible_to(nour)) == []
        assert not Benchmark.objects.exists()


def test_published_version_never_changes(consortium: Consortium) -> None:
    assert brought(consortium).pk == brought(consortium, source="them").pk
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        actions.publish_benchmark(carla, benchmark=Benchmark.objects.get())
    with pytest.raises(Refused, match="There is version 1 already"):
        brought(consortium)
    assert brought(consortium, version=2).version == 2


def test_criteria_of_a_programme_take_the_place_of_ours(consortium: Consortium) -> None:
    with acting_as(actor_of(consortium.carla)) as carla:
        assert criteria_of(consortium.programme.pk).definition.key == "practice"
        actions.publish_benchmark(carla, benchmark=brought(consortium, kind="criteria"))
        assert criteria_of(consortium.programme.pk).definition.key == "own"


def test_assessment_is_answered_and_submitted_by_who_began_it(consortium: Consortium) -> None:
    made = begun(consortium)
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        assert begun(consortium).pk == made.pk
        actions.answer(kostas, assessment=made, answers={"relevance": Said(2, evidence="Report")})
        with pytest.raises(Stale):
            actions.answer(kostas, assessment=made, answers={}, version=1)
        with pytest.raises(Refused, match="Open: 5"):
            actions.submit_assessment(kostas, assessment=made)
        rest = {c: Said(3) for c in sets_of(None)["practice"].definition.indicators}
        actions.answer(kostas, assessment=made, answers={**rest, "relevance": Said(is_na=True)})
        with pytest.raises(Refused, match="Missing: 5"):
            actions.submit_assessment(kostas, assessment=made)
        proven = {code: Said(3, evidence="Report") for code in rest if code != "relevance"}
        actions.answer(kostas, assessment=made, answers=proven)
        submitted = actions.submit_assessment(kostas, assessment=made)
        scores = scores_of(submitted)
        assert (scores.overall.points, scores.overall.not_applicable) == (100, 1)
        with pytest.raises(Refused):
            actions.answer(kostas, assessment=made, answers={})


@pytest.mark.parametrize("told", [Said(4), Said(1, is_na=True), Said(1, narrative="x" * 5_000)])
def test_answer_that_the_set_does_not_have_is_refused(consortium: Consortium, told: Said) -> None:
    made = begun(consortium)
    with acting_as(actor_of(consortium.kostas)) as kostas, pytest.raises(Refused):
        actions.answer(kostas, assessment=made, answers={"relevance": told})


def test_others_see_no_assessment(consortium: Consortium) -> None:
    begun(consortium)
    for who in (consortium.carla, consortium.nour):
        with acting_as(actor_of(who)) as actor:
            assert list(assessments_visible_to(actor)) == []
            assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)


def test_colleague_reads_but_does_not_answer(consortium: Consortium) -> None:
    made = begun(consortium)
    also(consortium.elena, consortium.asyl, "researcher", "Elena")
    with acting_as(actor_of(consortium.elena)) as elena:
        assert list(assessments_visible_to(elena)) == [made]
        with pytest.raises(NotAllowed):
            actions.answer(elena, assessment=made, answers={})


def test_pages_lead_from_the_set_to_the_scores(consortium: Consortium) -> None:
    client = signed_in(consortium.kostas)
    started = client.post(reverse("benchmark_assess", args=["amir", "quick", 1]))
    assert started.status_code == 302
    form = {**ALL_YES, "work": "50", "work-why": "Two firms."}
    written = client.post(started["Location"], form)
    page = client.post(written["Location"] + "submit/", follow=True)
    assert "The assessment is submitted." in page.content.decode()
    with acting_as(actor_of(consortium.kostas)):
        made = Assessment.objects.get()
        assert made.answers.get(indicator="work").narrative == "Two firms."
        assert scores_of(made).overall.points == pytest.approx((100 * 6 + 75) / 7)
    assert client.get(reverse("assessments")).status_code == 200
    assert client.get(reverse("programme_benchmarks", args=["amir"])).status_code == 200


def test_quick_check_stores_nothing_and_gives_an_outline(consortium: Consortium) -> None:
    from django.test import Client  # noqa: PLC0415  beside the only test that has no session

    visitor = Client()
    asked = visitor.get(reverse("quick_check"))
    assert asked.content.decode().count("<fieldset") == 12
    result = visitor.get(reverse("quick_check"), {**ALL_YES, "budget": "0"})
    assert "86 of 100, with 100 % answered" in result.content.decode()
    assert not visitor.cookies
    for language, title in (("en", "Outline"), ("it", ""), ("ar", "")):
        file = visitor.get(reverse("quick_check_outline"), {**ALL_YES, "language": language})
        document = open_docx(io.BytesIO(file.content))
        assert title in document.paragraphs[0].text
        assert len(document.tables) >= 6
    with acting_as(actor_of(consortium.kostas)):
        assert Assessment.objects.count() == 0


def test_quick_check_is_kept_when_asked(consortium: Consortium) -> None:
    client = signed_in(consortium.kostas)
    client.post(reverse("quick_check_keep"), ALL_YES)
    with acting_as(actor_of(consortium.kostas)):
        kept = Assessment.objects.get()
        assert (kept.kind, kept.state, kept.answers.count()) == ("quick_check", "submitted", 12)
        assert kept.organisation_id == consortium.asyl.pk


def test_quick_check_without_any_answer_says_what_is_missing(consortium: Consortium) -> None:
    from django.test import Client  # noqa: PLC0415  as above

    page = Client().get(reverse("quick_check"), {"sent": "1"})
    assert len(page.context["form"].errors) == len(ALL_YES)


def test_quick_check_with_a_gap_asks_again(consortium: Consortium) -> None:
    from django.test import Client  # noqa: PLC0415  as above

    page = Client().get(reverse("quick_check"), {**ALL_YES, "budget": ""})
    assert "Choose an answer" in page.content.decode()
    assert Client().get(reverse("quick_check_outline"), {"lead": "100"}).status_code == 404
