"""Focus groups: numbered, counted, held, written, coded, published, taken back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.evidence import actions
from amir.evidence.actions.stepping import shown_counts
from amir.evidence.enums import GroupState
from amir.evidence.lifecycle import STEPS, steps_from
from amir.evidence.models import (
    Excerpt,
    FocusGroup,
    GroupStatus,
    Passage,
    PublishedGroup,
    PublishedQuote,
)
from amir.evidence.queries import desk_or_404, published_quotes, statuses_of, themes_by_country
from tests.consortium import Consortium, actor_of, also

from .telling import book_with, held, planned, published, with_text

pytestmark = pytest.mark.django_db


def test_groups_are_numbered_within_programme_and_country(consortium: Consortium) -> None:
    carla, kostas = consortium.carla, consortium.kostas
    labels = [
        planned(carla).label, planned(carla).label, planned(kostas, "GR").label,
        planned(kostas, "IT").label,
    ]  # fmt: skip
    assert labels == ["IT-FG1", "IT-FG2", "GR-FG1", "IT-FG3"]


def test_partner_sees_of_a_draft_only_that_it_is_there(consortium: Consortium) -> None:
    group = held(consortium.kostas, country="GR")
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        assert not FocusGroup.objects.filter(pk=group.pk).exists()
        [row] = statuses_of(consortium.programme.pk)
        assert (row.country, row.number, row.kind, row.state) == ("GR", 1, "tcn", "held")
    with acting_as(actor_of(consortium.nour)):
        assert not GroupStatus.objects.exists()


def test_who_coordinates_participants_writes_no_evidence(consortium: Consortium) -> None:
    elena, carla = actor_of(consortium.elena), actor_of(consortium.carla)
    with acting_as(carla):
        desk = desk_or_404(carla, "amir")
    with acting_as(elena), pytest.raises(NotAllowed):
        actions.plan_group(elena, desk=desk, country="IT", kind="tcn", place="X", language="it")


def test_researcher_plans_with_colleagues_only(consortium: Consortium) -> None:
    also(consortium.elena, consortium.casa, "researcher", "Elena")
    group = planned(consortium.elena, moderator_id=consortium.carla)
    assert group.moderator_id == consortium.carla
    with pytest.raises(Refused, match="colleagues"):
        planned(consortium.elena, moderator_id=consortium.kostas)


def test_counts_are_never_more_than_came(consortium: Consortium) -> None:
    group, carla = planned(consortium.carla), actor_of(consortium.carla)
    told = {"group": group, "held_on": clock.today(), "people": 5, "consent_basis": "signed"}
    with acting_as(carla):
        with pytest.raises(Refused, match="more than the people"):
            actions.record_facts(carla, counts={"gender": {"women": 6}}, **told)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="not counted"):
            actions.record_facts(carla, counts={"faith": {"any": 1}}, **told)  # type: ignore[arg-type]
        tomorrow = {**told, "held_on": clock.today() + timedelta(days=1)}
        with pytest.raises(Refused, match="still to come"):
            actions.record_facts(carla, counts={}, **tomorrow)  # type: ignore[arg-type]
        actions.record_facts(carla, counts={"gender": {"women": 3, "men": 0}}, **told)  # type: ignore[arg-type]
        kept = FocusGroup.objects.get(pk=group.pk)
    assert (kept.counts, kept.state) == ({"gender": {"women": 3}}, "held")


def test_second_editor_is_told_and_overwrites_nothing(consortium: Consortium) -> None:
    group, carla = held(consortium.carla), actor_of(consortium.carla)
    with acting_as(carla):
        seen = group.version
        actions.write_summary(carla, group=group, summary="First words.", version=seen)
        with pytest.raises(Stale):
            actions.write_summary(carla, group=group, summary="Second words.", version=seen)
        assert FocusGroup.objects.get(pk=group.pk).summary == "First words."


def test_steps_say_what_is_missing(consortium: Consortium) -> None:
    group, carla = held(consortium.carla), actor_of(consortium.carla)
    with acting_as(carla):
        with pytest.raises(Refused, match="Bring a text or write a summary"):
            actions.take_step(carla, group=group, step="write")
        with pytest.raises(Refused, match="cannot be done now: the group is held"):
            actions.take_step(carla, group=group, step="publish")
        with pytest.raises(Refused, match="does not exist"):
            actions.take_step(carla, group=group, step="burn")


def test_every_state_can_be_left_or_is_an_end() -> None:
    assert {state for state in GroupState if not steps_from(state)} == set()
    assert {step.target for step in STEPS.values()} == set(GroupState)


def test_published_group_shows_facts_and_approved_quotes_to_partners(
    consortium: Consortium,
) -> None:
    book_with(consortium.carla, {"Looking for work": {"theme": "work", "facet": "need"}})
    group = published(consortium, consortium.carla, "Looking for work")
    with acting_as(actor_of(consortium.kostas)):
        [copy] = PublishedGroup.objects.all()
        [quote] = published_quotes(consortium.programme.pk, country="IT", theme="work")
        assert (copy.label, copy.people, copy.summary) == ("IT-FG1", 9, "They look for work.")
        assert copy.said == [{"code": "Looking for work", "theme": "work", "facet": "need"}]
        assert (quote.label, quote.text) == ("IT-FG1-Q1", "We look for work every day.")
        # One in an age band would be known; the other band would tell it by subtraction.
        assert copy.counts == {
            "gender": {"women": 5, "men": 4}, "age": {"18_29": None, "30_44": None},
        }  # fmt: skip
        assert not Passage.objects.exists()
        assert not Excerpt.objects.exists()
    with acting_as(actor_of(consortium.nour)):
        assert not PublishedQuote.objects.exists()
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        with pytest.raises(Refused, match="closed for changes"):
            actions.write_summary(carla, group=group, summary="Others.")
        actions.take_step(carla, group=group, step="take_back")
        assert not PublishedGroup.objects.exists()
        assert not PublishedQuote.objects.exists()


def test_recording_is_deleted_before_publishing(consortium: Consortium) -> None:
    book_with(consortium.carla, {"Work": {"theme": "work"}})
    group, carla = published(consortium, consortium.carla, "Work"), actor_of(consortium.carla)
    with acting_as(carla):
        actions.take_step(carla, group=group, step="take_back")
        now = FocusGroup.objects.get(pk=group.pk)
        told = {"group": now, "held_on": now.held_on, "people": 9, "counts": now.counts,
                "consent_basis": "signed", "was_recorded": True}  # fmt: skip
        actions.record_facts(carla, **told)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="Delete the recording"):
            actions.take_step(carla, group=now, step="publish")
        actions.record_facts(carla, recording_deleted_on=clock.today(), **told)  # type: ignore[arg-type]
        actions.take_step(carla, group=now, step="publish")
        assert PublishedGroup.objects.count() == 1


def test_table_of_themes_counts_groups_not_quotes(consortium: Consortium) -> None:
    book_with(
        consortium.carla,
        {"Work": {"theme": "work"}, "Rent": {"theme": "housing"}, "Other": {}},
    )
    published(consortium, consortium.carla, "Work", "Rent")
    published(consortium, consortium.carla, "Work")
    published(consortium, consortium.kostas, "Other", country="GR")
    with acting_as(actor_of(consortium.elena)):
        tally = themes_by_country(consortium.programme.pk)
    assert tally.countries == ["GR", "IT"]
    assert {t.key: f for t, f in zip(tally.themes, tally.figures, strict=True)} == {
        "work": [0, 2], "housing": [0, 1],
    }  # fmt: skip
    assert tally.totals == {"GR": 1, "IT": 2}


def test_text_of_a_group_stays_with_its_organisation(consortium: Consortium) -> None:
    with_text(consortium.kostas, country="GR")
    with acting_as(actor_of(consortium.carla)):
        assert not Passage.objects.exists()


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6),
    st.integers(1, 6),
)
def test_small_counts_cannot_be_subtracted(parts: dict[str, int], least: int) -> None:
    shown = shown_counts({"gender": parts}, least)["gender"]
    hidden = [part for part, number in shown.items() if number is None]
    filled = [part for part, number in parts.items() if number]
    assert all(parts[part] >= least for part in filled if shown[part] is not None)
    assert len(hidden) != 1 or len(filled) == 1
    assert all(number in (None, parts[part]) for part, number in shown.items())
