"""A practice from the first word to the highest label, and who reads it on the way."""

import html
import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.practices import actions
from amir.practices.citing import address_of
from amir.practices.models import Practice, PracticeStatus, PublishedPractice, PublishedWord
from amir.practices.queries import (
    practices_visible_to,
    published_practices,
    standing_of,
    statuses_visible_to,
)
from tests.consortium import Consortium, actor_of, also, signed_in
from tests.practices.told import PROVEN, WHOLE, judged, published, stepped, written

pytestmark = pytest.mark.django_db


def test_practices_are_numbered_within_their_country(consortium: Consortium) -> None:
    codes = [
        written(consortium).code,
        written(consortium, title="Second").code,
        written(consortium, title="Third", country="it", place="").code,
    ]
    with acting_as(actor_of(consortium.carla)) as carla:
        ours = actions.write_practice(
            carla, organisation_id=consortium.casa.pk, programme_id=consortium.programme.pk,
            **{**WHOLE, "country": "GR"},
        )  # fmt: skip
    # Carla's house cannot read the drafts of Athens, and still counts on behind them.
    assert [*codes, ours.code] == ["GR-P1", "GR-P2", "IT-P1", "GR-P3"]


def test_place_is_found_on_the_map(consortium: Consortium) -> None:
    practice = written(consortium)
    assert practice.latitude == pytest.approx(37.98, abs=0.1)
    with acting_as(actor_of(consortium.kostas)) as kostas:
        nowhere = actions.change_practice(kostas, practice=practice, place="Nowhere at all")
    assert (nowhere.latitude, nowhere.longitude) == (None, None)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "word " * 16}, "title"),
        ({"title": " "}, "title"),
        ({"summary": "word " * 101}, "summary"),
        ({"coverage": "word " * 41}, "coverage"),
        ({"country": "Greece"}, "country"),
        ({"themes": ["football"]}, "themes"),
        ({"target_groups": ["cats"]}, "target_groups"),
        ({"phase": "maybe"}, "phase"),
        ({"cost_band": "much"}, "cost_band"),
        ({"started_on": date(2999, 1, 1)}, "started_on"),
        ({"ended_on": date(2019, 1, 1)}, "ended_on"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_the_template_does_not_allow_is_refused_at_its_field(
    consortium: Consortium, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        written(consortium, **changed)
    assert refusal.value.field == field


def test_refusal_says_by_how_many_words(consortium: Consortium) -> None:
    with pytest.raises(Refused, match=r"Summary: at most 100 words\. It has 7 too many\."):
        written(consortium, summary="word " * 107)


def test_draft_is_for_its_own_house_only(consortium: Consortium) -> None:
    draft = written(consortium)
    for who in (consortium.carla, consortium.elena, consortium.nour):
        with acting_as(actor_of(who)) as actor:
            assert list(practices_visible_to(actor)) == []
            assert not Practice.objects.exists()
    with acting_as(actor_of(consortium.carla)) as carla:
        status = statuses_visible_to(carla).get()
        assert (status.country, status.number, status.state) == ("GR", 1, "draft")
        with pytest.raises(NotAllowed):
            actions.change_practice(carla, practice=draft, title="Ours")
    with acting_as(actor_of(consortium.nour)):
        assert not PracticeStatus.objects.exists()


def test_published_is_for_partners_and_its_copy_for_everybody(consortium: Consortium) -> None:
    published(consortium)
    with acting_as(actor_of(consortium.elena)) as elena:
        assert [p.code for p in practices_visible_to(elena)] == ["GR-P1"]
    with acting_as(actor_of(consortium.nour)) as nour:
        assert list(practices_visible_to(nour)) == []
        copy = published_practices().get()
        assert (copy.title, copy.label) == ("Women cook together", "reported")
        assert set(copy.facets) == {
            "country:GR", "theme:work", "group:women", "phase:regular", "label:reported",
            "cost:to_50", "language:en",
        }  # fmt: skip
        with pytest.raises(ProgrammingError):
            PublishedWord.objects.create(organisation_id=consortium.asyl.pk, word="mine")


def test_change_is_public_only_when_it_is_published_again(consortium: Consortium) -> None:
    practice = published(consortium)
    with acting_as(actor_of(consortium.kostas)) as kostas:
        changed = actions.change_practice(kostas, practice=practice, title="Men cook too")
        assert changed.is_changed_since
        first = published_practices().get()
        assert first.title == "Women cook together"
        actions.step_practice(kostas, practice=changed, step="publish")
        again = published_practices().get()
        assert (again.pk, again.title) == (first.pk, "Men cook too")
        actions.step_practice(kostas, practice=changed, step="withdraw")
        assert not PublishedPractice.objects.exists()


def test_only_whole_practices_are_reported(consortium: Consortium) -> None:
    draft = written(consortium, summary="", themes=[])
    with pytest.raises(Refused, match="Fill in: Summary"):
        stepped(consortium, draft, "report")
    with acting_as(actor_of(consortium.kostas)) as kostas:
        actions.change_practice(kostas, practice=draft, summary="Short.")
    with pytest.raises(Refused, match="at least one theme"):
        stepped(consortium, draft, "report")
    with pytest.raises(Refused, match="cannot be taken"):
        stepped(consortium, draft, "publish")


def test_two_who_change_at_once_do_not_overwrite(consortium: Consortium) -> None:
    practice = written(consortium)
    with acting_as(actor_of(consortium.kostas)) as kostas:
        actions.change_practice(kostas, practice=practice, version=1, title="First")
        with pytest.raises(Stale):
            actions.change_practice(kostas, practice=practice, version=1, title="Second")
        assert Practice.objects.get().title == "First"


def test_way_up_the_ladder(consortium: Consortium) -> None:
    also(consortium.elena, consortium.asyl, "researcher", "Elena")
    practice = published(consortium)
    kostas = actor_of(consortium.kostas)
    with acting_as(kostas):
        missing = [str(each.text) for each in standing_of(practice).missing]
        assert len(missing) == 3
        with pytest.raises(Refused, match="Still missing: Its goals are stated"):
            actions.raise_label(kostas, practice=practice)
        practice = actions.change_practice(kostas, practice=practice, **PROVEN)
    judged(practice, consortium.kostas)
    with acting_as(kostas), pytest.raises(Refused, match="two by default"):
        actions.raise_label(kostas, practice=practice)
    judged(practice, consortium.kostas)  # the same person again counts once
    with acting_as(kostas), pytest.raises(Refused, match="two by default"):
        actions.raise_label(kostas, practice=practice)
    judged(practice, consortium.elena)
    with acting_as(kostas):
        assert actions.raise_label(kostas, practice=practice).label == "promising"
        assert published_practices().get().label == "promising"
        practice = actions.change_practice(
            kostas, practice=practice, evaluation="The university counted.",
            evaluated_on=date(2024, 1, 1),
        )  # fmt: skip
        assert actions.raise_label(kostas, practice=practice).label == "good"
        transfer = actions.add_transfer(
            kostas, practice=practice, adopter="Casa", country="IT", place="Bologna",
            since=date(2024, 5, 1), how="With a school kitchen.",
            adopter_organisation_id=consortium.casa.pk,
        )  # fmt: skip
        assert actions.raise_label(kostas, practice=practice).label == "transferred"
        actions.remove_transfer(kostas, transfer=transfer)
        assert Practice.objects.get().label == "good"
        assert "label:good" in published_practices().get().facets
        actions.change_practice(kostas, practice=Practice.objects.get(), users="")
        assert (Practice.objects.get().label, PracticeStatus.objects.get().label) == (
            "reported", "reported",
        )  # fmt: skip


def test_draft_is_not_assessed(consortium: Consortium) -> None:
    with pytest.raises(Refused, match="A draft is not assessed"):
        judged(written(consortium), consortium.kostas)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"how": " "}, "how"), ({"how": "word " * 151}, "how"),
        ({"since": date(2999, 1, 1)}, "since"), ({"since": date(2019, 1, 1)}, "since"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)  # fmt: skip
