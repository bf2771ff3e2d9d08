"""A round: asked by link, by workshop and on paper; answered; published."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from amir.consultations import actions
from amir.consultations.document import as_report
from amir.consultations.models import Contribution, PublishedAnswer, Round
from amir.consultations.queries import numbers_of
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.strategies import actions as strategies
from amir.strategies.models import Strategy
from tests.consortium import Consortium, actor_of, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
TODAY = clock.today()


@pytest.fixture
def strategy(consortium: Consortium) -> Strategy:
    """Casa's own strategy, with a vision."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        made = strategies.begin_local(
            carla, programme=consortium.programme, organisation_id=consortium.casa.pk,
            title="Bologna together", country="IT",
        )  # fmt: skip
        strategies.write_part(
            carla, strategy=made, kind="section", values={"title": "Vision", "text": "A home."}
        )
        return made


def opened(consortium: Consortium, strategy: Strategy, **changed: Any) -> Round:
    """A round of Casa that is open today."""
    carla = actor_of(consortium.carla)
    told = {
        "title": "What do you think?", "opens_on": TODAY, "closes_on": TODAY,
        "languages": ["it", "en", "ar"], "questions": ["matters", "change"], **changed,
    }  # fmt: skip
    with acting_as(carla):
        made = actions.prepare_round(carla, strategy=strategy, **told)
        actions.take_round_step(carla, consultation=made, step="open")
    return made


def typed(consortium: Consortium, held: Round, text: str) -> Contribution:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return actions.type_contribution(
            carla, consultation=held, channel="paper", language="it", answers={"change": text}
        )


def answered_by_link(held: Round, text: str, **sent: str) -> Client:
    """Somebody answers, in Arabic, without an account."""
    with translation.override("en"):
        return _answered(Client(headers={"accept-language": "ar"}), held, text, **sent)


def _answered(phone: Client, held: Round, text: str, **sent: str) -> Client:
    page = phone.post(reverse("consult_begin", args=[held.slug]))
    path = page["Location"]
    assert 'dir="rtl"' in phone.get(path).content.decode()
    path = phone.post(path, {"answer": "home"})["Location"]
    path = phone.post(path, {"answer": text})["Location"]
    path = phone.get(path)["Location"] if path.endswith("/3/") else path
    assert text in phone.get(path).content.decode()
    assert phone.post(path, {"website": "", **sent})["Location"].endswith("/thanks/")
    assert not phone.cookies
    return phone


def test_answer_by_link_takes_no_account_and_no_cookie(
    consortium: Consortium, strategy: Strategy
) -> None:
    held = opened(consortium, strategy)
    answered_by_link(held, "مزيد من الدروس")
    with acting_as(actor_of(consortium.carla)):
        [kept] = Contribution.objects.all()
        strategy.refresh_from_db()
    assert kept.answers == {"matters": "home", "change": "مزيد من الدروس"}
    assert (kept.channel, kept.language, kept.token_digest) == ("link", "ar", None)
    # Ten seconds had not passed: it waits until somebody has looked at it.
    assert (kept.state, kept.doubts) == ("waiting", ["fast"])
    assert strategy.state == "consultation"


def test_trap_puts_a_machine_aside_without_telling_it(
    consortium: Consortium, strategy: Strategy
) -> None:
    held = opened(consortium, strategy)
    answered_by_link(held, "Buy", website="http://x.example")
    with acting_as(actor_of(consortium.carla)):
        assert Contribution.objects.get().state == "spam"
        assert numbers_of(held).total == 0


def test_link_answers_once_and_only_while_the_round_is_open(
    consortium: Consortium, strategy: Strategy
) -> None:
    held = opened(consortium, strategy)
    begun = actions.begin_contribution(held, language="en")
    with pytest.raises(Refused, match="at least one"):
        actions.send_contribution(held, token=begun.token)
    actions.keep_answer(held, token=begun.token, question="change", answer="More")
    actions.send_contribution(held, token=begun.token)
    with pytest.raises(Refused, match="already"):
        actions.send_contribution(held, token=begun.token)
    late = actions.begin_contribution(held, language="en")
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        actions.take_round_step(carla, consultation=held, step="close")
        assert list(Contribution.objects.values_list("pk", flat=True)) == [begun.contribution.pk]
    with pytest.raises(Refused, match="closed"):
        actions.begin_contribution(held, language="en")
    assert actions.open_contribution(held, late.token) is None
    phone = Client()
    page = phone.post(reverse("consult_begin", args=[held.slug]))
    assert page["Location"] == reverse("consult", args=[held.slug])
    assert "This round is closed" in phone.get(page["Location"]).content.decode()


