"""Who learns what of a concern, and what is written down where."""

import pytest
from django.db import connection

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.models import AuditEvent
from amir.participants.models import Participant
from amir.safeguarding.actions import add_entry, read_concern, report_concern
from amir.safeguarding.models import Concern, ConcernEntry, ConcernMark
from amir.safeguarding.queries import concerns_visible_to, people_with_open_concern
from tests.consortium import Consortium, actor_of, also

pytestmark = pytest.mark.django_db
WORDS = "My mentor asks me for money"


def reported_by_yusuf(world: Consortium, yusuf: Participant, **more: object) -> Concern:
    himself = actor_of(yusuf.person_id)
    with acting_as(himself):
        return report_concern(
            himself,
            organisation_id=world.casa.pk,
            text=WORDS,
            urgency="soon",
            **more,  # type: ignore[arg-type]
        )


def test_concern_is_read_by_leads_only(world: Consortium, yusuf: Participant) -> None:
    reported_by_yusuf(world, yusuf)
    seen = {}
    for name in ("sara", "dina", "elena", "ada", "carla", "kostas", "nour"):
        actor = actor_of(getattr(world, name))
        with acting_as(actor):
            seen[name] = (concerns_visible_to(actor).count(), Concern.objects.count())
    assert seen == {name: (1, 1) if name in ("sara", "dina") else (0, 0) for name in seen}
    for actor in (actor_of(yusuf.person_id), VISITOR):
        with acting_as(actor):
            assert Concern.objects.count() == 0


def test_words_are_sealed_in_the_table(world: Consortium, yusuf: Participant) -> None:
    reported_by_yusuf(world, yusuf, reach_me="after six")
    with acting_as(actor_of(world.sara)), connection.cursor() as cursor:
        cursor.execute("select text, reach_me from safeguarding_concern")
        text, reach_me = map(bytes, cursor.fetchone())
        assert WORDS.encode() not in text
        assert b"after six" not in reach_me


def test_lead_reads_it_and_that_is_written_down(world: Consortium, yusuf: Participant) -> None:
    elena = actor_of(world.elena)
    with acting_as(elena):
        concern = report_concern(
            elena, organisation_id=world.casa.pk, text=WORDS, urgency="now",
            subject_person_id=yusuf.person_id, reach_me="in the office",
        )  # fmt: skip
    sara = actor_of(world.sara)
    with acting_as(sara):
        opened = read_concern(sara, concern=concerns_visible_to(sara).get())
        assert (opened.text, opened.about, opened.reach_me) == (
            WORDS,
            "Yusuf",
            "Elena, in the office",
        )
        assert opened.concern.reported_by == world.elena
    with acting_as(actor_of(world.ada)):
        reads = AuditEvent.objects.filter(act="read", table_name="safeguarding_concern")
        assert list(reads.values_list("actor_id", "row_ids")) == [(world.sara, [str(concern.pk)])]
    with acting_as(elena), pytest.raises(NotAllowed):
        read_concern(elena, concern=concern)


def test_audit_tells_neither_subject_nor_reporter(world: Consortium, yusuf: Participant) -> None:
    elena = actor_of(world.elena)
    with acting_as(elena):
        report_concern(elena, organisation_id=world.casa.pk, text=WORDS, urgency="soon",
                       subject_person_id=yusuf.person_id)  # fmt: skip
    sara = actor_of(world.sara)
    with acting_as(sara):
        concern = concerns_visible_to(sara).get()
        read_concern(sara, concern=concern)
        add_entry(sara, concern=concern, text="Called", state="in_hand")
    about = AuditEvent.objects.filter(table_name__startswith="safeguarding_")
    with acting_as(Actor(account_id=yusuf.person_id)):
        assert about.count() == 0
    with acting_as(actor_of(world.ada)):
        written = about.filter(act="insert").exclude(table_name="safeguarding_concernentry")
        assert set(written.values_list("actor_id", "purpose")) == {(None, "report")}


def test_anonymous_reporter_is_written_down_nowhere(world: Consortium, yusuf: Participant) -> None:
    reported_by_yusuf(world, yusuf, anonymous=True)
    with acting_as(actor_of(world.sara)):
        assert Concern.objects.get().reported_by is None
        assert ConcernMark.objects.get().reported_by is None
    with acting_as(actor_of(yusuf.person_id)):
        assert ConcernMark.objects.count() == 0


def test_visitor_reports_to_any_organisation_with_a_lead(world: Consortium) -> None:
    also(world.kostas, world.asyl, "safeguarding_lead", "Kostas")
    with acting_as(VISITOR):
        report_concern(VISITOR, organisation_id=world.asyl.pk, text=WORDS, urgency="unsure")
        assert Concern.objects.count() == 0
    with acting_as(actor_of(world.sara)):
        assert Concern.objects.count() == 0
    with acting_as(actor_of(world.kostas)):
        assert Concern.objects.count() == 1


def test_coordinator_learns_only_that_one_exists(world: Consortium, yusuf: Participant) -> None:
    elena, sara = actor_of(world.elena), actor_of(world.sara)
    with acting_as(elena):
        report_concern(elena, organisation_id=world.casa.pk, text=WORDS, urgency="soon",
                       subject_person_id=yusuf.person_id)  # fmt: skip
        assert people_with_open_concern(elena, [yusuf.person_id]) == {yusuf.person_id}
        assert Concern.objects.count() == 0
    nour = actor_of(world.nour)
    with acting_as(nour):
        assert people_with_open_concern(nour, [yusuf.person_id]) == set()
    with acting_as(sara):
        add_entry(sara, concern=Concern.objects.get(), text="Cleared up", state="closed")
    with acting_as(elena):
        assert people_with_open_concern(elena, [yusuf.person_id]) == set()


def test_entries_are_by_leads_and_stay(world: Consortium, yusuf: Participant) -> None:
    concern = reported_by_yusuf(world, yusuf)
    sara = actor_of(world.sara)
    with acting_as(sara):
        with pytest.raises(Refused, match="what was done"):
            add_entry(sara, concern=concern, text=" ", state="closed")
        with pytest.raises(Refused, match="how it goes on"):
            add_entry(sara, concern=concern, text="Called", state="received")
        add_entry(sara, concern=concern, text="Called", state="in_hand")
        add_entry(sara, concern=concern, text="Met", state="closed")
        found = [(e.text.open(), e.state, e.by) for e in ConcernEntry.objects.all()]
        assert found == [("Called", "in_hand", sara.account_id), ("Met", "closed", sara.account_id)]
        assert Concern.objects.get().state == "closed"
    elena = actor_of(world.elena)
    with acting_as(elena), pytest.raises(NotAllowed):
        add_entry(elena, concern=concern, text="I want in", state="closed")


def test_unknown_people_cannot_be_named(world: Consortium, yusuf: Participant) -> None:
    for actor in (actor_of(world.nour), VISITOR):
        with acting_as(actor), pytest.raises(Refused, match="cannot find"):
            report_concern(actor, organisation_id=world.casa.pk, text=WORDS, urgency="soon",
                           subject_person_id=yusuf.person_id)  # fmt: skip


def test_wrong_reports_are_refused_in_words(world: Consortium) -> None:
    for wrong, field in (
        ({"text": "  ", "urgency": "soon"}, "text"),
        ({"text": "x" * 10_001, "urgency": "soon"}, "text"),
        ({"text": WORDS, "urgency": "later"}, "urgency"),
    ):
        with acting_as(VISITOR), pytest.raises(Refused) as refused:
            report_concern(VISITOR, organisation_id=world.casa.pk, **wrong)
        assert refused.value.field == field
