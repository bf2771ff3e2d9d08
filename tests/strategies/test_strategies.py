"""From a shared strategy to what a place adopts and follows."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from docx import Document as open_docx

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.strategies import actions
from amir.strategies.chain import chain_of
from amir.strategies.content import shared_of
from amir.strategies.models import Edition, Measure, PartVersion, Standing, Strategy
from amir.strategies.queries import differences_of, strategies_visible_to
from tests.consortium import Consortium, actor_of, signed_in

from .story import MEASURE, Told, adapt, publish, tell, write

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def told(consortium: Consortium) -> Told:
    return tell(consortium)


def waiting_names(told: Told, local: Strategy) -> list[str]:
    with acting_as(actor_of(told.consortium.kostas)):
        return [each.name for each in differences_of(local)[1] if each.waits]


def test_place_begins_with_every_part_of_the_newest_edition(told: Told) -> None:
    local = adapt(told)
    with acting_as(actor_of(told.consortium.kostas)):
        assert shared_of(local).keys() == {
            f"{part['kind']}:{part['key']}" for part in told.edition.content["parts"]
        }
        assert waiting_names(told, local) == []


def test_changes_of_the_template_wait_and_overwrite_nothing(told: Told) -> None:
    local, consortium = adapt(told), told.consortium
    write(consortium, "kostas", local, "section", key="vision", title="Ours", text="Our vision.")
    for key, text in (("vision", "Their vision."), ("diagnosis", "More look for work.")):
        write(consortium, "carla", told.shared, "section", key=key, title=key, text=text)
    publish(consortium, "carla", told.shared)
    assert waiting_names(told, local) == ["section:diagnosis", "section:vision"]
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        assert local.sections.get(key="vision").text == "Our vision."
        assert actions.take_untouched(kostas, strategy=local) == 1
        assert local.sections.get(key="diagnosis").text == "More look for work."
        with pytest.raises(Stale):
            actions.decide_part(
                kostas, strategy=local, part="section:vision", choice="take", edition=1
            )
        actions.decide_part(kostas, strategy=local, part="section:vision", choice="leave")
        assert local.sections.get(key="vision").text == "Our vision."
    assert waiting_names(told, local) == []
    write(consortium, "carla", told.shared, "section", key="vision", title="vision", text="Again.")
    publish(consortium, "carla", told.shared)
    assert waiting_names(told, local) == ["section:vision"]
    with acting_as(kostas):
        actions.decide_part(
            kostas, strategy=local, part="section:vision", choice="edit", edition=3,
            edited={"title": "Both", "text": "Again, and ours."},
        )  # fmt: skip
        assert local.sections.get(key="vision").text == "Again, and ours."
        kept = PartVersion.objects.filter(strategy=local, key="vision")
        assert [v.text for v in kept] == ["Again, and ours.", "Our vision.", ""]


def test_new_measure_comes_after_its_objective_and_removal_is_a_choice(told: Told) -> None:
    local, consortium = adapt(told), told.consortium
    write(consortium, "carla", told.shared, "objective", title="Find a home", text="")
    write(consortium, "carla", told.shared, "measure", **{**MEASURE, "title": "Guarantees",
                                                          "objective": "find-a-home"})  # fmt: skip
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    with acting_as(carla):
        actions.drop_part(carla, strategy=told.shared, kind="measure", key="courses")
    publish(consortium, "carla", told.shared)
    with acting_as(kostas):
        with pytest.raises(Refused, match="objective of this measure"):
            actions.decide_part(kostas, strategy=local, part="measure:guarantees", choice="take")
        assert actions.take_untouched(kostas, strategy=local) == 2
        assert sorted(local.measures.values_list("key", flat=True)) == ["courses", "guarantees"]
        actions.decide_part(kostas, strategy=local, part="measure:courses", choice="take")
        assert list(local.measures.values_list("key", flat=True)) == ["guarantees"]


def test_two_who_write_one_part_both_keep_their_words(told: Told) -> None:
    shared = told.shared
    write(told.consortium, "carla", shared, "section", key="vision", title="A", text="Firstly",
          version=1)  # fmt: skip
    with pytest.raises(Stale):
        write(told.consortium, "carla", shared, "section", key="vision", title="B",
              text="Secondly", version=1)  # fmt: skip
    client = signed_in(told.consortium.carla)
    address = reverse("strategy_part", args=[shared.pk, "section", "vision"])
    sent = {"title": "B", "text": "Secondly", "version": "1"}
    page = client.post(address, sent)
    words = page.content.decode()
    assert page.status_code == 200
    assert "Firstly" in words
    assert 'name="version" value="2"' in words
    assert client.post(address, {**sent, "version": "2"}).status_code == 302
    with acting_as(actor_of(told.consortium.carla)):
        held = PartVersion.objects.filter(strategy=shared, key="vision")
        assert [each.text for each in held] == ["Secondly", "Firstly"]


def test_adoption_asks_for_attention_day_and_body(told: Told) -> None:
    local, kostas = adapt(told), actor_of(told.consortium.kostas)
    with acting_as(kostas):
        actions.take_step(kostas, strategy=local, step="finish")
        for missing in ({}, {"on": TODAY}, {"on": TODAY + timedelta(days=1), "by": "Council"}):
            with pytest.raises(Refused):
                actions.take_step(kostas, strategy=local, step="adopt", **missing)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="Courses"):
            actions.take_step(kostas, strategy=local, step="adopt", on=TODAY, by="Council")
        with pytest.raises(Refused, match="final"):
            actions.write_part(kostas, strategy=local, kind="section", values={"title": "X"})
        actions.take_step(kostas, strategy=local, step="reopen")
        actions.write_part(kostas, strategy=local, kind="measure", key="courses",
                           values={**MEASURE, "why_not": "A first year with adults."})  # fmt: skip
        measure = Measure.objects.get(strategy=local)
        with pytest.raises(Refused, match="adopted"):
            actions.follow_measure(kostas, measure=measure, state="running")
        actions.take_step(kostas, strategy=local, step="finish")
        actions.take_step(kostas, strategy=local, step="adopt", on=TODAY, by="Council")
        measure = Measure.objects.select_related("strategy").get(strategy=local)
        actions.follow_measure(kostas, measure=measure, state="running", note="Begun.")
        assert Measure.objects.get(pk=measure.pk).state == "running"
        assert Edition.objects.get(strategy=local).content["adopted_by"] == "Council"


def test_partners_see_where_it_stands_and_words_only_when_published(told: Told) -> None:
    local, consortium = adapt(told), told.consortium
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        standing = Standing.objects.get(strategy_id=local.pk)
        assert (standing.state, standing.title, standing.newest) == ("draft", "", None)
        assert not strategies_visible_to(carla).filter(pk=local.pk).exists()
        assert not Measure.objects.filter(strategy_id=local.pk).exists()
    edition = publish(consortium, "kostas", local)
    with acting_as(carla):
        assert Standing.objects.get(strategy_id=local.pk).title == "Athens together"
    page = signed_in(consortium.carla).get(reverse("strategy_edition", args=["amir", edition.pk]))
    assert "Many look for work." in page.content.decode()
    assert signed_in(consortium.carla).get(f"/desk/strategies/{local.pk}/").status_code == 404
    with acting_as(actor_of(consortium.nour)):
        assert not Standing.objects.exists()
        assert not Edition.objects.exists()


def test_only_the_coordinator_shares_and_only_partners_adapt(told: Told) -> None:
    consortium = told.consortium
    for who in (consortium.elena, consortium.kostas, consortium.nour):
        actor = actor_of(who)
        with acting_as(actor), pytest.raises(NotAllowed):
            actions.begin_shared(actor, programme=consortium.programme, title="X")
    kostas = actor_of(consortium.kostas)
    begun = {"programme": consortium.programme, "title": "X", "country": "GR"}
    with acting_as(kostas):
        with pytest.raises(NotAllowed):
            actions.begin_local(kostas, organisation_id=consortium.casa.pk, **begun)
        with pytest.raises(Refused, match="municipality"):
            actions.begin_local(kostas, organisation_id=consortium.asyl.pk,
                                municipality="Xyzzyqu", **begun)  # fmt: skip


def test_chain_is_walked_both_ways_and_shows_loose_ends(told: Told) -> None:
    shared, carla = told.shared, actor_of(told.consortium.carla)
    with acting_as(carla):
        chain = chain_of(carla, shared)
        assert [n.name for n in chain.claims_without_evidence] == [
            "section:diagnosis", "objective:find-work",
        ]  # fmt: skip
        for kind, key, title in (("section", "diagnosis", "Survey"),
                                 ("objective", "find-work", "Focus group")):  # fmt: skip
            actions.cite_outside(carla, strategy=shared, kind=kind, key=key, title=title)
        chain = chain_of(carla, shared)
        assert chain.claims_without_evidence == []
        assert [n.number for n in chain.evidence_without_measure] == ["S1"]
        evidence = next(n for n in chain.column("evidence") if n.number == "S2")
        forward = chain.reached(evidence.name, is_forward=True)
        back = chain.reached("measure:courses", is_forward=False)
        assert [n.name for n in forward] == ["objective:find-work", "measure:courses"]
        assert [n.name for n in back] == ["objective:find-work", evidence.name]
    page = signed_in(told.consortium.carla).get(reverse("strategy_chain", args=[shared.pk]))
    words = page.content.decode()
    picture = words[words.index("<svg xmlns") : words.index("</svg>", words.index("<svg xmlns"))]
    assert picture.count("<rect") == len(chain.nodes)
    assert picture.count("<path") == len(chain.links)


def test_document_names_measures_and_sources_in_every_form(told: Told) -> None:
    shared, carla = told.shared, actor_of(told.consortium.carla)
    with acting_as(carla):
        actions.cite_outside(
            carla, strategy=shared, kind="section", key="diagnosis", title="Survey"
        )
        actions.involve(carla, strategy=shared, group="employers", name="Chamber", turnout="came")
    client, address = signed_in(told.consortium.carla), reverse("strategy_file", args=[shared.pk])
    docx = open_docx(io.BytesIO(client.get(f"{address}?as=docx").content))
    words = [paragraph.text for paragraph in docx.paragraphs]
    assert "Courses" in words
    assert "[S1] Survey" in words
    assert "Evidence: [S1]" in words
    cells = [[cell.text for cell in row.cells] for table in docx.tables for row in table.rows]
    assert ["Employers", "Chamber (Came)"] in cells
    assert ["Skills meet jobs", "Courses"] in cells
    assert client.get(f"{address}?as=pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"{address}?as=odt").status_code == 404


def test_pages_open_for_who_works_there(told: Told) -> None:
    local = adapt(told)
    client, base = signed_in(told.consortium.kostas), f"/desk/strategies/{local.pk}/"
    for path in ("", "measures/", "plan/", "coverage/", "chain/", "partners/", "template/",
                 "partners/add/", "publish/", "step/adopt/", "add/measure/", "add/objective/",
                 "section/vision/edit/", "section/vision/history/", "section/vision/cite/",
                 "section/vision/source/", "measure/courses/edit/", "measures/courses/",
                 "measures/courses/follow/", "template/section/vision/"):  # fmt: skip
        assert (path, client.get(base + path).status_code) == (path, 200)
    assert client.get("/desk/programmes/amir/strategies/").status_code == 200
    assert client.get("/desk/programmes/amir/strategies/begin/").status_code == 200
