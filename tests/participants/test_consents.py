"""Who agreed to take part has a receipt of it, and it goes and stays with the evidence."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.participants.actions import (
    NewEvidence,
    attest,
    record_evidence,
    record_evidence_many,
    remove_evidence,
    revoke_consent,
    take_up,
)
from amir.participants.models import Evidence, ListedRow, Participant, PeopleList
from amir.people.models import ConsentReceipt, Person

from .conftest import DAY, Register
from .lists.walking import MENTEES, bring, bring_in, undo

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)
Receipt = tuple[str, date, str, str]


def receipts(person_id: UUID) -> list[Receipt]:
    """(kind, day, source, language) of somebody's receipts, oldest first."""
    rows = ConsentReceipt.objects.filter(person_id=person_id).order_by("given_on")
    return list(rows.values_list("kind", "given_on", "source", "language"))


def agreed(participant: Participant, day: date = DAY, **more: object) -> NewEvidence:
    return NewEvidence(participant, "consented", day, "paper", **more)  # type: ignore[arg-type]


def test_recorded_consent_has_a_receipt(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        for _ in range(2):
            record_evidence(
                elena, participant=yusuf, kind="consented", dated_on=DAY, source="paper"
            )
        record_evidence(elena, participant=yusuf, kind="interviewed", dated_on=DAY, source="x")
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself):
        assert receipts(yusuf.person_id) == [("taking_part", DAY, "paper", "ar")]


def test_a_stated_no_is_no_consent(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        record_evidence_many(elena, records=[agreed(yusuf, is_no=True)])
        assert receipts(yusuf.person_id) == []


def test_consent_by_hand_and_by_signature_has_a_receipt(
    elena: Actor, bologna: UUID, register: Register
) -> None:
    with acting_as(elena):
        taken = take_up(
            elena, organisation_id=bologna, programme_id=None, side="mentee", capacity=1,
            needs=["work"], known={"preferred_name": "Rima", "language": "it"},
            agreed_how="told me on the phone",
        )  # fmt: skip
        assert receipts(taken.person_id) == [
            ("taking_part", clock.today(), "told me on the phone", "it")
        ]
        amina, farid = register(elena, "Amina", "mentor"), register(elena, "Farid", "mentor")
        attest(elena, participants=[amina], kinds=["checked", "consented"], dated_on=DAY,
               statement="I saw the paper.")  # fmt: skip
        attest(elena, participants=[farid], kinds=["checked"], dated_on=DAY, statement="I saw it.")
        assert receipts(amina.person_id) == [("taking_part", DAY, "", "ar")]
        assert receipts(farid.person_id) == []


@pytest.mark.parametrize("count", [2, 20])
def test_statements_do_not_grow_with_receipts(elena: Actor, register: Register, count: int) -> None:
    with acting_as(elena):
        people = [register(elena, f"Yusuf {n}", "mentee") for n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            record_evidence_many(elena, records=[agreed(each) for each in people])
        assert ConsentReceipt.objects.count() == count
    assert len(captured) == 5, [query["sql"][:100] for query in captured]


def test_evidence_removed_by_mistake_takes_its_receipt(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        record_evidence_many(elena, records=[agreed(yusuf), agreed(yusuf, NEXT)])
        remove_evidence(elena, evidence=Evidence.objects.get(dated_on=NEXT))
        assert receipts(yusuf.person_id) == [("taking_part", DAY, "paper", "ar")]


def test_list_writes_receipts_and_undoing_takes_them_away(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring_in(elena, bring(elena, bologna))
        days = ConsentReceipt.objects.order_by("given_on").values_list("given_on", "source")
        assert list(days) == [(date(2025, 1, n + 8), f"list.csv!{n}") for n in (2, 3, 4)]
        people_list = undo(elena, people_list)
        assert people_list.overview["undone"] == {"removed": 3, "restored": 0, "kept": 0}
        assert (ConsentReceipt.objects.count(), Person.objects.count()) == (0, 1)


def test_undoing_a_second_list_takes_the_receipts_of_that_list(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        bring_in(elena, bring(elena, bologna))
        later = MENTEES.replace("2025-01-10", "2025-03-10")
        second = bring_in(elena, bring(elena, bologna, later, "later.csv"))
        found = ConsentReceipt.objects.order_by("given_on").values_list("given_on", flat=True)
        before = [date(2025, 1, day) for day in (10, 11, 12)]
        assert list(found.all()) == [*before, date(2025, 3, 10)]
        undo(elena, second)
        assert list(found.all()) == before


def listed(people_list: PeopleList, name: str) -> Participant:
    row = ListedRow.objects.get(people_list=people_list, facts__person__preferred_name=name)
    assert row.participant is not None
    return row.participant


def revoke(participant: Participant) -> None:
    himself = Actor(account_id=participant.person_id)
    with acting_as(himself):
        revoke_consent(himself, source="no more")


def test_undoing_keeps_whoever_took_their_consent_back(elena: Actor, bologna: UUID) -> None:
    with acting_as(elena):
        people_list = bring_in(elena, bring(elena, bologna))
        yusuf = listed(people_list, "Yusuf")
    revoke(yusuf)
    with acting_as(elena):
        people_list = undo(elena, people_list)
        assert people_list.overview["undone"] == {"removed": 2, "restored": 0, "kept": 1}
        assert Person.objects.filter(pk=yusuf.person_id).exists()


def test_own_no_stands_until_they_agree_on_a_later_day(elena: Actor, register: Register) -> None:
    """Also if they agreed on the very day, and on both sides."""
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        for day in (DAY, clock.today()):
            record_evidence_many(elena, records=[agreed(yusuf, day)])
    revoke(yusuf)
    with acting_as(elena):
        no = Evidence.objects.get(participant=yusuf, is_no=True)
        assert (no.dated_on, no.source, no.signed_by) == (
            clock.today(), "no more", yusuf.person_id
        )  # fmt: skip
        with pytest.raises(Refused, match="took this back"):
            remove_evidence(elena, evidence=no)
        with pytest.raises(Refused, match="written down already"):
            record_evidence(
                elena, participant=yusuf, kind="consented", dated_on=clock.today(), source="paper"
            )


def test_nobody_takes_back_for_another(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        record_evidence_many(elena, records=[agreed(yusuf)])
        omar = register(elena, "Omar", "mentee")
        revoked = Evidence.objects.filter(is_no=True)
    revoke(omar)
    with acting_as(elena):
        assert [row.participant_id for row in revoked] == [omar.pk]
        with pytest.raises(NotAllowed):
            revoke_consent(Actor(), source="x")
    with acting_as(Actor(account_id=omar.person_id, purpose="revoking")):
        other = Evidence(
            organisation_id=yusuf.organisation_id, participant=yusuf, kind="consented",
            dated_on=NEXT, source="x", is_no=True, signed_by=omar.person_id,
        )  # fmt: skip
        with pytest.raises(Exception, match="row-level security"):
            other.save(force_insert=True)