def test_round_that_is_not_open_yet_is_nowhere(consortium: Consortium, strategy: Strategy) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        made = actions.prepare_round(
            carla, strategy=strategy, title="Later", opens_on=TODAY, closes_on=TODAY,
            languages=["en"], questions=["change"],
        )  # fmt: skip
    assert Client().get(reverse("consult", args=[made.slug])).status_code == 404
    future = opened(consortium, strategy, opens_on=TODAY + timedelta(days=2),
                    closes_on=TODAY + timedelta(days=9))  # fmt: skip
    assert not future.is_open


def test_every_contribution_gets_an_answer_before_any_is_public(
    consortium: Consortium, strategy: Strategy
) -> None:
    held, carla = opened(consortium, strategy), actor_of(consortium.carla)
    first, second = typed(consortium, held, "More courses"), typed(consortium, held, "A bus")
    answered_by_link(held, "Something")
    with acting_as(carla):
        with pytest.raises(Refused, match="Close the round"):
            actions.publish_answers(carla, consultation=held)
        actions.take_round_step(carla, consultation=held, step="close")
        with pytest.raises(Refused, match="that wait"):
            actions.publish_answers(carla, consultation=held)
        waiting = Contribution.objects.get(state="waiting")
        actions.sort_contributions(
            carla, consultation=held, ids=[waiting.pk], state="spam"
        )  # fmt: skip
        actions.answer_contribution(carla, contribution=first, answer="Two new ones", code="School")
        with pytest.raises(Refused, match="1 contribution has no answer"):
            actions.publish_answers(carla, consultation=held)
        with pytest.raises(Stale):
            actions.answer_contribution(carla, contribution=first, answer="Other", version=1)
        actions.answer_contribution(carla, contribution=second, code="School",
                                    said="Call +39 051 1234567", answer="Not yet")  # fmt: skip
        with pytest.raises(Refused, match="may be a name"):
            actions.publish_answers(carla, consultation=held)
        assert actions.publish_answers(carla, consultation=held, looked_at=True) == 2
        actions.answer_contribution(carla, contribution=second, code="School", said="A bus",
                                    answer="Not yet")  # fmt: skip
        assert actions.publish_answers(carla, consultation=held) == 2
        assert [b.caption for b in as_report(held).blocks if hasattr(b, "caption")]
    words = Client().get(reverse("consult_answers", args=[held.slug])).content.decode()
    assert "Two new ones" in words
    assert "+39" not in words
    assert "Something" not in words


def test_same_answer_to_the_same_words_is_published_once(
    consortium: Consortium, strategy: Strategy
) -> None:
    held, carla = opened(consortium, strategy), actor_of(consortium.carla)
    with acting_as(carla):
        for text in ("Courses", "Classes"):
            actions.answer_contribution(
                carla, contribution=typed(consortium, held, text), said="Courses", answer="Yes"
            )
        actions.take_round_step(carla, consultation=held, step="close")
        assert actions.publish_answers(carla, consultation=held) == 1
        assert PublishedAnswer.objects.get().count == 2


def test_workshops_count_who_was_invited_came_and_was_paid(
    consortium: Consortium, strategy: Strategy
) -> None:
    held, carla = opened(consortium, strategy), actor_of(consortium.carla)
    told = {"consultation": held, "title": "At the library", "held_on": TODAY}
    with acting_as(carla):
        with pytest.raises(Refused, match="More were paid"):
            actions.hold_workshop(carla, invited=9, came=2, paid=3, **told)
        for came in (4, 6):
            actions.hold_workshop(carla, invited=9, came=came, paid=2, **told)
        assert numbers_of(held).turnout == {"invited": 18, "came": 10, "paid": 4}


