"""Strategies lean on what the rooms below have published, by number."""

from collections.abc import Mapping

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.reports import actions as reports
from amir.strategies import actions
from amir.strategies.chain import chain_of
from amir.strategies.citable import Found, kind_of, kinds
from tests.consortium import Consortium, actor_of, signed_in
from tests.evidence.telling import book_with
from tests.evidence.telling import published as published_group
from tests.practices import told as practices
from tests.publishing.story import published_report, written_report

from .story import adapt, publish, tell

pytestmark = pytest.mark.django_db


def offered(consortium: Consortium, who: str, strategy_id: object) -> Mapping[str, list[Found]]:
    """Kind -> what somebody may cite."""
    actor = actor_of(getattr(consortium, who))
    with acting_as(actor):
        return {
            each.kind: each.search(actor, consortium.programme.pk, strategy_id)  # type: ignore[arg-type]
            for each in kinds()
        }


def test_published_groups_quotes_practices_and_own_answers_are_cited_by_number(
    consortium: Consortium,
) -> None:
    told = tell(consortium)
    local = adapt(told)
    book_with(consortium.carla, {"Looking for work": {"theme": "work", "facet": "need"}})
    published_group(consortium, consortium.carla, "Looking for work")
    practice = practices.published(consortium)
    practices.judged(practice, consortium.kostas)
    found = offered(consortium, "kostas", local.pk)
    assert [each.number for each in found["group"]] == ["IT-FG1"]
    assert [each.number for each in found["quote"]] == ["IT-FG1-Q1"]
    assert [each.number for each in found["practice"]] == ["GR-P1"]
    assert all(each.number.startswith("practice-") for each in found["answer"])
    assert len(found["answer"]) == 6
    assert offered(consortium, "carla", told.shared.pk)["answer"] == []
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        for kind in ("group", "quote", "practice", "answer"):
            actions.cite(
                kostas, strategy=local, kind="objective", key="find-work", cited_kind=kind,
                cited_id=found[kind][0].id,
            )  # fmt: skip
        with pytest.raises(Refused, match="from the list"):
            actions.cite(
                kostas, strategy=local, kind="objective", key="find-work", cited_kind="group",
                cited_id=local.pk,
            )  # fmt: skip
        numbers = sorted(local.citations.values_list("number", flat=True))
    assert numbers[:3] == ["GR-P1", "IT-FG1", "IT-FG1-Q1"]
    publish(consortium, "kostas", local)
    # Walked the other way: from the group to who leans on it, for its own partner too.
    group = found["group"][0]
    address = reverse("strategy_evidence", args=["amir", "group", group.id])
    for who in (consortium.carla, consortium.kostas):
        page = signed_in(who).get(address)
        assert page.status_code == 200
        assert "Athens together" in page.content.decode()
    cite = reverse("strategy_cite", args=[local.pk, "section", "vision"])
    words = signed_in(consortium.kostas).get(cite).content.decode()
    assert "IT-FG1-Q1" in words
    assert kind_of("nothing") is None


def test_newest_editions_of_reports_are_cited_and_stay_cited(consortium: Consortium) -> None:
    told = tell(consortium)
    local = adapt(told)
    published_report(consortium)
    second = written_report(consortium, words="Ancora", title="Italy, more")
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla):
        old = reports.publish_report(carla, report=second)
        reports.take_step(carla, report=second, step="reopen")
        reports.take_step(carla, report=second, step="submit")
    with acting_as(kostas):
        first, cited = kind_of("report").search(kostas, told.consortium.programme.pk, local.pk)
        assert (first.number, cited.number, cited.id) == ("IT-R1.1", "IT-R2.1", old.pk)
        actions.cite(kostas, strategy=local, kind="objective", key="find-work",
                     cited_kind="report", cited_id=old.pk)  # fmt: skip
    with acting_as(carla):
        newest = reports.publish_report(carla, report=second)
    found = offered(consortium, "kostas", local.pk)["report"]
    assert [(each.number, each.id) for each in found] == [
        ("IT-R1.1", first.id), ("IT-R2.2", newest.pk),
    ]  # fmt: skip
    with acting_as(kostas):
        assert kind_of("report").find(kostas, [old.pk]) == {old.pk: cited}
        chain = chain_of(kostas, local)
        (node,) = [each for each in chain.column("evidence") if each.number == "IT-R2.1"]
        leads_to = chain.reached(node.name, is_forward=True)
        assert [each.name for each in leads_to] == ["objective:find-work", "measure:courses"]
    client = signed_in(consortium.kostas)
    page = client.get(reverse("strategy_file", args=[local.pk]), {"as": "html"}).content.decode()
    assert "[IT-R2.1] Italy, more" in page
    used = client.get(reverse("strategy_evidence", args=["amir", "report", old.pk]))
    assert f'href="{cited.href}"' in used.content.decode()
    assert "IT-R2.1" in client.get(cited.href).content.decode()
    nour = actor_of(consortium.nour)
    with acting_as(nour):
        assert kind_of("report").find(nour, [old.pk]) == {}
        assert kind_of("report").search(nour, consortium.programme.pk, local.pk) == []
