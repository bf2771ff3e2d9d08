"""What two people agree on: drafted, written, signed on their pages, by link or on paper."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring import terms
from amir.mentoring.actions import (
    end_match,
    note_signature,
    sign_agreement,
    sign_by_link,
    suspend_match,
    write_agreement,
)
from amir.mentoring.actions.agreeing import months_after
from amir.mentoring.actions.linking import link_for
from amir.mentoring.models import Agreement, Match, Signature
from amir.mentoring.rules import keeping
from amir.organisations.queries import staff_who_may

from .conftest import World
from .matched import a_match, amina, both_sign, messages_to, yusuf
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])

WRITTEN = {
    "channel": "texts", "place_kind": "public", "frequency": "weekly", "minutes": 90, "months": 8,
}  # fmt: skip


def agreement_of(world: World, match: Match) -> Agreement:
    with acting_as(world.elena):
        return Agreement.objects.get(match=match)


def token_of(world: World, match: Match, side: str) -> str:
    with acting_as(world.elena):
        return link_for(match, side).rstrip("/").rsplit("/", 1)[1]


def test_a_match_begins_with_a_draft_of_the_defaults(world: World) -> None:
    drafted = agreement_of(world, a_match(world))
    today = clock.today()
    assert (drafted.months, drafted.minutes, drafted.frequency) == (6, 60, "weekly")
    assert (drafted.sign_by, drafted.trial_until) == (
        today + timedelta(days=21), today + timedelta(days=60),
    )  # fmt: skip
    assert (drafted.signed_on, drafted.planned_end, drafted.version) == (None, None, 1)


def test_it_counts_when_both_have_signed(world: World) -> None:
    match = a_match(world)
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        with yusuf(match) as person:
            sign_agreement(person, match=match, accepted=terms.RULES.keys(), language="ar")
            sign_agreement(person, match=match, accepted=terms.RULES.keys())
        assert agreement_of(world, match).signed_on is None
        with amina(match) as person:
            sign_agreement(person, match=match, accepted=terms.RULES.keys())
        signed = agreement_of(world, match)
        assert signed.signed_on == clock.today()
        assert signed.trial_until == clock.today() + timedelta(days=60)
        assert signed.planned_end == months_after(clock.today(), 6)
    with acting_as(world.elena):
        kept = Signature.objects.values_list("side", "how", "terms", "rules", "language")
        rules = sorted(terms.RULES)
        assert list(kept) == [
            ("mentee", "page", "1", rules, "ar"), ("mentor", "page", "1", rules, "en"),
        ]  # fmt: skip


def test_nobody_signs_without_every_rule(world: World) -> None:
    match = a_match(world)
    with yusuf(match) as person, pytest.raises(Refused, match="every rule"):
        sign_agreement(person, match=match, accepted=set(terms.RULES) - {"report"})
    with acting_as(world.elena):
        assert Signature.objects.count() == 0


def test_others_neither_sign_nor_write(world: World) -> None:
    match = a_match(world)
    omar = world.take_up("Omar", "mentee")
    for actor in (VISITOR, world.nour, world.elena, Actor(account_id=omar.person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            sign_agreement(actor, match=match, accepted=terms.RULES.keys())
    for actor in (VISITOR, world.nour, Actor(account_id=match.mentor_person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            write_agreement(actor, match=match, **WRITTEN)  # type: ignore[arg-type]


def test_link_signs_for_its_side_and_ends_with_the_match(world: World) -> None:
    match = a_match(world)
    token = token_of(world, match, "mentor")
    with acting_as(VISITOR), pytest.raises(Refused, match="does not work"):
        sign_by_link(VISITOR, token=token[:-1], accepted=terms.RULES.keys())
    with acting_as(VISITOR):
        sign_by_link(VISITOR, token=token, accepted=terms.RULES.keys(), language="it")
    with acting_as(world.elena) as elena:
        [signature] = Signature.objects.all()
        assert (signature.side, signature.how, signature.language) == ("mentor", "link", "it")
        assert signature.person_id == match.mentor_person_id
        end_match(elena, match=match, why="Moved away")
    with acting_as(VISITOR), pytest.raises(Refused, match="does not work"):
        sign_by_link(VISITOR, token=token, accepted=terms.RULES.keys())


def test_link_works_for_its_days_only(world: World) -> None:
    match = a_match(world)
    token = token_of(world, match, "mentee")
    later = clock.now() + timedelta(days=60)
    with clock.stopped_at(later), acting_as(VISITOR), pytest.raises(Refused, match="not work"):
        sign_by_link(VISITOR, token=token, accepted=terms.RULES.keys())


def test_coordinator_notes_a_signature_on_paper(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        note_signature(
            elena, match=match, side="mentee", accepted=terms.RULES.keys(), note="Read by Rahma"
        )
        [kept] = Signature.objects.all()
    assert (kept.how, kept.noted_by, kept.note) == ("paper", elena.account_id, "Read by Rahma")
    assert kept.person_id == match.mentee_person_id


def test_what_is_changed_after_a_signature_is_signed_anew(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        write_agreement(elena, match=match, **WRITTEN)  # type: ignore[arg-type]
        assert Agreement.objects.get(match=match).version == 1
    both_sign(match)
    before = len(messages_to(world, "yusuf@example.org"))
    with acting_as(world.elena) as elena:
        write_agreement(elena, match=match, **WRITTEN)  # type: ignore[arg-type]
        assert Agreement.objects.get(match=match).signed_on == clock.today()
        write_agreement(elena, match=match, **{**WRITTEN, "minutes": 45})  # type: ignore[arg-type]
    changed = agreement_of(world, match)
    assert (changed.version, changed.signed_on, changed.minutes) == (2, None, 45)
    assert messages_to(world, "yusuf@example.org")[before:] == ["agreement_to_sign"]
    both_sign(match)
    assert agreement_of(world, match).signed_on == clock.today()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"months": 5}, "months"),
        ({"frequency": "monthly"}, "months"),
        ({"place_kind": "home"}, "place_kind"),
        ({"place_kind": "moon"}, "place_kind"),
        ({"minutes": 0}, "minutes"),
    ],
)
def test_less_than_the_programme_asks_for_is_refused(
    world: World, change: dict[str, object], field: str
) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena, pytest.raises(Refused) as refused:
        write_agreement(elena, match=match, **{**WRITTEN, **change})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_home_needs_the_coordinators_approval(world: World) -> None:
    match = a_match(world)
    at_home = {**WRITTEN, "place_kind": "home", "home_is_approved": True}
    with acting_as(world.elena) as elena:
        write_agreement(elena, match=match, **at_home)  # type: ignore[arg-type]
    assert agreement_of(world, match).home_approved_by == world.elena.account_id


def test_nothing_is_signed_while_a_match_pauses(world: World) -> None:
    match = a_match(world)
    token = token_of(world, match, "mentee")
    with acting_as(keeping()) as platform:
        suspend_match(platform, match=match)
    with yusuf(match) as person, pytest.raises(Refused, match="pause"):
        sign_agreement(person, match=match, accepted=terms.RULES.keys())
    page = text(Client().get(reverse("pair_link", args=[token])))
    assert "Your meetings pause at the moment. We will call you." in page
    # The word stands at the foot of every page, and nowhere else.
    assert page.lower().count("concern") == page.count("Report a concern") == 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_pages_lead_from_home_to_a_signature(world: World, browser: SignIn) -> None:
    match = a_match(world)
    client = browser(Actor(account_id=match.mentee_person_id))
    assert "Please read the agreement and sign it." in text(client.get("/me/"))
    assert "Please read it and sign by" in text(client.get(reverse("me_match", args=[match.pk])))
    address = reverse("me_agreement", args=[match.pk])
    page = client.get(address)
    for rule in (*terms.RULES.values(), *terms.CONFIDENCE):
        assert str(rule) in text(page)
    assert "Until" in text(page)
    assert "Please accept every rule" in text(client.post(address, {}))
    page = client.post(address, {"accepted": "on"}, follow=True)
    assert "You have signed. We wait for the other." in text(page)


def test_link_page_is_in_the_language_of_its_person_and_signs(world: World) -> None:
    match = a_match(world)
    address = reverse("pair_link", args=[token_of(world, match, "mentee")])
    page = Client().get(address)
    assert (page.status_code, page["Content-Language"]) == (200, "so")
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "You have signed" not in text(page)
    assert "You have signed" in text(Client().post(address, {"accepted": "on"}))
    assert Client().get(reverse("pair_link", args=["nothing"])).status_code == 404


def test_desk_writes_the_agreement_and_notes_paper(world: World, browser: SignIn) -> None:
    match = a_match(world)
    client = browser(world.elena)
    address = reverse("match_agreement", args=[match.pk])
    assert "To be signed by" in text(client.get(address))
    page = client.post(address, {**WRITTEN, "minutes": "45"}, follow=True)
    assert "The agreement is written." in page.content.decode()
    assert "45 minutes" in text(client.get(reverse("match_page", args=[match.pk])))
    paper = reverse("match_signed_on_paper", args=[match.pk])
    assert "Tick the box" in text(client.post(paper, {"paper-side": "mentee"}))
    page = client.post(paper, {"paper-side": "mentee", "paper-accepted": "on"}, follow=True)
    assert "On paper, with us" in text(page)
    page = client.post(address, {**WRITTEN, "months": "1"})
    assert "The programme asks for 6 months at least" in text(page)
    assert staff_who_may("mentoring.arrange").keys() == {
        world.organisation_id, world.nour.seats[0].organisation_id,
    }  # fmt: skip