def test_texts_of_people_stay_in_the_organisation(
    consortium: Consortium, strategy: Strategy
) -> None:
    held = opened(consortium, strategy)
    typed(consortium, held, "More courses")
    for who in (consortium.kostas, consortium.nour):
        with acting_as(actor_of(who)):
            assert not Contribution.objects.exists()
            assert Round.objects.filter(pk=held.pk).exists()
        with acting_as(actor_of(who)), pytest.raises(NotAllowed):
            actions.take_round_step(actor_of(who), consultation=held, step="close")
    elena = actor_of(consortium.elena)
    with acting_as(elena), pytest.raises(NotAllowed):
        actions.take_round_step(elena, consultation=held, step="close")


def test_pages_walk_from_round_to_answers(consortium: Consortium, strategy: Strategy) -> None:
    client = signed_in(consortium.carla)
    day = {f"{name}_{part}": getattr(TODAY, part) for name in ("opens_on", "closes_on")
           for part in ("year", "month", "day")}  # fmt: skip
    sent = {"title": "Ask", "languages": ["en"], "questions": ["change"], **day,
            "own_questions": "And the bus?"}  # fmt: skip
    page = client.post(reverse("consultation_begin", args=[strategy.pk]), sent)
    base = page["Location"]
    client.post(f"{base}step/", {"step": "open"})
    assert "And the bus?" in client.get(base).content.decode()
    client.post(f"{base}type/", {"channel": "paper", "language": "en", "q_own-1": "Every hour"})
    listed = client.get(f"{base}contributions/").content.decode()
    [path] = set(re.findall(r"/desk/contributions/[\w-]{36}/", listed))
    assert client.get(path).status_code == 200
    client.post(f"{path}answer/", {"answer": "Asked the company", "said": "A bus each hour"})
    client.post(f"{base}step/", {"step": "close"})
    assert client.post(f"{base}publish/", {})["Location"] == base
    for form in ("pdf", "docx", "html"):
        assert client.get(f"{base}report/?as={form}").status_code == 200
    assert client.get(f"{base}poster/en/")["Content-Type"] == "application/pdf"
    assert client.get(f"{base}poster/ar/").status_code == 404
    for path in ("workshop/", "edit/", "publish/", "contributions/?as=csv"):
        assert client.get(base + path).status_code == 200
    elena = signed_in(consortium.elena)
    assert elena.get(base).status_code == 200
    assert elena.get(f"{base}edit/").status_code == 403


def test_several_are_put_into_a_group_without_script(
    consortium: Consortium, strategy: Strategy
) -> None:
    carla = actor_of(consortium.carla)
    held = opened(consortium, strategy)
    bus = [typed(consortium, held, words) for words in ("A bus at night", "A later bus")]
    typed(consortium, held, "More courses")
    client, page = signed_in(consortium.carla), reverse("contributions", args=[held.pk])
    sent = {"act": "group", "row": [str(each.pk) for each in bus]}
    asked = client.post(f"{page}?sort=code", sent)
    assert asked.status_code == 200
    words = asked.content.decode()
    assert sorted(re.findall(r'name="row" value="([^"]+)"', words)) == sorted(sent["row"])
    assert "2 contributions were chosen." in words
    too_long = client.post(page, {**sent, "code": "x" * 61}).content.decode()
    assert "x" * 61 in too_long
    assert sorted(re.findall(r'name="row" value="([^"]+)"', too_long)) == sorted(sent["row"])
    done = client.post(f"{page}?sort=code", {**sent, "code": " Transport "})
    assert done["Location"] == f"{page}?sort=code"
    codes = held.contributions.order_by("created_at").values_list("pk", "code")
    with acting_as(carla):
        assert [code for _id, code in codes] == ["Transport", "Transport", ""]
    assert "Groups so far: <bdi>Transport</bdi>" in client.post(page, sent).content.decode()
    client.post(page, {"act": "group", "everything": "1", "code": ""})
    assert client.post(page, {"act": "group"})["Location"] == page
    with acting_as(carla):
        assert {code for _id, code in codes.all()} == {""}
