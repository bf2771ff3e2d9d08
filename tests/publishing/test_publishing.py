"""What everybody reads: editions, never drafts; withdrawn, their words are gone."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import etree

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.core.errors import NotAllowed, Refused
from amir.programmes.actions import change_programme
from amir.publishing.actions import withdraw_work
from amir.publishing.models import PublishedWork
from amir.reports import actions as reports
from amir.reports.models import Report
from amir.reports.queries import sections_of
from amir.strategies import actions as strategies
from tests.consortium import SETUP, Consortium, actor_of, signed_in

from . import story

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
CANARY = "xyloquark"
LIST = "/en/programmes/amir/publications/"


def page_of(work: PublishedWork, language: str) -> str:
    return reverse("publication", args=[work.pk, language])


def everything_public(works: list[PublishedWork]) -> str:
    """All that a visitor can read of the programme, in one text."""
    feeds = [f"/programmes/amir/publications/{code}/feed.xml" for code in ("en", "it")]
    paths = [LIST, f"{LIST}?in=it", "/api/v1/programmes/amir/publications", *feeds]
    for work in works:
        for code in work.languages:
            paths += [page_of(work, code), f"/api/v1/publications/{work.pk}/{code}",
                      f"{page_of(work, code)}cite/bib/"]  # fmt: skip
    return "".join(Client().get(path).content.decode() for path in paths)


def test_report_is_read_by_everybody_in_each_language(consortium: Consortium) -> None:
    work = story.published_report(consortium)
    client = Client()
    listed = client.get(LIST).content.decode()
    assert 'hreflang="ar" href="http' in listed
    assert page_of(work, "it") in listed
    assert page_of(work, "en") in listed
    for code, words in (("it", "Casa e lavoro (1)"), ("en", "Casa e lavoro in English")):
        answer = client.get(page_of(work, code))
        text = answer.content.decode()
        assert answer.status_code == 200
        assert words in text
        assert f'<html lang="{code}" dir="ltr"' in text
        assert len(answer.content) < 40 * 1024
        assert not client.cookies
        for other in ("it", "en"):
            assert f'hreflang="{other}" href="http' in text
        told = json.loads(re.findall(r'ld\+json">(.*?)</script>', text)[0])
        assert (told["inLanguage"], told["@type"]) == (code, "Report")
        assert told["author"]["name"] == "Casa"
    assert client.get(page_of(work, "ar")).status_code == 404


def test_report_is_taken_away_as_pdf_and_word_and_cited(consortium: Consortium) -> None:
    address = page_of(story.published_report(consortium), "it")
    client = Client()
    assert client.get(f"{address}file/?as=pdf").content.startswith(b"%PDF-")
    assert client.get(f"{address}file/?as=docx").content.startswith(b"PK")
    assert client.get(f"{address}file/?as=exe").status_code == 404
    bib = client.get(f"{address}cite/bib/").content.decode()
    assert "title = {Italy}" in bib
    assert address in bib
    assert client.get(f"{address}cite/ris/").content.decode().startswith("TY  - RPRT\r\n")
    assert client.get(f"{address}cite/doc/").status_code == 404


def test_strategy_is_public_when_it_is_adopted(consortium: Consortium) -> None:
    draft = story.begun_strategy(consortium)
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        strategies.take_step(carla, strategy=draft, step="consult")
    assert PublishedWork.objects.count() == 0
    work = story.adopt(consortium, draft)
    assert work.kind == "local"
    assert "A home first." in Client().get(page_of(work, "it")).content.decode()
    english = story.adopt(consortium, story.begun_strategy(consortium, language="en"))
    for one, other in ((work, english), (english, work)):
        text = Client().get(page_of(one, one.language)).content.decode()
        assert f'hreflang="{other.language}" href="http' in text
        assert page_of(other, other.language) in text


def test_answers_of_a_round_are_public(consortium: Consortium) -> None:
    strategy = story.begun_strategy(consortium)
    held = story.answered_round(consortium, strategy, said=f"I am {CANARY}")
    work = PublishedWork.objects.get(work_id=held.pk)
    text = everything_public([work])
    assert "We opened a desk." in text
    assert CANARY not in text, "what somebody wrote stays with the organisation"


def test_drafts_never_appear(consortium: Consortium) -> None:
    works = [story.published_report(consortium),
             story.adopt(consortium, story.begun_strategy(consortium))]  # fmt: skip
    story.written_report(consortium, words=CANARY, title=CANARY)
    story.begun_strategy(consortium, words=CANARY)
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        report = reports.take_step(
            carla, report=Report.objects.get(pk=works[0].work_id), step="reopen"
        )
        section = sections_of(report)[0]
        section.report = report
        reports.write_section(
            carla, section=section, title=CANARY, text=CANARY, version=section.version
        )
    assert CANARY not in everything_public(works)
    with acting_as(VISITOR):
        assert PublishedWork.objects.count() == 2
        kept = json.dumps(list(PublishedWork.objects.values("documents", "titles", "summaries")))
    assert CANARY not in kept


def test_newer_edition_stands_in_its_place_and_the_older_address_stays(
    consortium: Consortium,
) -> None:
    old = story.published_report(consortium, words="First")
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        report = reports.take_step(carla, report=Report.objects.get(pk=old.work_id), step="reopen")
        reports.take_step(carla, report=report, step="submit")
        reports.publish_report(carla, report=report)
    new = PublishedWork.objects.get(work_id=old.work_id, is_newest=True)
    assert new.number == 2
    assert page_of(new, "it") in Client().get(page_of(old, "it")).content.decode()
    listed = Client().get(LIST).content.decode()
    assert page_of(new, "it") in listed
    assert page_of(old, "it") not in listed


def test_withdrawn_work_says_why_and_loses_its_words(consortium: Consortium) -> None:
    work = story.published_report(consortium, words="Words to lose")
    client = signed_in(consortium.carla)
    form = client.get(reverse("publication_withdraw", args=[work.pk]))
    assert form.status_code == 200
    client.post(reverse("publication_withdraw", args=[work.pk]), {"why": "A figure was wrong."})
    answer = Client().get(page_of(work, "it"))
    assert answer.status_code == 410
    assert "A figure was wrong." in answer.content.decode()
    assert "Words to lose" not in everything_public([work])
    assert Client().get(f"{page_of(work, 'it')}file/").status_code == 404
    assert "Words to lose" not in json.dumps(PublishedWork.objects.get(pk=work.pk).documents)
    assert page_of(work, "it") not in Client().get(LIST).content.decode()


def test_work_is_withdrawn_by_those_who_published_it(consortium: Consortium) -> None:
    work = story.published_report(consortium)
    for account in (consortium.elena, consortium.kostas, consortium.nour):
        actor = actor_of(account)
        with acting_as(actor), pytest.raises(NotAllowed):
            withdraw_work(actor, work=work, why="Because.")
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        with pytest.raises(Refused):
            withdraw_work(carla, work=work, why=" ")
        withdraw_work(carla, work=work, why="Because.")
        with pytest.raises(Refused):
            withdraw_work(carla, work=work, why="Again.")


def test_programme_without_a_public_page_publishes_to_its_partners_only(
    consortium: Consortium,
) -> None:
    before = story.published_report(consortium, words="Before")
    with acting_as(SETUP):
        change_programme(SETUP, programme=consortium.programme, is_public=False)
    after = story.published_report(consortium, words="After")
    client = Client()
    paths = [LIST, "/programmes/amir/publications/it/feed.xml",
             "/api/v1/programmes/amir/publications"]  # fmt: skip
    for work in (before, after):
        paths += [page_of(work, "it"), f"/api/v1/publications/{work.pk}/it"]
    assert {client.get(path).status_code for path in paths} == {404}
    with acting_as(VISITOR):
        assert not PublishedWork.objects.filter(pk=after.pk).exists()
    desk = signed_in(consortium.kostas).get("/desk/programmes/amir/publications/")
    assert desk.content.decode().count("Italy") == 2


def test_feed_tells_what_is_new_in_its_language(consortium: Consortium) -> None:
    work = story.published_report(consortium)
    feed = Client().get("/programmes/amir/publications/it/feed.xml")
    root = etree.fromstring(feed.content)
    assert root.findtext("channel/language") == "it"
    assert [item.findtext("link") for item in root.iter("item")] == [
        f"{settings.SITE_URL}{page_of(work, 'it')}"
    ]
    assert Client().get("/programmes/amir/publications/ar/feed.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_however_much_is_published(
    consortium: Consortium, django_assert_num_queries: object, count: int
) -> None:
    for number in range(count):
        story.published_report(consortium, words=f"Words {number}")
    Client().get(LIST)
    with django_assert_num_queries(11):  # type: ignore[operator]
        Client().get(LIST)
