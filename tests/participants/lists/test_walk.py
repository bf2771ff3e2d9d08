"""From the list to the records and back."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.participants.actions import record_evidence, take_step
from amir.participants.lists import actions, running
from amir.participants.lists.queries import Counts, counts_of
from amir.participants.models import Evidence, ListedRow, Need, Participant, PeopleList
from amir.people.models import Account, Contact, ContactLookup, Person, Profile
from tests.participants.lists.walking import (
    HEADINGS,
    MENTEES,
    acts,
    answer,
    bring,
    bring_in,
    read,
    row_of,
    tell,
    undo,
)

pytestmark = pytest.mark.django_db
CHANGED = MENTEES.replace("000 0002", "000 0009").replace("housing", "work")


def test_list_goes_in_with_evidence_and_its_source(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring_in(elena, bring(elena, bologna))
        assert people_list.state == "brought_in"
        found = Participant.objects.order_by("person__identity__full_name")
        told = [(p.person.identity.full_name, p.side, p.state) for p in found]
        assert told == [
            ("Amina Rossi", "mentor", "applicant"),
            ("Rima Haddad", "mentee", "applicant"),
            ("Yusuf Haddad", "mentee", "applicant"),
        ]
        proofs = Evidence.objects.order_by("dated_on")
        assert list(proofs.values_list("kind", "dated_on", "source")) == [
            ("consented", date(2025, 1, 10), "list.csv!2"),
            ("consented", date(2025, 1, 11), "list.csv!3"),
            ("consented", date(2025, 1, 12), "list.csv!4"),
        ]  # fmt: skip


def test_undated_evidence_waits_and_a_no_stays(elena: Actor, bologna: UUID) -> None:
    text = "Role,Name,Phone,Trained\nmentor,Amina Rossi,+39 340 000 0003,yes\n"
    text += "mentor,Omar Bianchi,+39 340 000 0004,no\n"
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna, text))
        found = Evidence.objects.values_list(
            "kind", "is_no", "participant__person__identity__full_name"
        )
        assert list(found) == [("trained", True, "Omar Bianchi")]


def test_second_list_changes_what_it_tells_and_no_more(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna))
        second = bring(elena, bologna, CHANGED)
        assert acts(second) == [
            ("update", "Yusuf Haddad"), ("update", "Rima Haddad"), ("same", "Amina Rossi")
        ]  # fmt: skip
        assert row_of(second, "Yusuf Haddad").facts["changes"] == ["needs"]
        assert row_of(second, "Rima Haddad").facts["changes"] == ["phone"]
        bring_in(elena, second)
        assert Person.objects.count() == 4  # Elena is one
        yusuf = Participant.objects.get(person__identity__full_name="Yusuf Haddad")
        assert [need.theme for need in yusuf.needs.all()] == ["work"]
        rima = Contact.objects.get(person__identity__full_name="Rima Haddad")
        assert rima.phone == "+393400000009"


def test_column_that_is_missing_takes_nothing_away(elena: Actor, bologna: UUID) -> None:
    few = "Role,Name,Phone\nmentee,Yusuf Haddad,+39 340 000 0001\n"
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna))
        assert acts(bring(elena, bologna, few)) == [("same", "Yusuf Haddad")]


def test_undo_puts_back_and_removes(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        first = bring_in(elena, bring(elena, bologna))
        second = undo(elena, bring_in(elena, bring(elena, bologna, CHANGED)))
        assert second.overview["undone"] == {"removed": 0, "restored": 2, "kept": 0}
        rima = Contact.objects.get(person__identity__full_name="Rima Haddad")
        assert rima.phone == "+393400000002"
        assert [n.theme for n in Need.objects.order_by("theme")] == ["housing", "work", "work"]
        first = undo(elena, first)
        assert (first.state, first.overview["undone"]) == (
            "undone", {"removed": 3, "restored": 0, "kept": 0}
        )  # fmt: skip
        assert list(Person.objects.values_list("pk", flat=True)) == [elena.account_id]
        assert (Account.objects.count(), ContactLookup.objects.count()) == (1, 0)
        assert (Participant.objects.count(), Evidence.objects.count()) == (0, 0)


def test_undo_keeps_people_with_whom_work_has_begun(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        first = bring_in(elena, bring(elena, bologna))
        yusuf, rima, amina = (
            Participant.objects.get(person__identity__full_name=name)
            for name in ("Yusuf Haddad", "Rima Haddad", "Amina Rossi")
        )
        take_step(elena, participant=yusuf, step="accept")
        record_evidence(elena, participant=amina, kind="checked", dated_on=date(2025, 2, 1),
                        source="paper")  # fmt: skip
        first = undo(elena, first)
        assert first.overview["undone"] == {"removed": 1, "restored": 0, "kept": 2}
        assert set(Participant.objects.values_list("pk", flat=True)) == {yusuf.pk, amina.pk}
        assert Participant.objects.filter(pk=rima.pk).count() == 0


def test_undo_ends_after_thirty_days(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring_in(elena, bring(elena, bologna))
        late = clock.now() + timedelta(days=30, minutes=1)
        with clock.stopped_at(late), pytest.raises(Refused, match="for 30 days"):
            actions.undo_list(elena, people_list=people_list)


def test_running_twice_does_it_once(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna)
        running.read_list(elena, list_id=people_list.pk, tell=tell)
        assert counts_of(people_list) == Counts(create=3)
        bring_in(elena, people_list)
        running.bring_in_list(elena, list_id=people_list.pk, tell=tell)
        assert Participant.objects.count() == 3


def test_all_or_nothing(elena: Actor, bologna: UUID) -> None:
    """A failure in the last chunk takes the first ones back."""
    with acting_as(elena):
        people_list = bring(elena, bologna)
        last = row_of(people_list, "Amina Rossi")
        last.facts["capacity"] = 999
        last.save()
        with pytest.raises(Refused, match="between 0 and 20"):
            running.bring_in_list(elena, list_id=people_list.pk, tell=tell)
        assert Person.objects.count() == 1
        assert PeopleList.objects.get().state == "read"


def test_two_lists_with_the_same_people_do_not_add_them_twice(
    elena: Actor, sofia: Actor, bologna: UUID
) -> None:
    with acting_as(elena):
        first = bring(elena, bologna)
    with acting_as(sofia):
        second = bring(sofia, bologna)
        bring_in(sofia, second)
    with acting_as(elena):
        with pytest.raises(Stale, match="added meanwhile"):
            running.bring_in_list(elena, list_id=first.pk, tell=tell)
        again = answer(elena, first)
        assert counts_of(again) == Counts(same=3)


def test_second_coordinator_is_told(elena: Actor, sofia: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna)
        answer(elena, people_list, left_out=["list.csv!2"])
    with acting_as(sofia):
        with pytest.raises(Stale, match="Nothing of theirs was overwritten"):
            actions.answer_questions(sofia, people_list=people_list, answers={}, version=1)
        with pytest.raises(Stale):
            actions.bring_in(sofia, people_list=people_list, version=1)


def test_others_may_not_and_do_not_see(elena: Actor, nikos: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring(elena, bologna)
    with acting_as(nikos):
        assert (PeopleList.objects.count(), ListedRow.objects.count()) == (0, 0)
        with pytest.raises(NotAllowed):
            actions.bring_list(nikos, organisation_id=bologna, name="x.csv", content=b"Name\nx")
        for act in (actions.undo_list, actions.discard_list, actions.bring_in):
            with pytest.raises(NotAllowed):
                act(nikos, people_list=people_list)
        with pytest.raises(NotAllowed):
            actions.answer_questions(nikos, people_list=people_list, answers={})


def test_file_that_cannot_be_read_is_refused_with_its_reason(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena), pytest.raises(Refused) as refused:
        bring(elena, bologna, b"%PDF-1.7 not a list", "list.pdf")
    assert refused.value.field == "upload"
    assert "list.pdf" in str(refused.value)
    with acting_as(elena):
        assert PeopleList.objects.count() == 0


def test_readable_files_go_on_beside_a_refused_one(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = actions.bring_list(
            elena, organisation_id=bologna, name="list.csv", content=MENTEES.encode(),
            further=[("list.pdf", b"%PDF-1.7"), ("list.csv", MENTEES.encode())],
        )  # fmt: skip
        people_list = read(elena, people_list)
        assert list(people_list.overview["refused"]) == ["list.pdf"]
        assert counts_of(people_list) == Counts(create=3, skip=3)


def test_discarded_list_leaves_nothing(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        actions.discard_list(elena, people_list=bring(elena, bologna))
        assert (PeopleList.objects.count(), ListedRow.objects.count()) == (0, 0)
        people_list = bring_in(elena, bring(elena, bologna))
        with pytest.raises(Refused, match="Undo it instead"):
            actions.discard_list(elena, people_list=people_list)


def test_person_on_the_other_side_joins_it(elena: Actor, bologna: UUID) -> None:
    other = "Role,Name,Phone\nmentor,Yusuf Haddad,+39 340 000 0001\n"
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna))
        second = bring(elena, bologna, other)
        assert row_of(second, "Yusuf Haddad").facts["changes"] == ["side"]
        second = bring_in(elena, second)
        sides = Participant.objects.filter(person__identity__full_name="Yusuf Haddad")
        assert sorted(sides.values_list("side", flat=True)) == ["mentee", "mentor"]
        undo(elena, second)
        assert list(sides.values_list("side", flat=True)) == ["mentee"]


def test_families_share_a_phone(elena: Actor, bologna: UUID) -> None:
    text = f"{HEADINGS}\nmentee,Yusuf,Haddad,+39 340 000 0001,,1996-03-12,Arabic,,\n"
    text += "mentee,Nour,Saleh,+39 340 000 0001,,1990-01-02,Arabic,,\n"
    with acting_as(elena):
        people_list = bring(elena, bologna, text)
        assert counts_of(people_list) == Counts(create=2)
        bring_in(elena, people_list)
        assert [c.phone_is_shared for c in Contact.objects.exclude(phone="")] == [True, True]


def test_what_was_not_understood_is_kept(elena: Actor, bologna: UUID) -> None:
    text = "Role,Name,Phone,Shoe size\nmentee,Yusuf Haddad,+39 340 000 0001,42\n"
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna, text))
        yusuf = Profile.objects.get(person__identity__full_name="Yusuf Haddad")
        assert yusuf.extras == {"Shoe size": "42"}