def test_transfer_that_cannot_be_is_refused(
    consortium: Consortium, changed: dict[str, object], field: str
) -> None:
    told = {"adopter": "Casa", "country": "IT", "since": date(2024, 1, 1), "how": "As it is."}
    practice = written(consortium)
    with acting_as(actor_of(consortium.kostas)) as kostas, pytest.raises(Refused) as refusal:
        actions.add_transfer(kostas, practice=practice, **{**told, **changed})  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_file_is_what_it_says_and_goes_with_the_copy(consortium: Consortium) -> None:
    practice = written(consortium)
    with acting_as(actor_of(consortium.kostas)) as kostas:
        with pytest.raises(Refused, match="no PDF"):
            actions.add_file(kostas, practice=practice, title="X", name="x.pdf", content=b"MZ")
        actions.add_file(
            kostas, practice=practice, title="The kitchen", name="k.pdf", content=b"%PDF-1.7"
        )
        with pytest.raises(Refused, match="https"):
            actions.add_link(kostas, practice=practice, title="X", url="javascript:alert(1)")
    stepped(consortium, practice, "report", "publish")
    copy = published_practices().get()
    file = copy.files.get()
    page = signed_in(consortium.nour).get(reverse("practice_public_file", args=[copy.pk, file.pk]))
    assert (page.content, page["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert page["Content-Disposition"] == 'attachment; filename="k.pdf"'


def test_draft_can_be_thrown_away_until_it_was_reported(consortium: Consortium) -> None:
    draft, reported = written(consortium), written(consortium, title="Other")
    reported = stepped(consortium, reported, "report", "take_back")
    with acting_as(actor_of(consortium.kostas)) as kostas:
        actions.remove_draft(kostas, practice=draft)
        with pytest.raises(Refused):
            actions.remove_draft(kostas, practice=reported)
        assert [p.title for p in Practice.objects.all()] == ["Other"]


def test_pages_from_writing_to_the_public_page(consortium: Consortium) -> None:
    client = signed_in(consortium.kostas)
    form = {**WHOLE, "started_on_day": 15, "started_on_month": 1, "started_on_year": 2020}
    del form["started_on"]
    made = client.post(reverse("practice_add", args=["amir"]), form)
    page = client.get(made["Location"])
    assert "<li>It is reported.</li>" in page.content.decode()
    client.post(made["Location"] + "step/", {"step": "report"})
    client.post(made["Location"] + "step/", {"step": "publish"})
    shown = client.get(made["Location"]).content.decode()
    assert "<li>Its goals are stated.</li>" in shown
    assert "It is reported." not in shown
    assert client.get(made["Location"] + "edit/").status_code == 200
    changed = client.post(made["Location"] + "edit/", {**form, "summary": "word " * 101})
    assert "The text is 1 word too long." in changed.content.decode()
    public = signed_in(consortium.nour).get(
        reverse("practice_public", args=[published_practices().get().pk])
    )
    words = public.content.decode()
    assert "Women cook together" in words
    assert ". Women cook together. AMIR, GR-P1. http" in html.unescape(words)
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', words)
    told = json.loads(told)
    assert (told["@type"], told["identifier"], told["spatialCoverage"]) == (
        "Article", "GR-P1", "Athens, GR",
    )  # fmt: skip
    assert f'<link rel="canonical" href="{told["url"]}">' in words
    exported = client.get(reverse("practices") + "?export=csv").content.decode()
    assert "Twice a week, with a cook who pays them." in exported


def test_feed_holds_what_the_search_finds_even_with_signs_that_xml_lacks(
    consortium: Consortium,
) -> None:
    practice = written(consortium, summary="Warm\x0bmeals & talk <b>")
    stepped(consortium, practice, "report", "publish")
    [copy] = published_practices()
    reader = Client()
    page = reader.get(reverse("practices_public"), {"country": "GR"}).content.decode()
    [feed] = re.findall(r'<link rel="alternate" type="application/rss[^>]* href="([^"]+)"', page)
    response = reader.get(html.unescape(feed))
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314  ours
    assert [(i.findtext("title"), i.findtext("description"), i.findtext("link"))
            for i in channel.findall("item")] == [
        (f"{copy.code}: {copy.title}", "Warmmeals & talk <b>", address_of(copy)),
    ]  # fmt: skip
    other = reader.get(reverse("practices_feed"), {"country": "IT"}).content
    assert ElementTree.fromstring(other).find("channel/item") is None  # noqa: S314  ours
