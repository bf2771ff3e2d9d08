"""Texts: kept at once or after a decision, corrected, translated, read in pages."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.evidence import actions
from amir.evidence.models import Incoming, Passage, Transcript
from tests.consortium import Consortium, actor_of, also, signed_in

from .telling import excerpt_of, held, planned, with_text, words_of

pytestmark = pytest.mark.django_db
TALK = ["Anna Verdi: we wait.", "My name is Omar. Call +39 340 123 4567.", "Anna Verdi: yes."]


def waiting(consortium: Consortium) -> Incoming:
    """A text that Carla brought and has not decided on."""
    group, carla = held(consortium.carla), actor_of(consortium.carla)
    with acting_as(carla):
        made = actions.bring_text(
            carla, group=group, kind="transcript", language="en", paragraphs=TALK
        )
    assert isinstance(made, Incoming)
    return made


def test_text_with_likely_names_is_kept_after_the_decision(consortium: Consortium) -> None:
    incoming, carla = waiting(consortium), actor_of(consortium.carla)
    with acting_as(carla):
        assert not Transcript.objects.exists()
        assert "Anna" not in incoming.sealed
        with pytest.raises(Refused, match="not pointed out"):
            actions.decide_names(carla, incoming=incoming, by={"wait": "sleep"})
        by = {"Anna Verdi": "[name]", "+39 340 123 4567": "[phone]"}
        transcript = actions.decide_names(carla, incoming=incoming, by=by)
        assert words_of(transcript) == [
            "[name]: we wait.", "My name is Omar. Call [phone].", "[name]: yes.",
        ]  # fmt: skip
        assert not Incoming.objects.exists()


def test_nobody_else_sees_what_waits(consortium: Consortium) -> None:
    also(consortium.elena, consortium.casa, "researcher", "Elena")
    incoming, elena = waiting(consortium), actor_of(consortium.elena)
    with acting_as(elena):
        assert not Incoming.objects.exists()
        with pytest.raises(NotAllowed):
            actions.decide_names(elena, incoming=incoming, by={})


def test_text_before_the_group_was_held_is_refused(consortium: Consortium) -> None:
    group, carla = planned(consortium.carla), actor_of(consortium.carla)
    with acting_as(carla), pytest.raises(Refused, match="how the group went"):
        actions.bring_text(carla, group=group, kind="notes", language="en", paragraphs=["x"])


def test_translation_stands_beside_each_paragraph(consortium: Consortium) -> None:
    transcript, carla = with_text(consortium.carla), actor_of(consortium.carla)
    told = {"transcript": transcript, "language": "it"}
    with acting_as(carla):
        with pytest.raises(Refused, match="has 2 paragraphs, the original 3"):
            actions.bring_translation(carla, paragraphs=["Uno", "Due"], **told)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="language of the original"):
            actions.bring_translation(
                carla, transcript=transcript, language="en", paragraphs=["a", "b", "c"]
            )
        actions.bring_translation(carla, paragraphs=["Uno", "Due", "Tre"], **told)  # type: ignore[arg-type]
        found = Passage.objects.filter(transcript=transcript).values_list("order", "translation")
        assert list(found) == [(1, "Uno"), (2, "Due"), (3, "Tre")]


def test_paragraph_that_an_excerpt_holds_stays(consortium: Consortium) -> None:
    transcript, carla = with_text(consortium.carla), actor_of(consortium.carla)
    excerpt_of(consortium.carla, transcript, 2)
    with acting_as(carla):
        first, second = Passage.objects.filter(transcript=transcript, order__lte=2)
        first.transcript = second.transcript = transcript
        with pytest.raises(Refused, match="Remove the excerpt first"):
            actions.change_passage(carla, passage=second, text="Other")
        actions.change_passage(carla, passage=second, text=second.text, translation="Due")
        with pytest.raises(Refused, match="Rima Haddad"):
            actions.change_passage(carla, passage=first, text="My name is Rima Haddad")
        actions.change_passage(carla, passage=first, text="  New\n words ")
        assert words_of(transcript)[0] == "New words"
        with pytest.raises(Refused, match="Excerpts hold"):
            actions.remove_text(carla, transcript=transcript)


def test_text_of_three_hundred_pages_opens_in_pages_and_is_coded(consortium: Consortium) -> None:
    line = "We looked for work and for a flat and nobody could say where to go next. "
    paragraphs = tuple(f"{number}. {line * 2}" for number in range(6_000))
    assert sum(map(len, paragraphs)) > 900_000
    began = time.monotonic()
    transcript = with_text(consortium.carla, paragraphs)
    assert transcript.paragraphs == 6_000
    client = signed_in(consortium.carla)
    address = reverse("evidence_text", args=[transcript.pk])
    page = client.get(f"{address}?page=150")
    words = page.content.decode()
    assert "5999." in words
    assert "5900." not in words
    assert len(page.content) < 150_000
    sent = {"from_paragraph": "6000", "starts_with": "5999.", "ends_with": "We looked"}
    answer = client.post(reverse("evidence_excerpt_add", args=[transcript.pk]), sent)
    assert answer.status_code == 302
    assert timedelta(seconds=time.monotonic() - began) < timedelta(seconds=60)
